namespace TempIdentity.Simulator.Scenarios.Renewals;

/// <summary>What a process used in a span of time.</summary>
/// <param name="CpuShare">Of all cores, 0 to 1.</param>
internal sealed record ProcessFigures(string Name, double CpuSeconds, double CpuShare, long ResidentBytes, long PeakResidentBytes);

/// <summary>Meters that were started together. Not thread-safe but for <see cref="End"/> after the last <see cref="Lap"/>.</summary>
internal sealed class MeterSet
{
    private readonly RunClock _clock;
    private readonly IReadOnlyList<ProcessMeter> _meters;
    private readonly double[] _start;
    private readonly double[] _lap;
    private readonly TimeSpan _startedAt;
    private TimeSpan _lapAt;

    public MeterSet(RunClock clock, IReadOnlyList<ProcessMeter> meters)
    {
        (_clock, _meters) = (clock, meters);
        _start = [.. meters.Select(meter => meter.Read().CpuSeconds)];
        _lap = [.. _start];
        _startedAt = _lapAt = clock.Elapsed;
    }

    /// <summary>Since the last lap.</summary>
    public IReadOnlyList<ProcessFigures> Lap()
    {
        var now = _clock.Elapsed;
        var figures = Since(_lap, now - _lapAt);
        for (var i = 0; i < _lap.Length; i++) _lap[i] += figures[i].CpuSeconds;
        _lapAt = now;
        return figures;
    }

    /// <summary>Since the start.</summary>
    public IReadOnlyList<ProcessFigures> End() => Since(_start, _clock.Elapsed - _startedAt);

    private ProcessFigures[] Since(double[] before, TimeSpan span) =>
    [
        .. _meters.Select((meter, index) =>
        {
            var read = meter.Read();
            var seconds = read.CpuSeconds - before[index];
            return new ProcessFigures(meter.Name, seconds, seconds / (span.TotalSeconds * Environment.ProcessorCount),
                read.ResidentBytes, read.PeakResidentBytes);
        }),
    ];
}
