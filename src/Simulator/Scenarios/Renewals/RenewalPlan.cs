using TempIdentity.GateAgent;
using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Station;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Simulator.Scenarios.Renewals;

/// <summary>One phone of the plan.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Index">Number among the phones of its kind, from 0: whose phone it is.</param>
/// <param name="Offset">Its own instant of the minute.</param>
/// <param name="RecheckAfterSeconds">Age of the real-person check at which its owner passes it again; below the 30 minutes of R10.</param>
internal sealed record PhonePlan(int Number, int Index, CredentialKind Kind, CodeForm Form, TimeSpan Offset, int RecheckAfterSeconds);

/// <summary>Who renews when, and where codes are shown. Same arguments, same plan.</summary>
internal sealed record RenewalPlan
{
    public const int PhonesDefault = 200;

    /// <summary>Half of them need a licence with a photo on file, of which the register of drivers begins with 240.</summary>
    public const int PhonesMax = 400;

    public const int LanesDefault = 10;

    /// <summary>Lanes of one appliance.</summary>
    public const int LanesMax = 16;

    public const int MinutesDefault = 10;
    public const int MinutesMax = 120;

    /// <summary>Seconds from one renewal to the next (R9).</summary>
    public const int PeriodSeconds = CodeLimits.CodeLifetimeSeconds;

    /// <summary>A renewal without a new code so long after its due time is missed.</summary>
    public static readonly TimeSpan MissedAfter = TimeSpan.FromSeconds(5);

    private const int RecheckSecondsMin = 4 * 60;
    private const int RecheckSecondsMax = 28 * 60;

    public required int Seed { get; init; }
    public required TimeSpan Duration { get; init; }
    public required IReadOnlyList<PhonePlan> Phones { get; init; }
    public required IReadOnlyList<StationLane> Lanes { get; init; }

    /// <param name="licences">Every second phone holds a driving licence; else all hold ride IDs.</param>
    public static RenewalPlan Make(int phones, int lanes, TimeSpan duration, int seed, bool licences)
    {
        var random = SeededSecrets.OfRun(seed).DeriveRandom("renewals");
        var offsetMax = (int)Math.Min(duration.TotalMilliseconds, PeriodSeconds * 1000.0);
        var counts = new Dictionary<CredentialKind, int>();
        var list = new List<PhonePlan>();
        for (var number = 1; number <= phones; number++)
        {
            var kind = licences && number % 2 == 0 ? CredentialKind.DrivingLicence : CredentialKind.RideId;
            var index = counts.GetValueOrDefault(kind);
            counts[kind] = index + 1;
            var form = index % 2 == 0 ? CodeForm.Issued : CodeForm.Bound;
            list.Add(new PhonePlan(number, index, kind, form, TimeSpan.FromMilliseconds(random.Next(offsetMax)),
                random.Next(RecheckSecondsMin, RecheckSecondsMax)));
        }
        return new RenewalPlan { Seed = seed, Duration = duration, Phones = list, Lanes = LanesOf(lanes) };
    }

    /// <summary>Entry, roadside, exit, entry, …</summary>
    private static StationLane[] LanesOf(int count) =>
    [
        .. Enumerable.Range(0, count).Select(index => new StationLane(
            (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture),
            (index % 3) switch { 1 => Purpose.Roadside, 2 => Purpose.StationExit, _ => Purpose.StationEntry })),
    ];
}
