using System.Buffers.Text;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TempIdentity.Simulator.Services.Http;
using TempIdentity.Simulator.Services.Licence.Store;
using TempIdentity.Simulator.Services.RideId;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Services.Licence.Http;

/// <summary>
/// The licence issuer over HTTP: reads a request, reads the clock once, asks the service, writes its answer. Thread-safe.
/// </summary>
internal sealed partial class LicenceModule(LicenceService service, ServiceClock clock, OperatorToken staff) : IServiceModule
{
    public ServiceDocument Document { get; } = new("licence", "Electronic driving licence",
        "Register, file the licence, apply, show it live (L1–L16) / 电子驾驶证：注册、备案、申领、出示");

    public IJsonTypeInfoResolver Json => LicenceJson.Default;

    public void Map(RouteGroupBuilder group)
    {
        MapAccounts(group);
        MapFiling(group);
        MapPhotos(group);
        MapApplications(group);
        MapDisplay(group);
        MapOperator(group);
        MapDrivers(group);
    }

    private void MapAccounts(RouteGroupBuilder group)
    {
        group.MapPost("/registrations", (HttpContext http, LicenceRegistrationMessage body) =>
                service.Register(
                    new RegistrationRequest(
                        new Identity(body.DocumentType, body.DocumentNumber, body.Name), body.Phone, body.Address, body.Password),
                    Bearer.ClientOf(http), clock.Now).ToResult(RideIdAnswers.Of, StatusCodes.Status202Accepted))
            .Describe("register", "Register with a document of L1; the answer is the same whether it is known or not", "注册")
            .Produces<RegistrationStartedMessage>(StatusCodes.Status202Accepted).Refuses(422, 429);
        group.MapPost("/registrations/{registrationId}/confirmation", (string registrationId, SmsCodeMessage body) =>
                service.Accounts.Confirm(registrationId, body.Code, clock.Now).ToResult(RideIdAnswers.Of, StatusCodes.Status201Created))
            .Describe("confirmRegistration", "Confirm a registration with its SMS code", "填写短信验证码")
            .Produces<SessionMessage>(StatusCodes.Status201Created).Refuses(403);
        group.MapPost("/sign-in", (HttpContext http, SignInMessage body) =>
                service.Accounts.SignIn(body.Phone, body.Password, Bearer.ClientOf(http), clock.Now)
                    .ToResult(RideIdAnswers.Of, StatusCodes.Status201Created))
            .Describe("signIn", "Sign in; the new session needs a real-person check", "登录")
            .Produces<SessionMessage>(StatusCodes.Status201Created).Refuses(401, 429);
        group.MapPost("/sign-out", (HttpContext http) => Ask(http, (session, now) =>
            {
                service.Accounts.SignOut(session, now);
                return TypedResults.NoContent();
            }))
            .Describe("signOut", "Sign out", "退出登录").Produces(StatusCodes.Status204NoContent).Needs(TokenKind.Session).Refuses();
        group.MapPost("/real-person-checks", (HttpContext http, CheckMessage body) =>
                Ask(http, (session, now) => service.Check(session, body.Camera, now).ToResult(LicenceAnswers.Of)))
            .Describe("passRealPersonCheck", "Pass the real-person check; it holds 30 minutes in this session (L4)", "实人认证")
            .Produces<PassedCheckMessage>().Needs(TokenKind.Session).Refuses(403, 429);
        group.MapGet("/notices", (HttpContext http) => Ask(http, Notices))
            .Describe("readNotices", "Notices in the app, newest first (L5)", "应用内通知")
            .Produces<NoticesMessage>().Needs(TokenKind.Session).Refuses(403);
    }

    private void MapFiling(RouteGroupBuilder group)
    {
        group.MapPost("/filing", (HttpContext http, FilingMessage body) =>
                Ask(http, (session, now) => service.File(session, body.ArchiveNumber, now).ToResult(LicenceAnswers.Of)))
            .Describe("fileLicence", "File the licence with its archive number (L2)", "备案驾驶证")
            .Produces<FiledLicenceMessage>().Needs(TokenKind.Session).Refuses(403, 422, 429);
        group.MapGet("/filing", (HttpContext http) =>
                Ask(http, (session, now) => service.Filed(session, now).ToResult(LicenceAnswers.Of)))
            .Describe("readFiling", "The licence that is filed", "查看备案的驾驶证")
            .Produces<FiledLicenceMessage>().Needs(TokenKind.Session).Refuses(403, 409);
        group.MapGet("/purposes", () => TypedResults.Json(LicenceAnswers.Purposes))
            .Describe("readPurposes", "What the electronic licence serves (L15)", "使用场景")
            .Produces<PurposesMessage>().Refuses();
    }

    private void MapApplications(RouteGroupBuilder group)
    {
        group.MapGet("/application-options", (HttpContext http) =>
                Ask(http, (session, now) => service.Options(session, now).ToResult(LicenceAnswers.Of)))
            .Describe("readApplicationOptions", "Whether one may apply, and with which photos (L3, L8–L13)", "申领条件")
            .Produces<OptionsMessage>().Needs(TokenKind.Session).Refuses(403, 409);
        group.MapPost("/applications", (HttpContext http, LicenceApplicationMessage body) => Ask(http, (session, now) =>
                service.Apply(session,
                    new ApplicationRequest(ApplicationKind.Licence, body.Way, body.PhotoId, body.SimulatedFindings), now)
                    .ToResult(LicenceAnswers.Of, StatusCodes.Status201Created)))
            .Describe("apply", "Apply; issued at once (L4), or reviewed within one working day (L5)", "申领")
            .Produces<ApplicationMessage>(StatusCodes.Status201Created).Needs(TokenKind.Session).Refuses(403, 404, 409, 429);
        group.MapPost("/photo-replacements", (HttpContext http, PhotoReplacementMessage body) => Ask(http, (session, now) =>
                service.Apply(session,
                    new ApplicationRequest(ApplicationKind.PhotoReplacement, body.Way, body.PhotoId, body.SimulatedFindings), now)
                    .ToResult(LicenceAnswers.Of, StatusCodes.Status201Created)))
            .Describe("replacePhoto", "Replace the photo, once in six months (L7)", "换照片")
            .Produces<ApplicationMessage>(StatusCodes.Status201Created).Needs(TokenKind.Session).Refuses(403, 404, 409, 422, 429);
        group.MapGet("/applications", (HttpContext http) =>
                Ask(http, (session, now) => service.Applications(session, now).ToResult(LicenceAnswers.Of)))
            .Describe("readApplications", "The user's applications, newest first", "申请进度")
            .Produces<ApplicationsMessage>().Needs(TokenKind.Session).Refuses(403, 409);
    }

    private void MapDisplay(RouteGroupBuilder group)
    {
        group.MapPost("/licence/display", (HttpContext http, CodeRequestMessage body) =>
                Ask(http, (session, now) => service.Show(session, body.Algorithm, now).ToResult(LicenceAnswers.Of)))
            .Describe("showLicence", "The electronic licence with a fresh code (L8–L16)", "出示驾驶证电子版")
            .Produces<DisplayMessage>().Needs(TokenKind.Session).Refuses(403, 409, 429);
        group.MapPost("/licence/codes", (HttpContext http, CodeRequestMessage body) =>
                Ask(http, (session, now) => service.Code(session, body.Algorithm, now).ToResult(LicenceAnswers.Of)))
            .Describe("issueCode", "A code of 60 seconds", "刷新二维码")
            .Produces<LicenceCodeMessage>().Needs(TokenKind.Session).Refuses(403, 409, 429);
        group.MapPost("/licence/grants", (HttpContext http, GrantRequestMessage body) =>
                Ask(http, (session, now) => Grant(session, body, now)))
            .Describe("issueGrant", "A grant of at most 30 minutes that names the phone's key", "获取绑定授权")
            .Produces<LicenceGrantMessage>().Needs(TokenKind.Session).Refuses(403, 409, 422, 429);
    }

    private IResult Grant(Session session, GrantRequestMessage body, UnixTime now)
    {
        if (body.HolderKey.Length > GrantRequestMessage.HolderKeyCharsMax || !Base64Url.IsValid(body.HolderKey)
            || !PublicKey.TryImport(body.HolderAlgorithm, Base64Url.DecodeFromChars(body.HolderKey), out var holder))
            return LicenceRefusals.For(LicenceRefusal.HolderKeyMalformed).ToResult();
        return service.Grant(session, holder, now).ToResult(LicenceAnswers.Of);
    }

    private IResult Notices(Session session, UnixTime now)
    {
        service.Tick(now);
        return session.Account is { } account
            ? TypedResults.Json(RideIdAnswers.NoticesOf(service.Outbox.NoticesOf(account)))
            : CommonRefusals.For(CommonRefusal.SignInRequired).ToResult();
    }

    private IResult Ask(HttpContext http, Func<Session, UnixTime, IResult> answer)
    {
        var now = clock.Now;
        http.Response.Headers.CacheControl = "no-store";
        return Bearer.WithSession(http, service.Sessions, now, session => answer(session, now));
    }
}
