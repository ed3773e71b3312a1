using System.CommandLine;
using System.CommandLine.Parsing;
using TempIdentity.TokenCrypto;

namespace TempIdentity.GateAgent.Commands;

/// <summary>
/// <c>verify</c>: checks one code against a directory of trust, with no state and no network; so it never answers <c>replayed</c> or
/// <c>ticket_used</c>. Exit 0 granted, 1 refused, 2 refer, 64 usage, 65 bad trust, 70 internal.
/// </summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var trust = new Option<string>("--trust") { Description = "directory of public trust / 信任目录", Required = true };
        var device = new Option<string?>("--device") { Description = "directory of this verifier's secrets / 本机密钥目录" };
        var at = new Option<string?>("--at") { Description = "time to verify at, RFC 3339 with Z; default now / 核验时间，默认现在" };
        var purpose = new Option<string?>("--purpose")
        {
            Description = $"{Purposes.AllTexts}; default by credential / 用途，默认按凭证种类",
        };
        var station = new Option<string?>("--station") { Description = "station code; default the device's / 车站电报码，默认取本机" };
        var train = new Option<string?>("--train") { Description = "the train that the place serves; default any / 本处车次，默认不限" };
        var json = new Option<bool>("--json") { Description = "one JSON object / 输出一个JSON对象" };
        var identity = new Option<bool>("--show-identity") { Description = "show document and name, with a key for it / 显示身份（需有密钥）" };
        var code = new Argument<string>("code")
        {
            Description = "the code's text, or - for standard input / 二维码文本，或 - 读标准输入",
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = _ => VerifyInput.Stdin,
        };
        // No code begins so; taken for a code, a mistyped option would be answered "refused".
        code.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && token.Value.StartsWith('-') && token.Value != VerifyInput.Stdin)
                result.AddError("未知选项 / Unknown option.");
        });
        // An empty path would mean no place at all.
        trust.Validators.Add(NotEmpty);
        device.Validators.Add(NotEmpty);
        var command = new Command("verify", "Check one code, statelessly / 核验一个二维码（无状态）")
        {
            trust, device, at, purpose, station, train, json, identity, code,
        };
        command.SetAction(result =>
        {
            var request = new VerifyRequest
            {
                TrustDirectory = result.GetValue(trust)!,
                DeviceDirectory = result.GetValue(device),
                At = result.GetValue(at),
                Purpose = result.GetValue(purpose),
                Station = result.GetValue(station),
                Train = result.GetValue(train),
                ShowIdentity = result.GetValue(identity),
            };
            var given = result.GetValue(code)!;
            if (VerifyInput.From(given, Console.OpenStandardInput) is not { } text)
            {
                Console.Error.WriteLine("标准输入无法读取 / Standard input cannot be read");
                return ExitCodes.Usage;
            }
            var outcome = VerifyRun.Run(request, text, UnixTime.From(TimeProvider.System.GetUtcNow()));
            if (outcome.Answer is null) Console.Error.WriteLine(outcome.Error);
            else Console.Out.WriteLine(result.GetValue(json) ? VerifyJson.ToText(outcome.Answer) : VerifyReport.ToText(outcome.Answer));
            return outcome.ExitCode;
        });
        return command;
    }

    private static void NotEmpty(OptionResult result)
    {
        if (result.Tokens is [{ Value: "" }]) result.AddError($"{result.Option.Name} 不能为空 / {result.Option.Name} must not be empty");
    }
}
