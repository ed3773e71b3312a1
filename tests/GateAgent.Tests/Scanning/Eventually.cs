using System.Threading.Channels;

namespace TempIdentity.GateAgent.Tests.Scanning;

/// <summary>Waits for what a real device or thread does, with a deadline that only a failure reaches.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static void True(Func<bool> condition, string what) =>
        Assert.True(SpinWait.SpinUntil(condition, Deadline), $"waited too long: {what}");

    /// <summary>The next event of a kind; others before it are passed over.</summary>
    public static T Next<T>(ChannelReader<CoreEvent> events, string what)
        where T : CoreEvent
    {
        T? found = null;
        True(() =>
        {
            while (found is null && events.TryRead(out var next)) found = next as T;
            return found is not null;
        }, what);
        return found!;
    }
}

/// <summary>Counts ticks.</summary>
internal sealed class CountedProgress : IProgress
{
    private int _ticks;

    public int Ticks => Volatile.Read(ref _ticks);

    public void Tick() => Interlocked.Increment(ref _ticks);
}
