namespace TempIdentity.Simulator.LiveView;

/// <summary>Shows a board until disposed; disposing draws the last state. Never makes the run wait.</summary>
internal interface IStationView : IAsyncDisposable;

/// <summary>Shows nothing.</summary>
internal sealed class NoView : IStationView
{
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
