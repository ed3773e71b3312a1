using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using TempIdentity.Simulator.Services.Licence.Photos;
using TempIdentity.Simulator.Services.Licence.Rules;
using TempIdentity.Simulator.Services.Licence.Store;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Services.Licence.Http;

// A value that may be left out has a setter: the generated reader would overwrite the default of one that is only initialised.

[Description("Registration with one of the accepted documents (L1); an SMS with a code follows / 注册")]
internal sealed record LicenceRegistrationMessage
{
    [Description("The resident identity card unless said otherwise / 默认居民身份证，可选军官证、士兵证、军官离退休证")]
    public DocumentType DocumentType { get; set; } = DocumentType.ResidentIdentityCard;
    [MaxLength(64)]
    public required string DocumentNumber { get; init; }
    [MaxLength(80)]
    public required string Name { get; init; }
    [MaxLength(20)]
    [Description("11 digits / 11位手机号")]
    public required string Phone { get; init; }
    [MaxLength(200)]
    public required string Address { get; init; }
    [MaxLength(64)]
    [Description("8 to 64 characters with letters and digits / 8至64位，含字母和数字")]
    public required string Password { get; init; }
}

[Description("Files the licence (L2) / 备案驾驶证")]
internal sealed record FilingMessage
{
    [MaxLength(12)]
    [RegularExpression("^[0-9]{12}$")]
    [Description("12 digits, as on the licence / 档案编号")]
    public required string ArchiveNumber { get; init; }
}

[Description("The licence that is filed / 已备案的驾驶证")]
internal sealed record FiledLicenceMessage
{
    public required string ArchiveNumber { get; init; }
    [Description("准驾车型")]
    public required IReadOnlyList<string> Classes { get; init; }
    [Description("Division code of six digits / 发证机关行政区划代码")]
    public required int Authority { get; init; }
    public required DateTimeOffset ValidFrom { get; init; }
    [Description("Exclusive")]
    public required DateTimeOffset ValidUntil { get; init; }
    public required bool PhotoOnFile { get; init; }
}

[Description("A passed real-person check (L4) / 实人认证已通过")]
internal sealed record PassedCheckMessage
{
    [Description("Applications and codes rest on it until then, exclusive")]
    public required DateTimeOffset ValidUntil { get; init; }
}

[Description("A photo that was taken in; a reviewer sees it when it is submitted (L6) / 已上传的照片")]
internal sealed record PhotoMessage
{
    public required string PhotoId { get; init; }
    public required PhotoSource Source { get; init; }
    public required PhotoFormat Format { get; init; }
    public required int WidthPixels { get; init; }
    public required int HeightPixels { get; init; }
}

[Description("Applies for the electronic licence with a photo in one of the ways of L3 / 申领驾驶证电子版")]
internal sealed record LicenceApplicationMessage
{
    [Description("on_file by default; earlier when applying again (L12, L13) / 默认使用留存照片")]
    public PhotoWay Way { get; set; } = PhotoWay.OnFile;
    [MaxLength(64)]
    [Description("For camera and album")]
    public string? PhotoId { get; init; }
    [MaxLength(21)]
    [Description("Simulation: what the reviewer will find (L6) / 模拟审核意见")]
    public IReadOnlyList<PhotoFinding>? SimulatedFindings { get; init; }
}

[Description("Replaces the photo, once in six months (L7) / 换照片")]
internal sealed record PhotoReplacementMessage
{
    [Description("camera or album")]
    public required PhotoWay Way { get; init; }
    [MaxLength(64)]
    public required string PhotoId { get; init; }
    [MaxLength(21)]
    [Description("Simulation: what the reviewer will find (L6) / 模拟审核意见")]
    public IReadOnlyList<PhotoFinding>? SimulatedFindings { get; init; }
}

[Description("A reason of refusal (L6) / 未通过原因")]
internal sealed record FindingMessage
{
    public required PhotoFinding Finding { get; init; }
    public required string Text { get; init; }
    public required string TextZhCn { get; init; }
}

[Description("An application and where it stands / 申请进度")]
internal sealed record ApplicationMessage
{
    public required string ApplicationId { get; init; }
    public required ApplicationKind Kind { get; init; }
    public required PhotoWay Way { get; init; }
    public required ApplicationState State { get; init; }
    public required DateTimeOffset SubmittedAt { get; init; }
    [Description("Reviewed by then (L5): one working day / 1个工作日内审核")]
    public DateTimeOffset? DueAt { get; init; }
    [Description("False: public holidays of a year in between are not known, only weekends were counted")]
    public required bool HolidaysKnown { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    [Description("Left out unless it was refused")]
    public RefusedMessage? Refused { get; init; }
}

[Description("Why an application was refused / 未通过")]
internal sealed record RefusedMessage
{
    public required ApplicationRefusal Reason { get; init; }
    [Description("All reasons of a refused photo (L6)")]
    public required IReadOnlyList<FindingMessage> Findings { get; init; }
}

internal sealed record ApplicationsMessage
{
    public required IReadOnlyList<ApplicationMessage> Applications { get; init; }
}

[Description("What the user may do now / 可办理事项")]
internal sealed record OptionsMessage
{
    public required bool MayApply { get; init; }
    [Description("Why not, when the licence's status forbids it (L8–L11)")]
    public ServiceProblem? Problem { get; init; }
    [Description("Open photo ways, the default first (L3)")]
    public required IReadOnlyList<PhotoWay> Ways { get; init; }
    public ApplicationMessage? OpenApplication { get; init; }
    [Description("An electronic licence is issued")]
    public required bool Issued { get; init; }
    [Description("From when the photo may be replaced again (L7); left out: now")]
    public DateTimeOffset? ReplacePhotoFrom { get; init; }
}

[Description("A purpose that the electronic licence serves (L15) / 使用场景")]
internal sealed record PurposeMessage
{
    public required string Code { get; init; }
    public required string Text { get; init; }
    public required string TextZhCn { get; init; }
    public required bool Served { get; init; }
    [Description("The paper licence is asked for too (L16) / 需同时出示纸质驾驶证")]
    public required bool PaperNeeded { get; init; }
}

internal sealed record PurposesMessage
{
    public required IReadOnlyList<PurposeMessage> Purposes { get; init; }
}

[Description("A code in issued form, good for 60 seconds / 二维码")]
internal sealed record LicenceCodeMessage
{
    [Description("What the QR code holds, alphanumeric mode / 二维码内容")]
    public required string Code { get; init; }
    [Description("Shown beside the code (L14) / 生成时间")]
    public required DateTimeOffset GeneratedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    [Description("Seconds after which to ask for the next")]
    public required int RefreshAfterSeconds { get; init; }
    public required DateTimeOffset CheckValidUntil { get; init; }
}

[Description("A grant in bound form: the phone signs its own codes until ends_at / 绑定形式的授权")]
internal sealed record LicenceGrantMessage
{
    [Description("COSE_Sign1 in base64url")]
    public required string Grant { get; init; }
    public required DateTimeOffset EndsAt { get; init; }
    public required int RefreshAfterSeconds { get; init; }
}

[Description("The electronic licence, live; a screenshot does not count (L14) / 驾驶证电子版，截图无效")]
internal sealed record DisplayMessage
{
    [Description("To the second; the code carries the same (L14) / 生成时间")]
    public required DateTimeOffset GeneratedAt { get; init; }
    public required LicenceCodeMessage Code { get; init; }
    [Description("black: may drive; red: may not now (L9) / 黑码、红码")]
    public required CodeColour Colour { get; init; }
    public required string Name { get; init; }
    public required string MaskedDocumentNumber { get; init; }
    public required FiledLicenceMessage Licence { get; init; }
    [Description("Which photo GET /licence/photo gives")]
    public required PhotoKind Photo { get; init; }
    [Description("All that hold now, the deciding one first")]
    public required IReadOnlyList<StatusMessage> Statuses { get; init; }
    [Description("What the deciding status means for the holder")]
    public string? HolderText { get; init; }
    public string? HolderTextZhCn { get; init; }
    [Description("The paper licence is needed too (L16) / 需同时出示纸质驾驶证")]
    public required bool PaperNeeded { get; init; }
    public string? PaperText { get; init; }
    public string? PaperTextZhCn { get; init; }
}
