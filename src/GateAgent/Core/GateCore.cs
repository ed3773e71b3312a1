using Microsoft.Extensions.Logging;
using TempIdentity.GateAgent.Actuation;
using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Hosting;
using TempIdentity.GateAgent.Recording;
using TempIdentity.GateAgent.Scanning;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.GateAgent.Core;

/// <summary>What the core needs from outside.</summary>
internal sealed record CoreParts
{
    public required IReadOnlyList<Lane> Lanes { get; init; }
    public required Func<Lane, TimeSpan> PassWindow { get; init; }
    public required ILedger Ledger { get; init; }
    public required IReadOnlyDictionary<LaneId, IGate> Gates { get; init; }
    public required Func<TrustStore?> Trust { get; init; }
    /// <summary>The unsealing keys held now.</summary>
    public required Func<UnsealingKeys> Keys { get; init; }
    public required FrameSealer Sealer { get; init; }
    public required ISignatureProvider Provider { get; init; }
    public required bool Simulated { get; init; }
    public required ILogger<GateCore> Log { get; init; }

    /// <summary>Times the stages for the log; no decision reads it.</summary>
    public TimeProvider StageTime { get; init; } = TimeProvider.System;
}

/// <summary>
/// The core: takes events one at a time and in order, on one thread; decides through <see cref="Pipeline"/>; every frame ends in exactly
/// one
/// record (I2), every grant at a gate in exactly one outcome (I4). It reads no clock: each event brings its own reading.
/// </summary>
internal sealed class GateCore
{
    /// <summary>Frames that wait at a lane while a person is passing; more are shed and counted.</summary>
    public const int WaitingFramesMax = 64;

    /// <summary>One record of frames shed here a lane at most in this time.</summary>
    public static readonly TimeSpan ShedReportInterval = TimeSpan.FromSeconds(1);

    private readonly CoreParts _parts;
    private readonly RecordWriter _recorder;
    private readonly Passages _passages;
    private readonly Actuator _actuator;
    private readonly Pipeline _pipeline;
    private readonly StorageGate _storage = new();
    private readonly Dictionary<LaneId, Lane> _lanes;
    private readonly Dictionary<LaneId, Queue<Frame>> _waiting;
    private readonly Dictionary<LaneId, int> _shed = [];
    private readonly Queue<Action> _unwritten = new();
    private MonotonicTime _shedReported;
    private ClockState? _clock;

    public GateCore(CoreParts parts)
    {
        _parts = parts;
        _lanes = parts.Lanes.ToDictionary(lane => lane.Id);
        _waiting = parts.Lanes.ToDictionary(lane => lane.Id, _ => new Queue<Frame>());
        _recorder = new RecordWriter(parts.Ledger, parts.Sealer, parts.Provider.Name, parts.Simulated);
        _passages = new Passages(parts.PassWindow);
        _actuator = new Actuator(parts.Gates, _passages);
        _pipeline = new Pipeline(parts.Trust, parts.Keys, parts.Ledger, _recorder, _actuator, parts.StageTime);
    }

    /// <summary>Grants that the last run left open get their outcome (I4), then the start itself is recorded.</summary>
    public void Start(ClockReading at)
    {
        Write(at, () =>
        {
            foreach (var grant in _parts.Ledger.OpenGrants())
                RecordPassage(grant.Lane, grant.Sequence, PassageOutcome.OutcomeUnknown, at);
        });
        Note(_parts.Ledger.UncleanStart ? "unclean_start" : "started", at, alarm: _parts.Ledger.UncleanStart);
    }

    public void Handle(CoreEvent e)
    {
        NoteClock(e.At);
        switch (e)
        {
            case FrameArrived arrived: Admit(arrived.Frame); break;
            case FramesShed shed: Note("frames_shed", shed.At, shed.Lane, shed.Count); break;
            case ScannerChanged changed:
                Note(changed.Online ? "scanner_online" : "scanner_offline", changed.At, changed.Lane, alarm: !changed.Online);
                break;
            case GateSignalled signalled: Signal(signalled); break;
            case DeviceNoted noted: Write(noted.At, () => RecordDevice(noted)); break;
            case Tick tick: OnTick(tick.At); break;
            default: throw new InvalidOperationException($"No handling for {e.GetType().Name}.");
        }
    }

    /// <summary>
    /// Frames that still wait for a passage are not decided any more: nothing moves after the order to stop. They are told as shed (I2),
    /// like
    /// all that was counted and not written yet; then the stop itself is recorded.
    /// </summary>
    public void Stop(ClockReading at)
    {
        foreach (var (lane, waiting) in _waiting.Where(pair => pair.Value.Count > 0))
        {
            Shed(lane, waiting.Count);
            waiting.Clear();
        }
        if (_storage.IsClosed) Reopen(at);
        ReportShed(at);
        Note("stopped", at);
    }

    private void Admit(Frame frame)
    {
        var waiting = _waiting[frame.Lane];
        if (waiting.Count >= WaitingFramesMax)
        {
            Shed(frame.Lane, 1);
            return;
        }
        waiting.Enqueue(frame);
        Drain(frame.Lane);
    }

    /// <summary>A lane's frames are decided in order, and none while somebody is passing.</summary>
    private void Drain(LaneId lane)
    {
        while (!_passages.IsOpen(lane) && _waiting[lane].TryDequeue(out var frame)) Decide(_lanes[lane], frame);
    }

    private void Decide(Lane lane, Frame frame)
    {
        if (_storage.IsClosed)
        {
            CloseFor(lane, frame);
            return;
        }
        try
        {
            Tell(lane, _pipeline.Handle(lane, frame));
        }
        catch (LedgerException e)
        {
            Fail(e, frame.At);
            CloseFor(lane, frame);
        }
        catch (Exception e) when (!_recorder.HasDecided(frame))
        {
            // After its record a failure is nobody's verdict any more: it ends the process, and the next start says so.
            _parts.Log.InternalError(lane.Id.Value, e.GetType().Name, e.StackTrace);
            Write(frame.At, () => _recorder.InternalError(lane, frame));
            _actuator.Show(lane.Id, VerdictCode.InternalError);
        }
    }

    private void Tell(Lane lane, Decided decided)
    {
        var (verdict, sequence, times) = decided;
        _parts.Log.Decided(lane.Id.Value, verdict.Answer.ToText(), verdict.Code.ToText(), sequence,
            times.Microseconds(Stage.Decode), times.Microseconds(Stage.Verify), times.Microseconds(Stage.Decide),
            times.Microseconds(Stage.Record), times.Microseconds(Stage.Actuate));
    }

    private void CloseFor(Lane lane, Frame frame)
    {
        _storage.CountFrame();
        _parts.Log.FrameNotRecorded(lane.Id.Value, frame.Bytes.Length);
        _actuator.Show(lane.Id, VerdictCode.StorageFailed);
    }

    private void Signal(GateSignalled signalled)
    {
        if (GateEvents.Of(signalled.Signal) is { } happened)
            Note(happened.Event, signalled.At, signalled.Lane, alarm: happened.Alarm);
        if (_passages.Signal(signalled.Lane, signalled.Signal) is { } ended) End(ended, signalled.At);
    }

    private void OnTick(ClockReading at)
    {
        foreach (var ended in _passages.Expire(at.Monotonic)) End(ended, at);
        if (_storage.IsRetryDue(at.Monotonic)) Reopen(at);
        if (at.Monotonic - _shedReported >= ShedReportInterval) ReportShed(at);
    }

    private void Shed(LaneId lane, int count) => _shed[lane] = _shed.GetValueOrDefault(lane) + count;

    private void ReportShed(ClockReading at)
    {
        foreach (var (lane, count) in _shed) Note("frames_shed", at, lane, count);
        if (_shed.Count > 0) _shedReported = at.Monotonic;
        _shed.Clear();
    }

    private void End(EndedPassage ended, ClockReading at)
    {
        Write(at, () => RecordPassage(ended.Lane.Id, ended.Grant, ended.Outcome, at));
        Drain(ended.Lane.Id);
    }

    private void NoteClock(ClockReading at)
    {
        if (_clock == at.State) return;
        var first = _clock is null;
        _clock = at.State;
        Note("clock_state", at, detail: at.State.ToText(), alarm: !first && at.State == ClockState.Untrusted);
    }

    private void Note(string name, ClockReading at, LaneId? lane = null, long? count = null, string? detail = null, bool alarm = false) =>
        Write(at, () => RecordDevice(new DeviceNoted(name, lane, count, detail, alarm, at)));

    private void RecordDevice(DeviceNoted noted) =>
        _parts.Log.Noted(_recorder.Device(noted), noted.Event, noted.Lane?.Value, noted.Count, noted.Detail);

    private void RecordPassage(LaneId lane, long grant, PassageOutcome outcome, ClockReading at) =>
        _parts.Log.PassageEnded(lane.Value, grant, outcome.ToText(), _recorder.Passage(lane, grant, outcome, at));

    /// <summary>Writes what is not a decision; while storage fails it is kept, in order, and written when storage is back.</summary>
    private void Write(ClockReading at, Action append)
    {
        if (!_storage.IsClosed)
        {
            try
            {
                append();
                return;
            }
            catch (LedgerException e)
            {
                Fail(e, at);
            }
        }
        if (_unwritten.Count < UnwrittenMax) _unwritten.Enqueue(append);
        else _parts.Log.RecordDropped();
    }

    /// <summary>Records kept in memory while storage fails; beyond it the newest are dropped and logged.</summary>
    private const int UnwrittenMax = 10_000;

    private void Fail(LedgerException e, ClockReading at)
    {
        if (!_storage.IsClosed) _parts.Log.StorageFailed(e.Message);
        _storage.Fail(at.Monotonic);
    }

    private void Reopen(ClockReading at)
    {
        try
        {
            var noted = new DeviceNoted("storage_error", null, _storage.FramesWhileClosed, "frames counted while closed", Alarm: true, at);
            RecordDevice(noted);
            _storage.Reopen();
            _parts.Log.StorageBack();
            while (_unwritten.TryPeek(out var append))
            {
                append();
                _unwritten.Dequeue();
            }
        }
        catch (LedgerException)
        {
            _storage.Fail(at.Monotonic);
        }
    }
}
