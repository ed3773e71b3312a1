using System.CommandLine;
using TempIdentity.Simulator.Scenarios.Renewals;

namespace TempIdentity.Simulator.Commands;

/// <summary>
/// <c>scenario renewals</c>: phones that renew their codes each minute against the services, and lanes where they are shown, in real time.
/// Exit 0: none missed and all counts fit; 1: not so; 2: the run could not be made.
/// </summary>
internal static class RenewalsCommand
{
    private const int SecondsMax = 3_600;

    public static Command Create()
    {
        var phones = Number("--phones", RenewalPlan.PhonesDefault, RenewalPlan.PhonesMax, "phones that renew each minute / 手机数");
        var lanes = Number("--lanes", RenewalPlan.LanesDefault, RenewalPlan.LanesMax, "lanes: entry, roadside, exit, … / 车道数");
        var minutes = Number("--minutes", RenewalPlan.MinutesDefault, RenewalPlan.MinutesMax, "how long / 分钟数");
        var seconds = new Option<int?>("--seconds") { Description = "instead of --minutes, for a short try / 秒数，代替 --minutes" };
        seconds.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var value) && value is < 1 or > SecondsMax)
                result.AddError($"--seconds 应为 1 至 {SecondsMax} / --seconds must be 1 to {SecondsMax}");
        });
        var seed = new Option<int?>("--seed") { Description = "same seed, same plan / 随机种子" };
        var directory = new Option<string?>("--out") { Description = "directory for the evidence / 证据目录" };
        var json = new Option<bool>("--json") { Description = "last line is one JSON object / 末行输出JSON" };
        var command = new Command("renewals", "Phones renew their codes under load, in real time / 手机每分钟更新二维码")
        {
            phones, lanes, minutes, seconds, seed, directory, json,
        };
        command.SetAction((result, stop) =>
        {
            var duration = result.GetValue(seconds) is { } short_
                ? TimeSpan.FromSeconds(short_)
                : TimeSpan.FromMinutes(result.GetValue(minutes));
            var request = new RenewalRequest(
                result.GetValue(phones), result.GetValue(lanes), duration, result.GetValue(seed) ?? ScenarioCommand.NewSeed());
            return RunAsync(request, result.GetValue(directory), result.GetValue(json), stop);
        });
        return command;
    }

    private static Task<int> RunAsync(RenewalRequest request, string? directory, bool json, CancellationToken stop) =>
        ScenarioCommand.GuardAsync(async stopping =>
        {
            var (progress, console, _) = ScenarioCommand.Output(json);
            progress.WriteLine($"种子 seed {request.Seed} · {request.Phones} 部手机 phones · {request.Lanes} 车道 lanes · {request.Duration}");
            var result = await RenewalSession.RunAsync(request, directory, TimeProvider.System, progress.WriteLine, stopping);
            RenewalView.Write(console, result);
            if (json) Console.Out.WriteLine(RenewalReportJson.ToText(result.Report));
            return result.Report.Held ? ScenarioCommand.Held : ScenarioCommand.Violated;
        }, stop);

    private static Option<int> Number(string name, int fallback, int max, string description)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => fallback };
        ScenarioCommand.Within(option, max);
        return option;
    }
}
