using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using TempIdentity.GateAgent;
using TempIdentity.Simulator.HeadOffice;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Services.Ticketing;

internal sealed record StationsMessage
{
    public required IReadOnlyList<StationMessage> Stations { get; init; }
}

[Description("A station / 车站")]
internal sealed record StationMessage
{
    [Description("Telegraph code / 电报码")]
    public required string Code { get; init; }
    public required string NameZhCn { get; init; }
    public required string Name { get; init; }
}

internal sealed record TrainsMessage
{
    public required IReadOnlyList<TrainMessage> Trains { get; init; }
}

[Description("A train between two stations on a day / 车次")]
internal sealed record TrainMessage
{
    public required string Train { get; init; }
    public required string Origin { get; init; }
    public required string Destination { get; init; }
    public required DateTimeOffset DepartsAt { get; init; }
    public required DateTimeOffset ArrivesAt { get; init; }
    [Description("Check-in opens, inclusive / 开始检票")]
    public required DateTimeOffset CheckInOpensAt { get; init; }
    [Description("Check-in closes, exclusive / 停止检票")]
    public required DateTimeOffset CheckInClosesAt { get; init; }
    public required int FreeSeats { get; init; }
}

internal sealed record ProductsMessage
{
    public required IReadOnlyList<ProductMessage> Products { get; init; }
}

[Description("A multi-ride or period ticket (R15) / 计次票、定期票")]
internal sealed record ProductMessage
{
    public required string Product { get; init; }
    public required TicketKind Kind { get; init; }
    public required string NameZhCn { get; init; }
    public required string Name { get; init; }
    public required string Origin { get; init; }
    public required string Destination { get; init; }
    public required int Days { get; init; }
    [Description("Rides in all; absent for a period ticket / 总次数")]
    public int? Rides { get; init; }
    [Description("Rides a day at most; absent: as many as one likes / 每日次数")]
    public int? RidesADay { get; init; }
}

[Description("Sale against a traveller's code (R16) / 售票")]
internal sealed record SaleMessage
{
    [MaxLength(TicketLimits.CodeCharsMax)]
    [Description("The code just scanned / 扫描的二维码内容")]
    public required string Code { get; init; }
    [MaxLength(3)]
    [Description("The desk's station / 窗口所在车站")]
    public required string Station { get; init; }
    [MaxLength(8)]
    public required string Train { get; init; }
    [Description("Day of departure from the origin / 乘车日期")]
    public required DateOnly Date { get; init; }
    [MaxLength(3)]
    public required string Origin { get; init; }
    [MaxLength(3)]
    public required string Destination { get; init; }
}

[Description("Sale of a multi-ride or period ticket against a traveller's code (R15, R16) / 计次票、定期票售票")]
internal sealed record ProductSaleMessage
{
    [MaxLength(TicketLimits.CodeCharsMax)]
    public required string Code { get; init; }
    [MaxLength(3)]
    public required string Station { get; init; }
    [MaxLength(40)]
    public required string Product { get; init; }
    public required DateOnly FirstDate { get; init; }
}

[Description("Refund against a traveller's code (R16) / 退票")]
internal sealed record RefundMessage
{
    [MaxLength(TicketLimits.CodeCharsMax)]
    public required string Code { get; init; }
    [MaxLength(3)]
    public required string Station { get; init; }
    [MaxLength(16)]
    public required string TicketId { get; init; }
}

[Description("Change to another train against a traveller's code (R16) / 改签")]
internal sealed record ChangeMessage
{
    [MaxLength(TicketLimits.CodeCharsMax)]
    public required string Code { get; init; }
    [MaxLength(3)]
    public required string Station { get; init; }
    [MaxLength(16)]
    public required string TicketId { get; init; }
    [MaxLength(8)]
    public required string Train { get; init; }
    public required DateOnly Date { get; init; }
    [MaxLength(3)]
    public required string Origin { get; init; }
    [MaxLength(3)]
    public required string Destination { get; init; }
}

[Description("Whose tickets / 查询车票")]
internal sealed record TravellerMessage
{
    [MaxLength(TicketLimits.CodeCharsMax)]
    public required string Code { get; init; }
    [MaxLength(3)]
    public required string Station { get; init; }
}

internal sealed record TicketsMessage
{
    public required IReadOnlyList<TicketMessage> Tickets { get; init; }
}

[Description("A ticket / 车票")]
internal sealed record TicketMessage
{
    [Description("16 hex digits / 车票号码")]
    public required string TicketId { get; init; }
    public required TicketKind Kind { get; init; }
    public required TicketState State { get; init; }
    [Description("Absent for a multi-ride or period ticket: any train of its way / 车次")]
    public string? Train { get; init; }
    public string? Product { get; init; }
    public required string Origin { get; init; }
    public required string Destination { get; init; }
    public required DateOnly FirstDate { get; init; }
    public required DateOnly LastDate { get; init; }
    public required DateTimeOffset DepartsAt { get; init; }
    public required DateTimeOffset ArrivesAt { get; init; }
    public required DateTimeOffset CheckInOpensAt { get; init; }
    public required DateTimeOffset CheckInClosesAt { get; init; }
    public required DateTimeOffset ExitUntil { get; init; }
    public required bool Changed { get; init; }
    public required DateTimeOffset SoldAt { get; init; }
    public DateTimeOffset? RefundedAt { get; init; }
}

[Description("Grants of tickets as head office's records say / 中心系统的放行记录")]
internal sealed record GrantsMessage
{
    [MaxLength(TicketLimits.GrantsMax)]
    public required IReadOnlyList<GrantMessage> Grants { get; init; }
}

internal sealed record GrantMessage
{
    [MaxLength(64)]
    public required string Appliance { get; init; }
    public required long Epoch { get; init; }
    public required long Sequence { get; init; }
    [MaxLength(16)]
    public required string TicketId { get; init; }
    public required Direction Direction { get; init; }
    [MaxLength(3)]
    public string? Station { get; init; }
    public required DateTimeOffset At { get; init; }
    public long? ManifestRevision { get; init; }
    public long? ManifestChange { get; init; }
}

internal sealed record GrantsTakenMessage
{
    [Description("Grants that were not known before / 新记录数")]
    public required int Taken { get; init; }
}

internal sealed record WrongGrantsMessage
{
    public required IReadOnlyList<WrongGrantMessage> WrongGrants { get; init; }
}

[Description("A grant that should not have been: refunded or changed before the scan / 退票或改签后仍被放行")]
internal sealed record WrongGrantMessage
{
    public required WrongGrant Why { get; init; }
    public DateTimeOffset? Since { get; init; }
    public required GrantMessage Grant { get; init; }
}

/// <summary>Sizes of what goes in.</summary>
internal static class TicketLimits
{
    /// <summary>Characters of a code at most; beyond the longest QR code of its mode.</summary>
    public const int CodeCharsMax = 4_296;

    /// <summary>Grants in one message at most.</summary>
    public const int GrantsMax = 200;
}

[JsonSerializable(typeof(StationsMessage))]
[JsonSerializable(typeof(TrainsMessage))]
[JsonSerializable(typeof(ProductsMessage))]
[JsonSerializable(typeof(SaleMessage))]
[JsonSerializable(typeof(ProductSaleMessage))]
[JsonSerializable(typeof(RefundMessage))]
[JsonSerializable(typeof(ChangeMessage))]
[JsonSerializable(typeof(TravellerMessage))]
[JsonSerializable(typeof(TicketsMessage))]
[JsonSerializable(typeof(TicketMessage))]
[JsonSerializable(typeof(GrantsMessage))]
[JsonSerializable(typeof(GrantsTakenMessage))]
[JsonSerializable(typeof(WrongGrantsMessage))]
[JsonSerializable(typeof(ServiceProblem))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(DateOnly))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class TicketJson : JsonSerializerContext;
