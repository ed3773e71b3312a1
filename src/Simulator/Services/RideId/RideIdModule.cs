using System.Buffers.Text;
using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TempIdentity.Simulator.Services.Http;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Services.RideId;

/// <summary>
/// The ride-ID issuer over HTTP: reads a request, reads the clock once, asks the service, writes its answer. Thread-safe.
/// </summary>
internal sealed class RideIdModule(RideIdService service, ServiceClock clock, OperatorToken staff) : IServiceModule
{
    public ServiceDocument Document { get; } = new("ride-id", "Electronic temporary ride ID",
        "Apply, pass the real-person check, show a code (R1–R14, R17) / 电子临时乘车身份证明：申请、实人核验、出示");

    public IJsonTypeInfoResolver Json => RideIdJson.Default;

    public void Map(RouteGroupBuilder group)
    {
        MapSessions(group);
        MapApplications(group);
        MapCertificate(group);
        MapOperator(group);
    }

    private void MapSessions(RouteGroupBuilder group)
    {
        group.MapPost("/sessions", (HttpContext http) =>
                service.OpenSession(Bearer.ClientOf(http), clock.Now).ToResult(RideIdAnswers.Of, StatusCodes.Status201Created))
            .Describe("openSession", "Open the app without signing in", "不登录使用")
            .Produces<SessionMessage>(StatusCodes.Status201Created).Refuses(429);
        group.MapPost("/registrations", (HttpContext http, RegistrationMessage body) =>
                service.Accounts.Register(
                    new RegistrationRequest(new Identity(body.DocumentType, body.IdNumber, body.Name), body.Phone, null, body.Password),
                    Bearer.ClientOf(http), clock.Now).ToResult(RideIdAnswers.Of, StatusCodes.Status202Accepted))
            .Describe("register", "Register; the answer is the same whether the phone is known or not", "注册")
            .Produces<RegistrationStartedMessage>(StatusCodes.Status202Accepted).Refuses(422, 429);
        group.MapPost("/registrations/{registrationId}/confirmation", (string registrationId, SmsCodeMessage body) =>
                service.Accounts.Confirm(registrationId, body.Code, clock.Now).ToResult(RideIdAnswers.Of, StatusCodes.Status201Created))
            .Describe("confirmRegistration", "Confirm a registration with its SMS code", "填写短信验证码")
            .Produces<SessionMessage>(StatusCodes.Status201Created).Refuses(403);
        group.MapPost("/sign-in", (HttpContext http, SignInMessage body) =>
                service.Accounts.SignIn(body.Phone, body.Password, Bearer.ClientOf(http), clock.Now)
                    .ToResult(RideIdAnswers.Of, StatusCodes.Status201Created))
            .Describe("signIn", "Sign in; the new session needs a real-person check (R12)", "登录")
            .Produces<SessionMessage>(StatusCodes.Status201Created).Refuses(401, 429);
        Done(group.MapPost("/sign-out", (HttpContext http) => Do(http, service.SignOut)),
            "signOut", "Sign out (R12)", "退出登录");
        Done(group.MapPost("/page/close", (HttpContext http) => Do(http, (session, _) => service.ClosePage(session))),
            "closePage", "The certificate's page was closed (R11)", "关闭页面");
        Done(group.MapPost("/cache/clear", (HttpContext http) => Do(http, (session, _) => service.ClearCache(session))),
            "clearCache", "The app's cache was cleared (R12)", "清理缓存");
    }

    private void MapApplications(RouteGroupBuilder group)
    {
        group.MapGet("/account", (HttpContext http) => Ask(http, (session, _) => session.Account is { } account
                ? TypedResults.Json(RideIdAnswers.Of(service.Accounts.Details(account)))
                : CommonRefusals.For(CommonRefusal.SignInRequired).ToResult()))
            .Describe("readAccount", "What an application's page fills in (R1)", "自动显示的身份信息")
            .Produces<AccountMessage>().Needs(TokenKind.Session).Refuses(403);
        group.MapPost("/applications", (HttpContext http, ApplicationMessage body) => Ask(http, (session, now) =>
                service.Apply(session, RideIdAnswers.FormOf(body), Bearer.ClientOf(http), now)
                    .ToResult(RideIdAnswers.Of, StatusCodes.Status201Created)))
            .Describe("apply", "Apply (R1–R4); the real-person check comes next", "申请")
            .Produces<ApplicationReceiptMessage>(StatusCodes.Status201Created).Needs(TokenKind.Session).Refuses(422, 429);
        group.MapPost("/applications/{applicationId}/check", (HttpContext http, string applicationId, CheckMessage body) =>
                Ask(http, (session, now) => service.Check(session, applicationId, body.Camera, now).ToResult(RideIdAnswers.Of)))
            .Describe("checkApplication", "Pass the real-person check and learn the result (R5–R8)", "实人核验并查看审核结果")
            .Produces<CertificateMessage>().Needs(TokenKind.Session).Refuses(403, 404, 408, 410, 429);
    }

    private void MapCertificate(RouteGroupBuilder group)
    {
        group.MapGet("/certificate", (HttpContext http) =>
                Ask(http, (session, now) => service.View(session, now).ToResult(RideIdAnswers.Of)))
            .Describe("viewCertificate", "The session's certificate (R8, R11, R12)", "查看证明")
            .Produces<CertificateMessage>().Needs(TokenKind.Session).Refuses(403, 404, 410);
        group.MapPost("/certificate/check", (HttpContext http, CheckMessage body) =>
                Ask(http, (session, now) => service.CheckAgain(session, body.Camera, now).ToResult(RideIdAnswers.Of)))
            .Describe("checkAgain", "Pass the real-person check again; never counted (R8, R10–R12)", "再次实人核验")
            .Produces<CertificateMessage>().Needs(TokenKind.Session).Refuses(403, 404, 408, 410, 429);
        group.MapPost("/certificate/codes", (HttpContext http, CodeRequestMessage body) =>
                Ask(http, (session, now) => service.Code(session, body.Algorithm, now).ToResult(RideIdAnswers.Of)))
            .Describe("issueCode", "A code of 60 seconds (R9)", "获取二维码")
            .Produces<CodeMessage>().Needs(TokenKind.Session).Refuses(403, 404, 410, 429);
        group.MapPost("/certificate/grants", (HttpContext http, GrantRequestMessage body) =>
                Ask(http, (session, now) => Grant(session, body, now)))
            .Describe("issueGrant", "A grant of at most 30 minutes that names the phone's key (R10)", "获取绑定授权")
            .Produces<GrantMessage>().Needs(TokenKind.Session).Refuses(403, 404, 410, 422, 429);
        group.MapGet("/notices", (HttpContext http) => Ask(http, (session, _) => session.Account is { } account
                ? TypedResults.Json(RideIdAnswers.NoticesOf(service.Outbox.NoticesOf(account)))
                : CommonRefusals.For(CommonRefusal.SignInRequired).ToResult()))
            .Describe("readNotices", "Notices in the app, newest first", "应用内通知")
            .Produces<NoticesMessage>().Needs(TokenKind.Session).Refuses(403);
    }

    private void MapOperator(RouteGroupBuilder group)
    {
        group.MapGet("/operator/certificates/{certificateId}", (HttpContext http, string certificateId) => staff.Guard(http, () =>
                IdOf(certificateId) is { } id && service.Find(id) is { } row
                    ? TypedResults.Json(RideIdAnswers.Of(row))
                    : CommonRefusals.For(CommonRefusal.NotFound).ToResult()))
            .Describe("readCertificateStatus", "A certificate's status", "查询证明状态")
            .Produces<CertificateStatusMessage>().Needs(TokenKind.Operator).Refuses(404);
        group.MapPost("/operator/certificates/{certificateId}/revocation",
                (HttpContext http, string certificateId, RevocationRequestMessage body) => staff.Guard(http, () =>
                    IdOf(certificateId) is { } id
                        ? service.Revoke(id, body.Reason, clock.Now).ToResult(_ => RideIdAnswers.Of(service.Find(id)!))
                        : CommonRefusals.For(CommonRefusal.NotFound).ToResult()))
            .Describe("revokeCertificate", "Revoke a certificate; the status list tells the gates", "撤销证明")
            .Produces<CertificateStatusMessage>().Needs(TokenKind.Operator).Refuses(404);
        group.MapGet("/simulation/outbox", (long? after) => TypedResults.Json(RideIdAnswers.PageOf(service.Outbox.Read(after ?? 0))))
            .Describe("readOutbox", "Simulation: SMS and notices as sent, oldest first", "模拟：已发送的短信与通知")
            .Produces<OutboxPageMessage>().Refuses();
    }

    private IResult Grant(Session session, GrantRequestMessage body, UnixTime now)
    {
        if (body.HolderKey.Length > GrantRequestMessage.HolderKeyCharsMax || !Base64Url.IsValid(body.HolderKey)
            || !PublicKey.TryImport(body.HolderAlgorithm, Base64Url.DecodeFromChars(body.HolderKey), out var holder))
            return RideIdRefusals.For(RideIdRefusal.HolderKeyRefused).ToResult();
        return service.Grant(session, holder, now).ToResult(RideIdAnswers.Of);
    }

    private IResult Ask(HttpContext http, Func<Session, UnixTime, IResult> answer)
    {
        var now = clock.Now;
        return Bearer.WithSession(http, service.Sessions, now, session => answer(session, now));
    }

    private IResult Do(HttpContext http, Action<Session, UnixTime> act) => Ask(http, (session, now) =>
    {
        act(session, now);
        return TypedResults.NoContent();
    });

    private static void Done(RouteHandlerBuilder route, string operationId, string summaryEn, string summaryZh) =>
        route.Describe(operationId, summaryEn, summaryZh).Produces(StatusCodes.Status204NoContent).Needs(TokenKind.Session).Refuses();

    private static CredentialId? IdOf(string text) =>
        text.Length == 16 && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? new CredentialId(value)
            : null;
}
