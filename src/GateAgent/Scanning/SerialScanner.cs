using System.Threading.Channels;
using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Configuration;

namespace TempIdentity.GateAgent.Scanning;

/// <summary>
/// A scanner on a serial line. One thread of its own: waits for bytes, frames, admits, hands over. A device that goes away is opened anew
/// until it is back. The core's channel must refuse when full (<see cref="BoundedChannelFullMode.Wait"/>): then frames are shed and
/// counted here, and the reader goes on.
/// </summary>
internal sealed class SerialScanner(
    LaneId lane, ScannerSection section, IClock clock, ChannelWriter<CoreEvent> core, IProgress progress) : IScanner
{
    private const int ReadBytesMax = 4096;
    private const int PollMillisecondsMax = 200;
    private const int ReopenMilliseconds = 250;

    private readonly FrameAdmission _admission = new(section.CoalesceMilliseconds, section.FramesPerSecondMax);
    private (bool Online, string? Detail)? _state;
    private bool? _reported;

    public LaneId Lane => lane;

    public Task RunAsync(CancellationToken stop) =>
        Task.Factory.StartNew(() => Run(stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using (var device = SerialDevice.TryOpen(section.Path, section.Baud, out var failure))
            {
                _state = (device is not null, failure);
                Report(clock.Read());
                if (device is not null) _state = (false, ReadUntilGone(device, stop));
            }
            if (stop.IsCancellationRequested) return;
            Report(clock.Read());
            stop.WaitHandle.WaitOne(ReopenMilliseconds);
        }
    }

    /// <summary>Returns why the device is gone, or null when asked to stop.</summary>
    private string? ReadUntilGone(SerialDevice device, CancellationToken stop)
    {
        var framer = new Framer(section.IdleGapMilliseconds);
        var buffer = new byte[ReadBytesMax];
        while (!stop.IsCancellationRequested)
        {
            var read = device.Read(buffer, PollMilliseconds(framer));
            var now = clock.Read();
            if (read.Failed)
            {
                if (framer.TryClose(out var last)) Admit(last, now);
                return $"errno_{read.Error}";
            }
            if (read.Value == 0 && framer.TrySilence(now.Monotonic, out var ended)) Admit(ended, now);
            ReadOnlySpan<byte> input = buffer.AsSpan(0, (int)read.Value);
            while (framer.TryNext(ref input, now.Monotonic, out var frame)) Admit(frame, now);
            Report(now);
        }
        return null;
    }

    private int PollMilliseconds(Framer framer) => framer.Pending
        ? Math.Clamp((int)framer.RemainingGap(clock.Read().Monotonic).TotalMilliseconds + 1, 1, PollMillisecondsMax)
        : PollMillisecondsMax;

    private void Admit(RawFrame raw, ClockReading now)
    {
        if (_admission.Judge(raw, now.Monotonic) != Admission.Admitted) return;
        if (!core.TryWrite(new FrameArrived(new Frame(lane, raw.Bytes.ToArray(), raw.End, now)))) _admission.Withdraw();
    }

    /// <summary>Hands over what is due beside frames; what the core cannot take now is offered again in the next round.</summary>
    private void Report(ClockReading now)
    {
        progress.Tick();
        if (_state is var (online, detail) && _reported != online
            && core.TryWrite(new ScannerChanged(lane, online, now) { Detail = detail }))
            _reported = online;
        var shed = _admission.ShedDue(now.Monotonic);
        if (shed > 0 && core.TryWrite(new FramesShed(lane, shed, now))) _admission.ShedReported(shed, now.Monotonic);
    }
}
