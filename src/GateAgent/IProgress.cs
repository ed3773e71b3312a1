namespace TempIdentity.GateAgent;

/// <summary>
/// A loop says that it is alive. The watchdog's beat stops when one of them stops ticking (I9). Thread-safe, never blocks.
/// </summary>
internal interface IProgress
{
    void Tick();
}
