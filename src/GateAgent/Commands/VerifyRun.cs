using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Decision;
using TempIdentity.GateAgent.Decoding;
using TempIdentity.GateAgent.Hosting;
using TempIdentity.GateAgent.Scanning;
using TempIdentity.GateAgent.Verification;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.GateAgent.Commands;

/// <summary>The lane's own stages 2 to 4, for one code and without a ledger.</summary>
internal static class VerifyRun
{
    public static VerifyOutcome Run(VerifyRequest request, ReadOnlyMemory<byte> text, UnixTime wallTime)
    {
        var now = wallTime;
        if (request.At is { } at && !UnixTime.TryParse(at, out now))
            return Usage("--at 应为RFC 3339时间，如2026-11-20T08:00:00Z", "--at must be RFC 3339 with Z, such as 2026-11-20T08:00:00Z");
        Purpose? purpose = null;
        if (request.Purpose is { } name)
        {
            if (!Purposes.TryParse(name, out var parsed))
                return Usage("--purpose 不是已知用途", $"--purpose must be one of {Purposes.AllTexts}");
            purpose = parsed;
        }
        if (request.Station is { } station && !TrustNames.IsStation(station))
            return Usage("--station 应为三个大写字母，如VNP", "--station must be three upper-case letters, such as VNP");
        if (request.Train is { } train && !TrustNames.IsTrain(train))
            return Usage("--train 应为1至8个大写字母或数字，如G1", "--train must be 1 to 8 upper-case letters or digits, such as G1");
        if (TrustFiles.Read(request.TrustDirectory) is not { } files)
            return BadTrust("信任目录无法读取", "the trust directory cannot be read");
        var load = TrustLoader.Load(files, null, new Dictionary<string, long>(), now, SignatureProviders.Default);
        if (load.Store is not { } trust)
            return BadTrust($"信任目录未被接受：{load.Refusal}，{load.File}", $"the trust directory was refused: {load.Refusal}, {load.File}");
        if (!TryReadDevice(request.DeviceDirectory, out var device))
            return BadTrust("本机密钥目录无法读取", "the device directory holds no readable device.cbor");
        return Check(request, text, now, purpose, trust, device);
    }

    private static VerifyOutcome Check(
        VerifyRequest request, ReadOnlyMemory<byte> text, UnixTime now, Purpose? purpose, TrustStore trust, DeviceSecrets? device)
    {
        var at = new ClockReading(now, default, ClockState.Trusted, 0);
        var frame = new Frame(new LaneId("verify"), text, FrameEnd.Terminator, at);
        var check = CodeVerification.Check(FrameDecoder.Decode(frame), trust, at, CodeWindows.Default);
        purpose ??= check.Claims?.Kind == CredentialKind.DrivingLicence ? Purpose.Roadside : Purpose.RealNameCheck;
        var lane = new Lane(frame.Lane, purpose.Value, request.Station ?? device?.Station, CodeWindows.Default, HasGate: false)
        {
            Train = request.Train,
        };
        var keys = device?.UnsealingKeys ?? UnsealingKeys.None;
        var facts = FactGatherer.Gather(lane, at, check, trust, keys, ledger: null);
        var verdict = Decider.Decide(lane, at, check, facts);
        var identity = request.ShowIdentity ? IdentityDisclosure.Open(lane.Purpose, check, keys, now) : null;
        var answer = VerifyAnswers.From(lane, now, check, facts, verdict, trust, identity);
        return new VerifyOutcome(answer.ExitCode, answer, null);
    }

    private static bool TryReadDevice(string? directory, out DeviceSecrets? device)
    {
        device = null;
        if (directory is null) return true;
        try
        {
            return DeviceSecrets.TryRead(File.ReadAllBytes(Path.Combine(directory, DeviceSecrets.File)), out device);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static VerifyOutcome Usage(string zh, string en) => new(64, null, $"{zh}\n{en}");

    private static VerifyOutcome BadTrust(string zh, string en) => new(65, null, $"{zh}\n{en}");
}
