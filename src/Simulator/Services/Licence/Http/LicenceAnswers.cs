using System.Buffers.Text;
using TempIdentity.Simulator.Services.Http;
using TempIdentity.Simulator.Services.Licence.Drivers;
using TempIdentity.Simulator.Services.Licence.Photos;
using TempIdentity.Simulator.Services.Licence.Rules;
using TempIdentity.Simulator.Services.Licence.Store;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Services.Licence.Http;

/// <summary>The service's values as the messages that go out, and the forms that come in.</summary>
internal static class LicenceAnswers
{
    public static FiledLicenceMessage Of(Driver driver) => new()
    {
        ArchiveNumber = driver.Record.ArchiveNumber,
        Classes = driver.Record.Classes,
        Authority = driver.Record.Authority,
        ValidFrom = ServiceClock.Out(driver.Record.ValidFrom),
        ValidUntil = ServiceClock.Out(driver.Record.ValidUntil),
        PhotoOnFile = driver.Record.PhotoOnFile,
    };

    public static PassedCheckMessage Of(PassedCheck check) => new() { ValidUntil = ServiceClock.Out(check.ValidUntil) };

    public static PhotoMessage Of(StoredPhoto photo) => new()
    {
        PhotoId = photo.Id,
        Source = photo.Source,
        Format = photo.Facts.Format,
        WidthPixels = photo.Facts.Width,
        HeightPixels = photo.Facts.Height,
    };

    public static ApplicationMessage Of(LicenceApplication application) => new()
    {
        ApplicationId = application.Id,
        Kind = application.Kind,
        Way = application.Way,
        State = application.State,
        SubmittedAt = ServiceClock.Out(application.SubmittedAt),
        DueAt = Out(application.Review?.DueAt),
        HolidaysKnown = application.Review is not { CalendarKnown: false },
        DecidedAt = Out(application.DecidedAt),
        Refused = application.Refusal is { } reason
            ? new RefusedMessage { Reason = reason, Findings = [.. (application.Findings ?? []).Select(Of)] }
            : null,
    };

    public static ApplicationsMessage Of(ApplicationList list) => new() { Applications = [.. list.Applications.Select(Of)] };

    public static OptionsMessage Of(ApplicationOptions options) => new()
    {
        MayApply = options.MayApply is null,
        Problem = options.MayApply?.ToProblem(),
        Ways = options.Ways,
        OpenApplication = options.Open is { } open ? Of(open) : null,
        Issued = options.Issued,
        ReplacePhotoFrom = Out(options.ReplaceFrom),
    };

    public static LicenceCodeMessage Of(LicenceCode code) => new()
    {
        Code = code.Text,
        GeneratedAt = ServiceClock.Out(code.IssuedAt),
        ExpiresAt = ServiceClock.Out(code.ExpiresAt),
        RefreshAfterSeconds = CodeLimits.CodeLifetimeSeconds,
        CheckValidUntil = ServiceClock.Out(code.CheckValidUntil),
    };

    public static LicenceGrantMessage Of(LicenceGrant grant) => new()
    {
        Grant = Base64Url.EncodeToString(grant.Grant),
        EndsAt = ServiceClock.Out(grant.EndsAt),
        RefreshAfterSeconds = CodeLimits.CodeLifetimeSeconds,
    };

    public static DisplayMessage Of(LicenceDisplay display) => new()
    {
        GeneratedAt = ServiceClock.Out(display.GeneratedAt),
        Code = Of(display.Code),
        Colour = display.Colour,
        Name = display.Name,
        MaskedDocumentNumber = display.MaskedNumber,
        Licence = new FiledLicenceMessage
        {
            ArchiveNumber = display.ArchiveNumber,
            Classes = display.Classes,
            Authority = display.Authority,
            ValidFrom = ServiceClock.Out(display.ValidFrom),
            ValidUntil = ServiceClock.Out(display.ValidUntil),
            PhotoOnFile = display.PhotoOnFile,
        },
        Photo = display.Photo,
        Statuses = [.. display.Statuses.Select(Of)],
        HolderText = display.HolderText?.En,
        HolderTextZhCn = display.HolderText?.Zh,
        PaperNeeded = display.PaperText is not null,
        PaperText = display.PaperText?.En,
        PaperTextZhCn = display.PaperText?.Zh,
    };

    public static DriverChangeMessage Of(DriverChange change) =>
        new() { Generation = change.Generation, MustApplyAgain = change.MustApplyAgain };

    public static PurposesMessage Purposes { get; } = new()
    {
        Purposes =
        [
            .. LicencePurposes.All.Select(purpose => new PurposeMessage
            {
                Code = purpose.Code,
                Text = purpose.En,
                TextZhCn = purpose.Zh,
                Served = purpose.Served,
                PaperNeeded = purpose.PaperNeeded,
            }),
        ],
    };

    public static DriverReference ReferenceOf(DriverMessage driver) => new(driver.DocumentType, driver.DocumentNumber);

    public static IReadOnlyList<StatusEntry> EntriesOf(StatusesMessage message) =>
    [
        .. message.Statuses.Select(entry => new StatusEntry(entry.Status, entry.Reason, entry.PaperNeeded, UnixTime.From(entry.From),
            entry.Until is { } until ? UnixTime.From(until) : StatusEntry.NoEnd)),
    ];

    public static Renewal RenewalOf(RenewalMessage message) => new(message.Classes, message.Authority,
        message.ValidFrom is { } from ? UnixTime.From(from) : null, message.ValidUntil is { } until ? UnixTime.From(until) : null);

    private static FindingMessage Of(PhotoFinding finding) => new()
    {
        Finding = finding,
        Text = PhotoFindings.Text(finding).En,
        TextZhCn = PhotoFindings.Text(finding).Zh,
    };

    private static StatusMessage Of(StatusEntry entry)
    {
        var name = LicenceStatuses.EffectOf(entry.Status).Name;
        return new StatusMessage
        {
            Status = entry.Status,
            Text = name.En,
            TextZhCn = name.Zh,
            Reason = entry.Reason,
            From = ServiceClock.Out(entry.From),
            Until = entry.Until == StatusEntry.NoEnd ? null : ServiceClock.Out(entry.Until),
            PaperNeeded = entry.PaperNeeded,
        };
    }

    private static DateTimeOffset? Out(UnixTime? instant) => instant is { } at ? ServiceClock.Out(at) : null;
}
