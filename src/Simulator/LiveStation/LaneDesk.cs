using System.Security.Cryptography;
using System.Text;
using TempIdentity.Simulator.Station;

namespace TempIdentity.Simulator.LiveStation;

/// <summary>The agent's answer to one frame, as it came.</summary>
/// <param name="Line">Null when the agent ended before it had answered.</param>
internal sealed record FrameAnswer(AgentLogLine.Answered? Line, double AfterMs);

/// <summary>
/// One lane's scanner and who stands before it: one visitor at a time, and none before the one before is through or has turned away. So
/// the agent's answers, which come in order, can belong to one scan only. Thread-safe.
/// </summary>
internal sealed class LaneDesk(StationLane lane, ScannerPort scanner, SimulatedGate gate, TimeProvider time) : IDisposable
{
    /// <summary>Bytes of a code at most; more would be cut by the agent, as more than one QR code holds.</summary>
    public const int TextBytesMax = 4096;

    /// <summary>Longest wait for the lane, and for the answer.</summary>
    public static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(5);

    /// <summary>A grant has its outcome within this time, or the next visitor steps up anyway.</summary>
    public static readonly TimeSpan PassageMax = TimeSpan.FromSeconds(8);

    /// <summary>From the wings' opening to the far side.</summary>
    public static readonly TimeSpan WalksFor = TimeSpan.FromMilliseconds(1000);

    /// <summary>
    /// The same text sooner than this is one reading, held in view, and the agent says nothing to it. Longer by a margin than the agent's
    /// own time.
    /// </summary>
    private static readonly TimeSpan HeldInView = TimeSpan.FromMilliseconds(AgentConfigurationFile.CoalesceMilliseconds + 150);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _lock = new();
    private readonly Queue<Waiting> _waiting = new();
    private readonly List<(byte[] Digest, long At)> _seen = [];
    private (long Grant, TaskCompletionSource Ended)? _passage;

    public StationLane Lane => lane;
    public ScannerPort Scanner => scanner;
    public SimulatedGate Gate => gate;

    /// <summary>The agent holds the scanner's line, as it says.</summary>
    public bool ScannerOnline { get; set; }

    /// <summary>How the newest grant here ended.</summary>
    public string? Outcome { get; private set; }

    public static bool IsOneCode(string text) =>
        text.Length > 0 && Encoding.UTF8.GetByteCount(text) <= TextBytesMax && !text.Any(char.IsControl);

    /// <summary>One visitor's scan: waits for the lane, steps up, shows the code, gets the answer. Bounded.</summary>
    public async Task<(ScanEnd End, FrameAnswer? Answer)> ScanAsync(
        string text, bool walks, long scan, Func<bool> agentRuns, CancellationToken stop)
    {
        if (!await _turn.WaitAsync(AnswerMax, stop)) return (ScanEnd.LaneBusy, null);
        var keepsTurn = false;
        try
        {
            if (!scanner.IsPlugged) return (ScanEnd.ScannerUnplugged, null);
            if (!agentRuns()) return (ScanEnd.AgentDown, null);
            var bytes = Encoding.UTF8.GetBytes(text);
            await OutOfViewAsync(bytes, stop);
            gate.Step(walks ? WalksFor : null);
            var (end, answer) = await ShowAsync(bytes, scan, stop);
            if (answer?.Line is { Answer: "granted", Sequence: { } grant } && lane.HasWings) keepsTurn = StandsUntilEnded(grant);
            return (end, answer);
        }
        finally
        {
            if (!keepsTurn) _turn.Release();
        }
    }

    /// <summary>The agent answered a frame: it is the oldest that waits.</summary>
    public void Answered(AgentLogLine.Answered line)
    {
        Waiting? oldest;
        lock (_lock)
        {
            if (!_waiting.TryDequeue(out oldest)) return;
            if (line is { Answer: "granted", Sequence: { } grant } && lane.HasWings)
            {
                _passage = (grant, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
                Outcome = null;
            }
        }
        oldest.Answer.TrySetResult(new FrameAnswer(line, time.GetElapsedTime(oldest.Written).TotalMilliseconds));
    }

    public void Ended(long grant, string outcome)
    {
        lock (_lock)
        {
            Outcome = outcome;
            if (_passage is { } passage && passage.Grant == grant) passage.Ended.TrySetResult();
        }
    }

    /// <summary>The agent is gone: what waited gets no answer any more, and it holds no line.</summary>
    public void AgentGone()
    {
        List<Waiting> lost;
        lock (_lock)
        {
            lost = [.. _waiting];
            _waiting.Clear();
            _passage?.Ended.TrySetResult();
            ScannerOnline = false;
        }
        foreach (var waiting in lost) waiting.Answer.TrySetResult(new FrameAnswer(null, 0));
    }

    public void Dispose() => _turn.Dispose();

    private async Task<(ScanEnd End, FrameAnswer? Answer)> ShowAsync(byte[] bytes, long scan, CancellationToken stop)
    {
        var waiting = new Waiting { Written = time.GetTimestamp() };
        lock (_lock) _waiting.Enqueue(waiting);
        try
        {
            await scanner.WriteAsync(scan, person: 0, visit: 0, bytes, terminated: true, stop);
        }
        catch (IOException)
        {
            // Half a frame may be out; the hang-up or the silence ends it, and its answer finds nobody waiting.
            Forget(waiting);
            return (ScanEnd.ScannerUnplugged, null);
        }
        waiting.Written = time.GetTimestamp();
        try
        {
            var answer = await waiting.Answer.Task.WaitAsync(AnswerMax, time, stop);
            return answer.Line is null ? (ScanEnd.AgentDown, null) : (ScanEnd.Answered, answer);
        }
        catch (TimeoutException)
        {
            // An answer may still come: it belongs to this scan, so its place in the order stays.
            return (scanner.IsPlugged ? ScanEnd.NoAnswer : ScanEnd.ScannerUnplugged, null);
        }
    }

    private void Forget(Waiting gone)
    {
        lock (_lock)
        {
            var others = _waiting.Where(waiting => waiting != gone).ToList();
            _waiting.Clear();
            foreach (var waiting in others) _waiting.Enqueue(waiting);
        }
    }

    /// <summary>False when the passage has ended already.</summary>
    private bool StandsUntilEnded(long grant)
    {
        Task ended;
        lock (_lock)
        {
            if (_passage is not { } passage || passage.Grant != grant || passage.Ended.Task.IsCompleted) return false;
            ended = passage.Ended.Task;
        }
        _ = ReleaseAfterAsync(ended);
        return true;
    }

    private async Task ReleaseAfterAsync(Task ended)
    {
        await ended.WaitAsync(PassageMax, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _turn.Release();
    }

    /// <summary>Waits until the agent takes these bytes for a new reading.</summary>
    private async Task OutOfViewAsync(byte[] bytes, CancellationToken stop)
    {
        var digest = SHA256.HashData(bytes);
        var left = TimeSpan.Zero;
        lock (_lock)
        {
            _seen.RemoveAll(seen => time.GetElapsedTime(seen.At) >= HeldInView);
            foreach (var seen in _seen.Where(seen => seen.Digest.AsSpan().SequenceEqual(digest)))
                left = HeldInView - time.GetElapsedTime(seen.At);
        }
        if (left > TimeSpan.Zero) await Task.Delay(left, time, stop);
        lock (_lock) _seen.Add((digest, time.GetTimestamp()));
    }

    private sealed class Waiting
    {
        public long Written { get; set; }
        public TaskCompletionSource<FrameAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
