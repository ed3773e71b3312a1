using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Services.RideId;

// A value that may be left out has a setter: the generated reader would overwrite the default of one that is only initialised.

[Description("A session just opened; the token goes into Authorization: Bearer / 新会话")]
internal sealed record SessionMessage
{
    public required string Token { get; init; }
    public required bool Registered { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}

[Description("Registration; an SMS with a code follows / 注册")]
internal sealed record RegistrationMessage
{
    public DocumentType DocumentType { get; set; } = DocumentType.ResidentIdentityCard;
    [MaxLength(64)]
    public required string IdNumber { get; init; }
    [MaxLength(80)]
    public required string Name { get; init; }
    [MaxLength(20)]
    [Description("11 digits / 11位手机号")]
    public required string Phone { get; init; }
    [MaxLength(64)]
    [Description("8 to 64 characters with letters and digits / 8至64位，含字母和数字")]
    public required string Password { get; init; }
}

[Description("A registration that waits for its SMS code / 待验证的注册")]
internal sealed record RegistrationStartedMessage
{
    public required string RegistrationId { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}

internal sealed record SmsCodeMessage
{
    [MaxLength(6)]
    public required string Code { get; init; }
}

internal sealed record SignInMessage
{
    [MaxLength(20)]
    public required string Phone { get; init; }
    [MaxLength(256)]
    public required string Password { get; init; }
}

[Description("What the application's page fills in for a signed-in user (R1), masked / 自动显示的本人信息（脱敏）")]
internal sealed record AccountMessage
{
    public required DocumentType DocumentType { get; init; }
    public required string MaskedName { get; init; }
    public required string MaskedIdNumber { get; init; }
    public required string MaskedPhone { get; init; }
}

[Description("An application (R1–R4) / 申请")]
internal sealed record ApplicationMessage
{
    [Description("Only resident_identity_card is accepted (R3) / 仅支持居民身份证")]
    public DocumentType DocumentType { get; set; } = DocumentType.ResidentIdentityCard;
    [MaxLength(64)]
    [Description("18 characters; left out with the name by a signed-in user: their own (R1) / 18位身份证号，登录用户可省略")]
    public string? IdNumber { get; init; }
    [MaxLength(80)]
    [Description("As on the card; left out with the number by a signed-in user: their own (R1) / 姓名，登录用户可省略")]
    public string? Name { get; init; }
    public required LocationMessage Location { get; init; }
}

[Description("Where the phone is (R2) / 定位")]
internal sealed record LocationMessage
{
    [Description("The app may use the location / 已授权定位")]
    public required bool Authorised { get; init; }
    [Description("Left out without a fix / 未定位成功时省略")]
    public FixMessage? Fix { get; init; }
}

internal sealed record FixMessage
{
    [Range(-90.0, 90.0)]
    public required double Latitude { get; init; }
    [Range(-180.0, 180.0)]
    public required double Longitude { get; init; }
}

[Description("An application that waits for its real-person check; no result is told before (R5) / 待实人核验的申请")]
internal sealed record ApplicationReceiptMessage
{
    public required string ApplicationId { get; init; }
    [Description("The check must be passed before / 须在此前完成实人核验")]
    public required DateTimeOffset ExpiresAt { get; init; }
}

[Description("A real-person check (R5); the simulated camera sees what is said here / 实人核验，模拟摄像头")]
internal sealed record CheckMessage
{
    public required CameraCapture Camera { get; init; }
}

[Description("A certificate, the person masked / 电子临时乘车身份证明（脱敏）")]
internal sealed record CertificateMessage
{
    public required string CertificateId { get; init; }
    public required string MaskedName { get; init; }
    public required string MaskedIdNumber { get; init; }
    public required DateTimeOffset ValidFrom { get; init; }
    [Description("24 hours after valid_from, exclusive (R7) / 有效期24小时")]
    public required DateTimeOffset ValidUntil { get; init; }
    [Description("Codes are served until then without another check (R10) / 在此之前无需再次核验")]
    public required DateTimeOffset CheckValidUntil { get; init; }
    [Description("True when it had been granted before: nothing was counted (R8) / 已有证明，不占用次数")]
    public required bool Existing { get; init; }
    [Range(0, 3)]
    [Description("Certificates left this calendar month (R6) / 本自然月剩余次数")]
    public required int GrantsLeftThisMonth { get; init; }
}

internal sealed record CodeRequestMessage
{
    [Description("The issuer's signature algorithm / 签名算法")]
    public SignatureAlgorithm Algorithm { get; set; } = SignatureAlgorithm.ESP256;
}

[Description("A code in issued form (R9) / 签发形式的二维码")]
internal sealed record CodeMessage
{
    [Description("What the QR code holds, alphanumeric mode / 二维码内容")]
    public required string Code { get; init; }
    public required DateTimeOffset IssuedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    [Description("Seconds after which to ask for the next (R9) / 自动更新间隔")]
    public required int RefreshAfterSeconds { get; init; }
    public required DateTimeOffset CheckValidUntil { get; init; }
    [Description("What the page says below the code (R13)")]
    public required string Advice { get; init; }
    public required string AdviceZhCn { get; init; }
}

[Description("Asks for a grant that names the phone's key / 申请绑定手机密钥的授权")]
internal sealed record GrantRequestMessage
{
    public const int HolderKeyCharsMax = 44;

    [Description("The phone's key: esp256 or sm2; the issuer signs with the same / 手机密钥算法")]
    public required SignatureAlgorithm HolderAlgorithm { get; init; }
    [MaxLength(HolderKeyCharsMax)]
    [RegularExpression("^[A-Za-z0-9_-]{44}$")]
    [Description("SEC1 compressed point, 33 bytes in base64url / 压缩公钥")]
    public required string HolderKey { get; init; }
}

[Description("A grant in bound form (R10): the phone signs its own codes until ends_at / 绑定形式的授权")]
internal sealed record GrantMessage
{
    [Description("COSE_Sign1 in base64url")]
    public required string Grant { get; init; }
    public required DateTimeOffset EndsAt { get; init; }
    public required int RefreshAfterSeconds { get; init; }
    public required string Advice { get; init; }
    public required string AdviceZhCn { get; init; }
}

internal sealed record NoticeMessage
{
    public required long Id { get; init; }
    public required string Text { get; init; }
    public required string TextZhCn { get; init; }
    public required DateTimeOffset SentAt { get; init; }
}

internal sealed record NoticesMessage
{
    public required IReadOnlyList<NoticeMessage> Notices { get; init; }
}

[Description("A message of the simulated outbox / 模拟发件箱")]
internal sealed record OutboxMessageMessage
{
    public required long Id { get; init; }
    public required OutboxChannel Channel { get; init; }
    public required string Recipient { get; init; }
    public required string Text { get; init; }
    public required string TextZhCn { get; init; }
    public required DateTimeOffset SentAt { get; init; }
}

internal sealed record OutboxPageMessage
{
    public required IReadOnlyList<OutboxMessageMessage> Messages { get; init; }
}

internal sealed record RevocationRequestMessage
{
    public required RevocationReason Reason { get; init; }
}

[Description("A certificate for the operator: no personal data / 工作人员查看")]
internal sealed record CertificateStatusMessage
{
    public required string CertificateId { get; init; }
    public required DateTimeOffset GrantedAt { get; init; }
    public required DateTimeOffset ValidUntil { get; init; }
    [Description("Left out while it is not revoked / 未撤销时省略")]
    public RevocationMessage? Revocation { get; init; }
}

internal sealed record RevocationMessage
{
    public required DateTimeOffset RevokedAt { get; init; }
    public required RevocationReason Reason { get; init; }
}

[JsonSerializable(typeof(SessionMessage))]
[JsonSerializable(typeof(RegistrationMessage))]
[JsonSerializable(typeof(RegistrationStartedMessage))]
[JsonSerializable(typeof(SmsCodeMessage))]
[JsonSerializable(typeof(SignInMessage))]
[JsonSerializable(typeof(AccountMessage))]
[JsonSerializable(typeof(ApplicationMessage))]
[JsonSerializable(typeof(ApplicationReceiptMessage))]
[JsonSerializable(typeof(CheckMessage))]
[JsonSerializable(typeof(CertificateMessage))]
[JsonSerializable(typeof(CodeRequestMessage))]
[JsonSerializable(typeof(CodeMessage))]
[JsonSerializable(typeof(GrantRequestMessage))]
[JsonSerializable(typeof(GrantMessage))]
[JsonSerializable(typeof(NoticesMessage))]
[JsonSerializable(typeof(OutboxPageMessage))]
[JsonSerializable(typeof(RevocationRequestMessage))]
[JsonSerializable(typeof(CertificateStatusMessage))]
[JsonSerializable(typeof(ServiceProblem))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(long?))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class RideIdJson : JsonSerializerContext;
