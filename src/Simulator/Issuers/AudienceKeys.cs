using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Issuers;

/// <summary>
/// The keys that seal compartments, independent for each audience and week. A key's number is the week since 1970; devices get the
/// current one and the next, so never a key more than 7 days ahead. Thread-safe.
/// </summary>
internal sealed class AudienceKeys(SeededSecrets secrets)
{
    public const int WeekSeconds = 7 * 86_400;

    /// <summary>Seconds before its week from which a key may unseal: verifiers' and issuers' clocks differ.</summary>
    public const int LeadSeconds = 3600;

    /// <summary>The key that seals at an instant.</summary>
    public UnsealingKey At(Audience audience, UnixTime now) => OfWeek(audience, NumberAt(now));

    /// <summary>What a device of an audience is given at an instant: this week's key and the next.</summary>
    public IReadOnlyList<UnsealingKey> ForDevice(Audience audience, UnixTime now) =>
        [OfWeek(audience, NumberAt(now)), OfWeek(audience, NumberAt(now) + 1)];

    private static int NumberAt(UnixTime now) => (int)(now.Seconds / WeekSeconds);

    private UnsealingKey OfWeek(Audience audience, int number)
    {
        var start = new UnixTime((long)number * WeekSeconds);
        var key = secrets.Derive(FormattableString.Invariant($"audience/{audience}/{number}"));
        return new UnsealingKey(audience, number, start - LeadSeconds, start + WeekSeconds, key);
    }
}
