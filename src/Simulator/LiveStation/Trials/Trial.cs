using TempIdentity.GateAgent.Texts;

namespace TempIdentity.Simulator.LiveStation.Trials;

/// <summary>What a visitor may try; docs/station.md.</summary>
internal enum Cheat
{
    /// <summary>Somebody shows a picture of a code.</summary>
    Screenshot,
    /// <summary>The picture was sent to a friend, who shows it.</summary>
    Forward,
    /// <summary>The phone itself is in a friend's hand.</summary>
    HandOver,
    /// <summary>The phone's clock was set.</summary>
    WindClock,
    /// <summary>The phone has no network.</summary>
    CutPhone,
    CutStation,
    CutHeadOffice,
    KillAgent,
    UnplugScanner,
    [System.Text.Json.Serialization.JsonStringEnumMemberName("advance_61s")]
    Advance61Seconds,
    [System.Text.Json.Serialization.JsonStringEnumMemberName("advance_31min")]
    Advance31Minutes,
    [System.Text.Json.Serialization.JsonStringEnumMemberName("advance_24h")]
    Advance24Hours,
    /// <summary>The licence is withheld (暂扣): its holder may not drive now.</summary>
    Suspend,
    /// <summary>The ride ID, or the licence, is revoked.</summary>
    Revoke,
    RotateKey,
    /// <summary>A thief signs with the issuer's own key.</summary>
    StealKey,
    WithdrawStolenKey,
    /// <summary>A code signed with a key that nobody published.</summary>
    Forge,
    /// <summary>A code that names the issuer's key, signed with another.</summary>
    ForgeSignature,
    Tailgate,
    Fire,
}

internal enum TrialState
{
    Waiting,
    AsExpected,
    Otherwise,
}

/// <summary>One thing that must happen.</summary>
/// <param name="Codes">Any one of them fits.</param>
internal sealed record Expectation(BilingualText Text, IReadOnlyList<string> Codes)
{
    public static Expectation Of(string code, string en, string zh) => new(new BilingualText(en, zh), [code]);
}

/// <summary>One thing that the agent, a gate or head office said.</summary>
internal sealed record Effect(BilingualText Text, string Code, DateTimeOffset At);

/// <summary>What was tried, what it should cause and what it did cause. No code, number or name in it.</summary>
internal sealed record Trial
{
    public required long Id { get; init; }
    public required Cheat Cheat { get; init; }
    public required DateTimeOffset At { get; init; }
    public required BilingualText Title { get; init; }
    public required IReadOnlyList<Expectation> Expected { get; init; }
    public required IReadOnlyList<Effect> Caused { get; init; }
    public required TrialState State { get; init; }
}

/// <summary>Compares what should happen with what did. Pure.</summary>
internal static class TrialJudgement
{
    /// <summary>As expected: every expectation is met, and nothing happened that none of them names.</summary>
    public static TrialState Of(IReadOnlyList<Expectation> expected, IReadOnlyList<Effect> caused) =>
        expected.All(expectation => caused.Any(effect => expectation.Codes.Contains(effect.Code)))
        && caused.All(effect => expected.Any(expectation => expectation.Codes.Contains(effect.Code)))
            ? TrialState.AsExpected
            : TrialState.Otherwise;
}
