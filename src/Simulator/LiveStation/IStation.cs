using TempIdentity.Simulator.HeadOffice;

namespace TempIdentity.Simulator.LiveStation;

/// <summary>A device record as the agent tells of it at once.</summary>
/// <param name="Lane">Empty where it is none's.</param>
internal sealed record StationNote(string Code, string Lane, DateTimeOffset At);

/// <summary>A running station as visitors meet it: what can be seen of it, and what can be done to it. Thread-safe.</summary>
internal interface IStation
{
    /// <summary>Something in the snapshot has changed. Handlers neither block nor throw.</summary>
    event Action? Changed;

    /// <summary>The agent said that it has made a device record. Handlers neither block nor throw.</summary>
    event Action<StationNote>? Noted;

    /// <summary>The trust that the station has now; it lags behind the publishers while the line is cut.</summary>
    string TrustDirectory { get; }

    /// <summary>Head office's private key as text (base64). For the operator alone.</summary>
    string HeadOfficeKey { get; }

    StationSnapshot Snapshot();

    /// <summary>A record at head office; null when there is none.</summary>
    HeldRecord? Record(long sequence);

    /// <summary>Somebody steps up to a lane and shows a code. Never hangs.</summary>
    Task<ScanResult> ScanAsync(string laneId, string text, ReadAs readAs, bool walks, CancellationToken stop = default);

    /// <summary>The agent dies, and is started again by itself.</summary>
    Task KillAgentAsync();

    /// <summary>False when there is no such lane.</summary>
    bool UnplugScanner(string laneId);

    /// <inheritdoc cref="UnplugScanner"/>
    bool PlugScanner(string laneId);

    /// <summary>Behind the next one who walks through, somebody follows. False when there is no such lane.</summary>
    bool TailgateNext(string laneId);

    /// <summary>The fire button of the hall.</summary>
    Task FireAsync(bool on);

    /// <summary>The station's line to everything outside.</summary>
    Task CutStationNetworkAsync(bool cut, CancellationToken stop = default);

    /// <summary>Head office goes away, for everybody.</summary>
    Task CutHeadOfficeAsync(bool cut, CancellationToken stop = default);

    /// <summary>
    /// Publishes what changed in the world, and waits until the agent uses it. False when it does not in time, or cannot because its line
    /// is cut or it does not run.
    /// </summary>
    Task<bool> FollowAsync(TimeSpan within, CancellationToken stop = default);
}
