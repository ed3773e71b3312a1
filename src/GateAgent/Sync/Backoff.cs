namespace TempIdentity.GateAgent.Sync;

/// <summary>Pauses between attempts: from the least, doubling, to the most. Not thread-safe.</summary>
internal sealed class Backoff(int millisecondsMin, int millisecondsMax)
{
    private int _next = Math.Min(millisecondsMin, millisecondsMax);

    public TimeSpan Next()
    {
        var pause = _next;
        _next = (int)Math.Min(2L * _next, millisecondsMax);
        return TimeSpan.FromMilliseconds(pause);
    }

    public void Reset() => _next = Math.Min(millisecondsMin, millisecondsMax);
}
