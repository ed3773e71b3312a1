namespace TempIdentity.Simulator.Services;

/// <summary>
/// How often accounts may be asked for from one address. A station's network or a mobile operator hides many honest phones behind one
/// address, so these limits are wide: they stop floods. What stops guessing and SMS spam counts phones and sessions instead.
/// </summary>
internal sealed record AddressLimits
{
    public const int RegistrationsDefault = 1_200;
    public const int SignInsDefault = 600;

    /// <summary>The limits where nothing else is said.</summary>
    public static AddressLimits Default { get; } = new();

    /// <summary>Registrations from one address in an hour.</summary>
    public int RegistrationsMax { get; init; } = RegistrationsDefault;

    /// <summary>Sign-ins from one address in 15 minutes.</summary>
    public int SignInsMax { get; init; } = SignInsDefault;
}
