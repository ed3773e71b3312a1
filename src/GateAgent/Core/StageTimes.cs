namespace TempIdentity.GateAgent.Core;

/// <summary>The stages of a decision that are timed.</summary>
internal enum Stage
{
    Decode,
    Verify,
    Decide,
    Record,
    Actuate,
}

/// <summary>
/// How long each stage of one decision took, for the log alone: no decision rests on it. A stage that runs again adds up. Not thread-safe.
/// </summary>
internal sealed class StageTimes(TimeProvider time)
{
    private readonly long[] _ticks = new long[Enum.GetValues<Stage>().Length];
    private long _since = time.GetTimestamp();

    /// <summary>The stage has ended now; the next one begins.</summary>
    public void Ended(Stage stage)
    {
        var now = time.GetTimestamp();
        _ticks[(int)stage] += now - _since;
        _since = now;
    }

    /// <summary>Whole microseconds, fractions cut off.</summary>
    public long Microseconds(Stage stage) => (long)((Int128)_ticks[(int)stage] * 1_000_000 / time.TimestampFrequency);
}

/// <summary>A decision that is on disk.</summary>
internal sealed record Decided(Decision.Verdict Verdict, long Sequence, StageTimes Times);
