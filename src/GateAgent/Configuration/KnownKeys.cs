using TempIdentity.GateAgent.Texts;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.GateAgent.Configuration;

/// <summary>
/// Every key of the configuration with its range and default. docs/configuration.md holds the same table; a test compares them.
/// </summary>
internal static class KnownKeys
{
    private static readonly BilingualText AbsoluteDirectory = new("an absolute path of a directory", "目录的绝对路径");

    public static readonly KnownKey Simulated = new("simulated", KeyKind.Flag);
    public static readonly KnownKey SimulatedClock = Text("simulated_clock", new("an absolute path of a file", "文件的绝对路径")) with
    { Mandatory = false };
    public static readonly KnownKey Appliance = Text("appliance", new("1–64 of a–z, 0–9 and -", "1–64 个 a–z、0–9 或 -"));
    public static readonly KnownKey StateDirectory = Text("state_directory", AbsoluteDirectory);
    public static readonly KnownKey DeviceDirectory = Text("device_directory", AbsoluteDirectory);

    public static readonly KnownKey Trust = new("trust", KeyKind.Object) { Mandatory = true };
    public static readonly KnownKey TrustDirectory = Text("trust.directory", AbsoluteDirectory);
    public static readonly KnownKey RootSha256 = Text("trust.root_sha256", new("64 lower-case hex digits", "64 位小写十六进制数字"));
    public static readonly KnownKey PollMilliseconds = Integer("trust.poll_milliseconds", 50, 60_000, 250);

    public static readonly KnownKey HeadOffice = new("head_office", KeyKind.Object) { Mandatory = true };
    public static readonly KnownKey Url = Text("head_office.url", new(
        "https://host/path/ (http:// to this machine, or with simulated: true); ends with /, no user, query or fragment",
        "https://主机/路径/（http:// 仅限本机或 simulated: true）；以 / 结尾，不含用户名、查询和片段"));
    public static readonly KnownKey SealingKey = Text("head_office.sealing_key", new(
        "base64 of an uncompressed P-256 point, 65 bytes", "未压缩 P-256 点（65 字节）的 base64"));
    public static readonly KnownKey TimeKey = Text("head_office.time_key", new(
        "base64 of a P-256 point, 33 or 65 bytes", "P-256 点（33 或 65 字节）的 base64")) with
    { Mandatory = false };
    public static readonly KnownKey RetryMillisecondsMax = Integer("head_office.retry_milliseconds_max", 200, 300_000, 30_000);

    public static readonly KnownKey Lanes = new("lanes[]", KeyKind.List) { Mandatory = true, Min = 1, Max = 16 };
    public static readonly KnownKey LaneName = Text("lanes[].id", new("1–16 of a–z, 0–9 and -", "1–16 个 a–z、0–9 或 -"));
    public static readonly KnownKey LanePurpose = Choice("lanes[].purpose", Enum.GetValues<Purpose>().Select(Purposes.ToText));
    public static readonly KnownKey Station = Text("lanes[].station", new(
        "3 upper-case letters; mandatory for station-entry and station-exit, not for driving licences and not on-board",
        "3 个大写字母；station-entry 和 station-exit 必填，驾驶证用途和 on-board 不可填")) with
    { Mandatory = false };
    public static readonly KnownKey Train = Text("lanes[].train", new(
        "1–8 upper-case letters and digits; mandatory for on-board, possible for station-entry and station-exit",
        "1–8 个大写字母或数字；on-board 必填，station-entry 和 station-exit 可填")) with
    { Mandatory = false };
    public static readonly KnownKey AskForPaper = new("lanes[].ask_for_paper", KeyKind.Flag);
    public static readonly KnownKey PassWindowMilliseconds = Integer("lanes[].pass_window_milliseconds", 500, 60_000, 5000);

    public static readonly KnownKey Scanner = new("lanes[].scanner", KeyKind.Object) { Mandatory = true };
    public static readonly KnownKey ScannerKind = Choice("lanes[].scanner.kind", ["serial"]);
    public static readonly KnownKey ScannerPath = Text("lanes[].scanner.path", new(
        "an absolute path below /dev/ (/dev/pts/ and other places only with simulated: true)",
        "/dev/ 下的绝对路径（/dev/pts/ 及其他位置仅限 simulated: true）"));
    public static readonly KnownKey Baud = new("lanes[].scanner.baud", KeyKind.IntegerChoice)
    {
        Choices = ["9600", "19200", "38400", "57600", "115200", "230400", "460800", "921600"],
        Default = 115_200,
    };
    public static readonly KnownKey IdleGapMilliseconds = Integer("lanes[].scanner.idle_gap_milliseconds", 20, 2000, 150);
    public static readonly KnownKey CoalesceMilliseconds = Integer("lanes[].scanner.coalesce_milliseconds", 0, 10_000, 1000);
    public static readonly KnownKey FramesPerSecondMax = Integer("lanes[].scanner.frames_per_second_max", 1, 100, 10);

    public static readonly KnownKey Gate = new("lanes[].gate", KeyKind.Object) { Mandatory = true };
    public static readonly KnownKey GateKind = Choice("lanes[].gate.kind", ["gpio", "none", "socket"]);
    public static readonly KnownKey SocketPath = Text("lanes[].gate.path",
        new("an absolute path of at most 107 bytes", "不超过 107 字节的绝对路径")) with
    { ForKinds = ["socket"] };
    public static readonly KnownKey Chip = Text("lanes[].gate.chip", new("/dev/gpiochip and a number", "/dev/gpiochip 加数字")) with
    { ForKinds = ["gpio"] };
    public static readonly KnownKey RelayLine = Line("lanes[].gate.relay_line") with { Mandatory = true };
    public static readonly KnownKey PassageLine = Line("lanes[].gate.passage_line");
    public static readonly KnownKey GreenLine = Line("lanes[].gate.green_line");
    public static readonly KnownKey RedLine = Line("lanes[].gate.red_line");
    public static readonly KnownKey ActiveLow = new("lanes[].gate.active_low", KeyKind.Flag) { ForKinds = ["gpio"] };
    public static readonly KnownKey PulseMilliseconds = Integer("lanes[].gate.pulse_milliseconds", 100, 2000, 200) with
    { ForKinds = ["gpio", "socket"] };

    // Liveness may be shortened for a lane, never stretched beyond the rule's 30 minutes (R10); a code lives 60 seconds (R9).
    public static readonly KnownKey Windows = new("lanes[].windows", KeyKind.Object);
    public static readonly KnownKey CodeAge = Integer("lanes[].windows.code_age_max_seconds",
        CodeLimits.CodeLifetimeSeconds, 300, CodeWindows.Default.CodeAgeMaxSeconds);
    public static readonly KnownKey IssuedAhead = Integer("lanes[].windows.issued_ahead_max_seconds",
        0, 30, CodeWindows.Default.IssuedAheadMaxSeconds);
    public static readonly KnownKey BoundAhead = Integer("lanes[].windows.bound_ahead_max_seconds",
        0, 60, CodeWindows.Default.BoundAheadMaxSeconds);
    public static readonly KnownKey LivenessAge = Integer("lanes[].windows.liveness_age_max_seconds",
        60, CodeLimits.LivenessSeconds, CodeWindows.Default.LivenessAgeMaxSeconds);

    /// <summary>All of them, in the documentation's order.</summary>
    public static readonly IReadOnlyList<KnownKey> All =
    [
        Simulated, SimulatedClock, Appliance, StateDirectory, DeviceDirectory,
        Trust, TrustDirectory, RootSha256, PollMilliseconds,
        HeadOffice, Url, SealingKey, TimeKey, RetryMillisecondsMax,
        Lanes, LaneName, LanePurpose, Station, Train, AskForPaper, PassWindowMilliseconds,
        Scanner, ScannerKind, ScannerPath, Baud, IdleGapMilliseconds, CoalesceMilliseconds, FramesPerSecondMax,
        Gate, GateKind, SocketPath, Chip, RelayLine, PassageLine, GreenLine, RedLine, ActiveLow, PulseMilliseconds,
        Windows, CodeAge, IssuedAhead, BoundAhead, LivenessAge,
    ];

    /// <summary>
    /// The keys of one object; <paramref name="kind"/> is the value of its <c>kind</c>, null when it has none or it is unreadable.
    /// </summary>
    public static IEnumerable<KnownKey> Of(string parent, string? kind) =>
        All.Where(key => key.Parent == parent && (kind is null || key.ForKinds.Count == 0 || key.ForKinds.Contains(kind)));

    private static KnownKey Text(string path, BilingualText form) => new(path, KeyKind.Text) { Mandatory = true, Form = form };

    private static KnownKey Integer(string path, int min, int max, int @default) =>
        new(path, KeyKind.Integer) { Min = min, Max = max, Default = @default };

    private static KnownKey Choice(string path, IEnumerable<string> choices) =>
        new(path, KeyKind.Choice) { Mandatory = true, Choices = choices.Order(StringComparer.Ordinal).ToList() };

    private static KnownKey Line(string path) => new(path, KeyKind.Integer) { Min = 0, Max = 511, ForKinds = ["gpio"] };
}
