using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.TokenCrypto.Sealing;

/// <summary>
/// Opens compartments of codes that passed verification; asks for a <see cref="VerifiedCode"/> so that nothing else can (I12).
/// Thread-safe.
/// </summary>
public static class Unsealer
{
    /// <summary>Length in bytes of the manifest secret.</summary>
    public const int ManifestSecretBytes = 16;

    /// <summary>The 16-byte manifest secret of the service day; empty unless <see cref="UnsealOutcome.Opened"/>.</summary>
    public static UnsealOutcome TryOpenGate(VerifiedCode code, UnsealingKeys keys, UnixTime now, out byte[] manifestSecret)
    {
        var outcome = Open(code, Audience.RailGate, code.Claims.Gate, keys, now, out manifestSecret);
        if (outcome != UnsealOutcome.Opened || manifestSecret.Length == ManifestSecretBytes) return outcome;
        manifestSecret = [];
        return UnsealOutcome.Corrupt;
    }

    /// <summary>
    /// The identity; null unless <see cref="UnsealOutcome.Opened"/>. The audience is <see cref="Audience.RailStaff"/> for ride IDs,
    /// <see cref="Audience.Police"/> for licences.
    /// </summary>
    public static UnsealOutcome TryOpenIdentity(VerifiedCode code, UnsealingKeys keys, UnixTime now, out Identity? identity)
    {
        identity = null;
        var audience = CompartmentContext.IdentityAudience(code.Claims.Kind);
        var outcome = Open(code, audience, code.Claims.Identity, keys, now, out var plaintext);
        if (outcome != UnsealOutcome.Opened) return outcome;
        return IdentityPlaintext.TryDecode(plaintext, out identity) ? UnsealOutcome.Opened : UnsealOutcome.Corrupt;
    }

    private static UnsealOutcome Open(
        VerifiedCode code, Audience audience, SealedCompartment? compartment, UnsealingKeys keys, UnixTime now, out byte[] plaintext)
    {
        plaintext = [];
        if (compartment is null) return UnsealOutcome.Absent;
        if (keys.Find(audience, compartment.KeyNumber, now) is not { } key) return UnsealOutcome.KeyMissing;
        var associatedData = CompartmentContext.For(audience, code.CompartmentContext);
        var opened = AesSiv.TryOpen(key.Key.Span, associatedData, compartment.Bytes.Span, out plaintext);
        return opened ? UnsealOutcome.Opened : UnsealOutcome.Corrupt;
    }
}
