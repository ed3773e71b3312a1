using System.Globalization;
using Spectre.Console;

namespace TempIdentity.Simulator.Scenarios.Renewals;

/// <summary>What a run tells while it goes on, and at its end.</summary>
internal static class RenewalView
{
    private const double Megabyte = 1_000_000;

    /// <summary>One line of progress.</summary>
    public static string Line(TimeSpan elapsed, RenewalCounts counts, int scans, IReadOnlyList<ProcessFigures> lap)
    {
        var latency = LatencyFigures.Of(counts.Latencies.Select(pair => pair.Ms));
        var processes = string.Join(" · ", lap.Select(process => string.Create(CultureInfo.InvariantCulture,
            $"{process.Name} {process.CpuShare * 100:0.0} % {process.ResidentBytes / Megabyte:0} MB")));
        return string.Create(CultureInfo.InvariantCulture,
            $"{elapsed.TotalSeconds,5:0} s  更新 renewals {counts.Latencies.Count} · 错过 missed {counts.Missed} · 扫码 scans {scans} · "
            + $"p50 {latency.P50Ms:0.0} p99 {latency.P99Ms:0.0} ms · {processes}");
    }

    /// <summary>Tables and the verdict.</summary>
    public static void Write(IAnsiConsole console, RenewalResult result)
    {
        var report = result.Report;
        console.Write(Groups(report));
        console.Write(Processes(report));
        var verdicts = string.Join(" · ", report.Verdicts.Select(pair => $"{pair.Key} {pair.Value}"));
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"扫码 scans {report.Scans} = 记录 recorded {report.Recorded}: {verdicts}"));
        foreach (var (code, times) in report.FailedAttempts) console.WriteLine($"重试 tried again {times} × {code}");
        foreach (var violation in report.Violations) console.MarkupLineInterpolated($"[red]✘ {violation}[/]");
        console.MarkupLine(report.Held ? "[green]✔ 没有错过的更新，全部相符 · nothing missed, all counts fit[/]"
            : "[red]✘ 有错过的更新或不相符 · a renewal was missed or a count does not fit[/]");
    }

    private static Table Groups(RenewalReport report)
    {
        var table = new Table().RoundedBorder().BorderColor(Color.Grey)
            .AddColumns("凭证 credential", "形式 form", "手机 phones", "更新 renewals", "错过 missed", "p50 ms", "p99 ms", "max ms");
        foreach (var group in report.Groups)
            table.AddRow(group.Kind, group.Form, Number(group.Phones), Number(group.Renewals), Number(group.Missed), Number(group.P50Ms),
                Number(group.P99Ms), Number(group.MaxMs));
        return table;
    }

    private static Table Processes(RenewalReport report)
    {
        var table = new Table().RoundedBorder().BorderColor(Color.Grey)
            .AddColumns("进程 process", "CPU s", $"CPU % ({report.Cores} 核 cores)", "内存峰值 peak RSS MB");
        foreach (var process in report.Processes)
            table.AddRow(process.Name, Number(process.CpuSeconds), Number(process.CpuShare * 100),
                Number(process.PeakResidentBytes / Megabyte));
        return table;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Number(double? value) => value?.ToString("0.0", CultureInfo.InvariantCulture) ?? "–";
}
