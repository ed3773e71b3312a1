using System.Globalization;
using Spectre.Console;
using TempIdentity.Simulator.Imaging;
using TempIdentity.Simulator.Scenarios;
using TempIdentity.Simulator.Scenarios.Checks;

namespace TempIdentity.Simulator.LiveView;

/// <summary>What is left on the screen: the verdict of each invariant, the numbers, and a phone's code.</summary>
internal static class PeakSummary
{
    public static void Write(IAnsiConsole console, PeakResult result)
    {
        if (result.SampleCode is { } code && console.Profile.Width >= 80)
        {
            console.WriteLine("一部手机上的码（此刻已过期） · a code as a phone drew it (stale by now)");
            console.WriteLine(QrImage.Of(code).ToTerminal());
        }
        console.Write(Refusals(result.Report));
        console.Write(Invariants(result.Findings));
        foreach (var violation in result.Report.Violations) console.MarkupLineInterpolated($"[red]✘ {violation}[/]");
        console.MarkupLine(Verdict(result.Report));
    }

    private static Table Refusals(PeakReport report)
    {
        var table = new Table().RoundedBorder().BorderColor(Color.Grey).AddColumns("结果 result", "次数 times");
        table.AddRow("[green]granted[/]", Number(report.Granted));
        foreach (var (code, times) in report.Refused) table.AddRow($"[red]{code}[/]", Number(times));
        if (report.Referred > 0) table.AddRow("[yellow]refer[/]", Number(report.Referred));
        foreach (var (code, times) in report.Outcomes) table.AddRow($"[grey]→ {code}[/]", Number(times));
        return table;
    }

    private static Table Invariants(IReadOnlyList<Finding> findings)
    {
        var table = new Table().RoundedBorder().BorderColor(Color.Grey).AddColumns("", "不变量 invariant", "检查 checked");
        foreach (var finding in findings)
        {
            var text = $"{finding.Invariant} {finding.Chinese}\n   {finding.English}";
            table.AddRow(finding.Held ? "[green]✔[/]" : "[red]✘[/]", text, Number(finding.Checked));
        }
        return table;
    }

    private static string Verdict(PeakReport report)
    {
        var ready = string.Join(" and ",
            report.Durations.ReadySeconds.Select(seconds => seconds.ToString("0.0", CultureInfo.InvariantCulture)));
        return string.Create(CultureInfo.InvariantCulture,
            $"{(report.Held ? "[green]✔ 全部成立 all held[/]" : "[red]✘ 有违反 violated[/]")}: {report.Scans} scans = {report.Granted} granted"
            + $" + {report.Refused.Values.Sum()} refused + {report.Referred} referred = {report.Recorded} recorded;"
            + $" {report.AtHeadOffice} at head office, {report.Lost} lost, {report.Duplicated} duplicated;"
            + $" {report.GateOpenings} openings, {report.OpeningsWithoutRecord} without record; read as {report.ReadAs};"
            + $" {report.Durations.TotalSeconds:0.0} s, agent ready in {ready} s");
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
