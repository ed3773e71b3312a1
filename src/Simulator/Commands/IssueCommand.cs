using System.CommandLine;
using System.Text.Json;
using TempIdentity.Simulator.Issue;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Commands;

/// <summary>
/// <c>issue</c>: makes one code with public trust, a verifier's secrets and the intended claims; docs/cli/README.md. Exit 0 done, 64 usage,
/// 65 unusable <c>--trust</c>, 73 <c>--out</c> cannot be written.
/// </summary>
internal static class IssueCommand
{
    public static Command Create()
    {
        var credential = Text("--credential", "ride-id | driving-licence / 凭证种类");
        var form = Text("--form", "issued | bound / 签发形式");
        var algorithm = Text("--alg", "ESP256 | Ed25519 | SM2 / 签名算法");
        var at = Text("--at", "when the code is shown, RFC 3339 with Z; default now / 出示时间，默认现在");
        var liveAt = Text("--live-at", "when the real-person check was passed; default 60 s before --at / 实人核验时间，默认 --at 前60秒");
        var validFrom = Text("--valid-from",
            "start of validity; default --live-at, licences a year before --at / 有效期起，默认同 --live-at，驾驶证为一年前");
        var number = Text("--id-number", "resident identity number; default a test one / 居民身份证号，默认测试号码");
        var name = Text("--name", "name of at most 40 characters; default a test one / 姓名，最多40个字符，默认测试姓名");
        var station = Text("--station", "station code; default VNP / 车站电报码，默认VNP");
        var noTicket = new Option<bool>("--no-ticket") { Description = "sell no ticket / 不售票" };
        var trust = Text("--trust", "use the keys of an earlier output's trust directory / 复用先前输出的密钥");
        var output = Text("--out", "directory to write / 输出目录");
        var json = new Option<bool>("--json") { Description = "paths as one JSON line / 以一行JSON输出路径" };
        var command = new Command("issue", "Make one code with everything to verify it / 生成一个码及核验所需文件")
        {
            credential, form, algorithm, at, liveAt, validFrom, number, name, station, noTicket, trust, output, json,
        };
        command.SetAction(result =>
        {
            var options = new IssueOptions
            {
                Credential = result.GetValue(credential),
                Form = result.GetValue(form),
                Algorithm = result.GetValue(algorithm),
                At = result.GetValue(at),
                LiveAt = result.GetValue(liveAt),
                ValidFrom = result.GetValue(validFrom),
                IdNumber = result.GetValue(number),
                Name = result.GetValue(name),
                Station = result.GetValue(station),
                NoTicket = result.GetValue(noTicket),
                Trust = result.GetValue(trust),
                Out = result.GetValue(output),
            };
            return Report(IssueRun.Run(options, UnixTime.From(TimeProvider.System.GetUtcNow())), result.GetValue(json));
        });
        return command;
    }

    private static int Report(IssueOutcome outcome, bool json)
    {
        if (outcome.Result is not { } result) Console.Error.WriteLine(outcome.Error);
        else if (json) Console.Out.WriteLine(JsonSerializer.Serialize(result, IssueJson.Line.IssueResult));
        else
        {
            Console.Out.Write(outcome.Picture!.ToTerminal());
            foreach (var path in new[] { result.Trust, result.Device, result.Issuer, result.CodeText, result.CodePng, result.Claims })
                Console.Out.WriteLine(path);
        }
        return outcome.ExitCode;
    }

    private static Option<string?> Text(string name, string description) => new(name) { Description = description };
}
