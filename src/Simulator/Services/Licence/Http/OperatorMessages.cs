using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using TempIdentity.Simulator.Services.Licence.Photos;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Services.Licence.Http;

[Description("A status in force (L8–L11) / 驾驶证状态")]
internal sealed record StatusMessage
{
    public required CredentialStatus Status { get; init; }
    public required string Text { get; init; }
    public required string TextZhCn { get; init; }
    public required StatusReason Reason { get; init; }
    public required DateTimeOffset From { get; init; }
    [Description("Exclusive; left out when no end is set")]
    public DateTimeOffset? Until { get; init; }
    public required bool PaperNeeded { get; init; }
}

[Description("A status to set; normal only together with paper_needed (L16)")]
internal sealed record StatusEntryMessage
{
    public required CredentialStatus Status { get; init; }
    public StatusReason Reason { get; init; }
    public bool PaperNeeded { get; init; }
    public required DateTimeOffset From { get; init; }
    [Description("Exclusive; left out: no end")]
    public DateTimeOffset? Until { get; init; }
}

[Description("A driver by document / 驾驶人")]
internal sealed record DriverMessage
{
    public required DocumentType DocumentType { get; init; }
    [MaxLength(64)]
    public required string DocumentNumber { get; init; }
}

[Description("All statuses of a licence in place of those it had; none: normal / 设置驾驶证状态")]
internal sealed record StatusesMessage
{
    public required DriverMessage Driver { get; init; }
    [MaxLength(12)]
    public required IReadOnlyList<StatusEntryMessage> Statuses { get; init; }
}

[Description("A renewal; what is left out stays (L12) / 换证")]
internal sealed record RenewalMessage
{
    public required DriverMessage Driver { get; init; }
    [MaxLength(17)]
    public IReadOnlyList<string>? Classes { get; init; }
    [Range(100_000, 999_999)]
    public int? Authority { get; init; }
    public DateTimeOffset? ValidFrom { get; init; }
    public DateTimeOffset? ValidUntil { get; init; }
}

[Description("A transfer-in that is done (L13) / 转入")]
internal sealed record TransferInMessage
{
    public required DriverMessage Driver { get; init; }
    [Range(100_000, 999_999)]
    public required int Authority { get; init; }
    [MaxLength(12)]
    [Description("When the new authority gives another")]
    public string? ArchiveNumber { get; init; }
}

internal sealed record DriverChangeMessage
{
    [Description("Counts the changes after which the electronic licence must be applied for again")]
    public required int Generation { get; init; }
    public required bool MustApplyAgain { get; init; }
}

[Description("A reviewer's word: no findings, issued (L5, L6) / 审核")]
internal sealed record ReviewMessage
{
    [MaxLength(21)]
    public required IReadOnlyList<PhotoFinding> Findings { get; init; }
}
