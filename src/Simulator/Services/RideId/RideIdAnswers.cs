using System.Buffers.Text;
using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Services.Http;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Simulator.Services.RideId;

/// <summary>The service's values as the messages that go out, and the one form that comes in.</summary>
internal static class RideIdAnswers
{
    public static ApplicationForm FormOf(ApplicationMessage body) => new(body.DocumentType, body.IdNumber, body.Name,
        body.Location.Authorised, body.Location.Fix is { } fix ? new LocationFix(fix.Latitude, fix.Longitude) : null);

    public static SessionMessage Of(OpenedSession opened) => new()
    {
        Token = opened.Token,
        Registered = opened.Session.Registered,
        ExpiresAt = ServiceClock.Out(opened.Session.ExpiresAt),
    };

    public static AccountMessage Of(AccountDetails account) => new()
    {
        DocumentType = account.Identity.Document,
        MaskedName = People.MaskName(account.Identity.Name),
        MaskedIdNumber = ResidentCardNumber.Mask(account.Identity.Number),
        MaskedPhone = account.Phone[..3] + new string('*', account.Phone.Length - 7) + account.Phone[^4..],
    };

    public static RegistrationStartedMessage Of(StartedRegistration started) =>
        new() { RegistrationId = started.Id, ExpiresAt = ServiceClock.Out(started.ExpiresAt) };

    public static ApplicationReceiptMessage Of(ApplicationReceipt receipt) =>
        new() { ApplicationId = receipt.Id, ExpiresAt = ServiceClock.Out(receipt.ExpiresAt) };

    public static CertificateMessage Of(CertificateView view) => new()
    {
        CertificateId = view.Id.ToString(),
        MaskedName = view.MaskedName,
        MaskedIdNumber = view.MaskedNumber,
        ValidFrom = ServiceClock.Out(view.ValidFrom),
        ValidUntil = ServiceClock.Out(view.ValidUntil),
        CheckValidUntil = ServiceClock.Out(view.CheckValidUntil),
        Existing = view.Existing,
        GrantsLeftThisMonth = view.GrantsLeft,
    };

    public static CodeMessage Of(ServedCode served) => new()
    {
        Code = served.Text,
        IssuedAt = ServiceClock.Out(served.IssuedAt),
        ExpiresAt = ServiceClock.Out(served.ExpiresAt),
        RefreshAfterSeconds = CodeLimits.CodeLifetimeSeconds,
        CheckValidUntil = ServiceClock.Out(served.CheckValidUntil),
        Advice = RideIdTexts.Refresh.En,
        AdviceZhCn = RideIdTexts.Refresh.Zh,
    };

    public static GrantMessage Of(ServedGrant served) => new()
    {
        Grant = Base64Url.EncodeToString(served.Grant),
        EndsAt = ServiceClock.Out(served.EndsAt),
        RefreshAfterSeconds = CodeLimits.CodeLifetimeSeconds,
        Advice = RideIdTexts.Refresh.En,
        AdviceZhCn = RideIdTexts.Refresh.Zh,
    };

    public static CertificateStatusMessage Of(CertificateRow row) => new()
    {
        CertificateId = row.Id.ToString(),
        GrantedAt = ServiceClock.Out(row.GrantedAt),
        ValidUntil = ServiceClock.Out(row.ValidUntil),
        Revocation = row.Revocation is { } revocation
            ? new RevocationMessage { RevokedAt = ServiceClock.Out(revocation.At), Reason = revocation.Reason }
            : null,
    };

    public static NoticesMessage NoticesOf(IReadOnlyList<OutboxMessage> notices) => new()
    {
        Notices =
        [
            .. notices.Select(notice => new NoticeMessage
            {
                Id = notice.Id,
                Text = notice.Text.En,
                TextZhCn = notice.Text.Zh,
                SentAt = ServiceClock.Out(notice.SentAt),
            }),
        ],
    };

    public static OutboxPageMessage PageOf(IReadOnlyList<OutboxMessage> messages) => new()
    {
        Messages =
        [
            .. messages.Select(message => new OutboxMessageMessage
            {
                Id = message.Id,
                Channel = message.Channel,
                Recipient = message.Recipient,
                Text = message.Text.En,
                TextZhCn = message.Text.Zh,
                SentAt = ServiceClock.Out(message.SentAt),
            }),
        ],
    };
}
