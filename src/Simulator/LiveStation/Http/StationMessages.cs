using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using TempIdentity.Simulator.LiveStation.Trials;
using TempIdentity.Simulator.Services;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.LiveStation.Http;

[Description("Everything of the station that a page shows / 车站全貌")]
internal sealed record StateMessage
{
    public required DateTimeOffset Now { get; init; }

    [Description("The world's time in milliseconds since 1970")]
    public required long NowMs { get; init; }

    [Description("Seconds that the world is ahead of the machine")]
    public required long AdvancedS { get; init; }

    [Description("Pages that are open")]
    public required int Visitors { get; init; }

    [Description("False: send a code's text instead of a picture")]
    public required bool ImageReader { get; init; }

    public required AgentView Agent { get; init; }
    public required NetworkView Networks { get; init; }
    public required IReadOnlyList<LaneView> Lanes { get; init; }

    [Description("The newest 20, newest first")]
    public required IReadOnlyList<LiveVerdict> Verdicts { get; init; }

    [Description("The newest 20, newest first")]
    public required IReadOnlyList<Trial> Trials { get; init; }

    public required BooksView Books { get; init; }

    public static StateMessage Of(StationSnapshot station, int visitors, bool imageReader, IReadOnlyList<Trial> trials) => new()
    {
        Now = station.Now,
        NowMs = station.NowMs,
        AdvancedS = station.AdvancedS,
        Visitors = visitors,
        ImageReader = imageReader,
        Agent = station.Agent,
        Networks = station.Networks,
        Lanes = station.Lanes,
        Verdicts = station.Verdicts,
        Trials = trials,
        Books = station.Books,
    };
}

internal sealed record ScanTextMessage
{
    [Description("What the phone's screen says")]
    [MaxLength(CodeLimits.TextCharsMax)]
    public required string Text { get; init; }

    [Description("After a grant: false turns back; absent: walks through")]
    public bool? Walks { get; init; }
}

internal sealed record ScanMessage
{
    [Description("Absent when the agent said nothing within the time that a person waits")]
    public required LiveVerdict? Verdict { get; init; }
}

internal sealed record TrialRequestMessage
{
    public required Cheat Cheat { get; init; }

    [Description("Where the code is shown, or what is done to which lane")]
    [MaxLength(64)]
    public string? Lane { get; init; }

    [Description("The code as it is shown; it also says whose credential is meant")]
    [MaxLength(CodeLimits.TextCharsMax)]
    public string? Text { get; init; }

    [Description("False heals, plugs in, or ends the alarm; absent: true")]
    public bool? On { get; init; }

    [Description("Which issuer's key; without it the lane's, else the railway's")]
    public CredentialKind? Kind { get; init; }
}

internal sealed record OpenRecordMessage
{
    [Description("Head office's private key, base64, as the services printed it")]
    [MaxLength(128)]
    public string? Key { get; init; }

    [Description("Sequence of the record")]
    public required long Record { get; init; }
}

internal sealed record OpenedIdentityMessage
{
    public required DocumentType DocumentType { get; init; }
    public required string Number { get; init; }
    public required string Name { get; init; }
}

[Description("What was sealed in a record / 记录的密封内容")]
internal sealed record OpenedRecordMessage
{
    public required long Record { get; init; }

    [Description("The frame as the scanner sent it; what is not printable ASCII is a question mark")]
    public required string Code { get; init; }

    public required IdentityKnowledge Knowledge { get; init; }
    public OpenedIdentityMessage? Identity { get; init; }
}

[JsonSerializable(typeof(StateMessage))]
[JsonSerializable(typeof(ScanTextMessage))]
[JsonSerializable(typeof(ScanMessage))]
[JsonSerializable(typeof(TrialRequestMessage))]
[JsonSerializable(typeof(Trial))]
[JsonSerializable(typeof(OpenRecordMessage))]
[JsonSerializable(typeof(OpenedRecordMessage))]
[JsonSerializable(typeof(ServiceProblem))]
[JsonSerializable(typeof(string))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
internal sealed partial class StationJson : JsonSerializerContext;
