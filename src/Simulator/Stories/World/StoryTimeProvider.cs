using TempIdentity.GateAgent.Clock;

namespace TempIdentity.Simulator.Stories.World;

/// <summary>The story's clock for parts that ask a time provider. Thread-safe.</summary>
internal sealed class StoryTimeProvider(FakeClock clock) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(clock.Read().Now.Seconds);
}
