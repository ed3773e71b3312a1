using TempIdentity.GateAgent.Texts;
using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Services.Ticketing;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Issue;

/// <summary>
/// Checks the options of <c>issue</c> and puts in the defaults. Names all wrong options at once; never repeats a personal value.
/// </summary>
internal sealed class IssueRequestReader
{
    /// <summary>Seconds before <c>--at</c> at which the real-person check was passed, by default.</summary>
    public const int LiveBeforeSeconds = 60;

    public const string StationDefault = "VNP";

    private static readonly UnixTime AtMin = new(946_684_800); // 2000-01-01
    private static readonly UnixTime AtMax = new(4_102_444_800); // 2100-01-01
    private static readonly BilingualText BadTime =
        new("must be RFC 3339 in UTC, such as 2026-11-20T08:00:00Z", "应为RFC 3339的UTC时间，如2026-11-20T08:00:00Z");

    private readonly List<string> _errors = [];

    private IssueRequestReader()
    {
    }

    /// <summary>Null and the errors, a line each, when something is wrong.</summary>
    public static IssueRequest? Read(IssueOptions options, UnixTime now, out IReadOnlyList<string> errors)
    {
        var reader = new IssueRequestReader();
        var request = reader.Read(options, now);
        errors = reader._errors;
        return errors.Count == 0 ? request : null;
    }

    private IssueRequest Read(IssueOptions options, UnixTime now)
    {
        var kind = Choose("--credential", options.Credential, IssueTexts.Kinds);
        var at = Time("--at", options.At, now);
        Require(at >= AtMin && at < AtMax, "--at", new("must lie in 2000 to 2099", "应在2000年至2099年之间"));
        var liveAt = Time("--live-at", options.LiveAt, at - LiveBeforeSeconds);
        Require(liveAt <= at, "--live-at", new("must not be after --at", "不得晚于 --at"));
        var validFrom = Time("--valid-from", options.ValidFrom, kind == CredentialKind.RideId ? liveAt : YearBefore(at));
        Require(options.Out is { Length: > 0 }, "--out", new("is required", "为必填"));
        return new IssueRequest
        {
            Kind = kind,
            Form = Choose("--form", options.Form, IssueTexts.Forms),
            Algorithm = Choose("--alg", options.Algorithm, IssueTexts.Algorithms),
            At = at,
            LiveAt = liveAt,
            ValidFrom = validFrom,
            Person = Person(options),
            Station = Station(options.Station),
            WithTicket = kind == CredentialKind.RideId && !options.NoTicket,
            TrustDirectory = options.Trust,
            OutDirectory = options.Out ?? "",
        };
    }

    private Identity Person(IssueOptions options)
    {
        var number = options.IdNumber ?? People.Default.Number;
        var name = options.Name ?? People.Default.Name;
        Require(ResidentCardNumber.IsValid(number), "--id-number",
            new("must be a resident identity number: region, birth date and check character (capital X) right",
                "应为合法的居民身份证号：地区码、出生日期、校验码（大写X）均正确"));
        var length = name.EnumerateRunes().Count();
        Require(length is >= 1 and <= CodeLimits.NameCharsMax && !name.Any(char.IsControl), "--name",
            new($"must have 1 to {CodeLimits.NameCharsMax} characters; a longer name is never cut",
                $"应为1至{CodeLimits.NameCharsMax}个字符；超长姓名不会被截断"));
        return new Identity(DocumentType.ResidentIdentityCard, number, name);
    }

    private string Station(string? given)
    {
        Require(given is null || StationMap.IsCode(given), "--station",
            new("must be a telegraph code: three capital letters", "应为车站电报码：三个大写字母"));
        return given ?? StationDefault;
    }

    private T Choose<T>(string option, string? given, IReadOnlyDictionary<string, T> choices)
    {
        if (given is not null && choices.TryGetValue(given, out var chosen)) return chosen;
        var all = string.Join(" | ", choices.Keys);
        Require(false, option, new($"must be {all}", $"应为 {all}"));
        return choices.Values.First();
    }

    private UnixTime Time(string option, string? given, UnixTime otherwise)
    {
        if (given is null) return otherwise;
        if (UnixTime.TryParse(given, out var time)) return time;
        Require(false, option, BadTime);
        return otherwise;
    }

    private static UnixTime YearBefore(UnixTime at) =>
        at.Seconds <= UnixTime.MaxSeconds ? UnixTime.From(DateTimeOffset.FromUnixTimeSeconds(at.Seconds).AddYears(-1)) : at;

    private void Require(bool holds, string option, BilingualText problem)
    {
        if (!holds) _errors.Add($"{option} {problem.Zh} / {option} {problem.En}");
    }
}
