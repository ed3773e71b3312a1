using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using TempIdentity.Simulator.Services.Http;
using TempIdentity.Simulator.Services.RideId;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Services.Licence.Http;

/// <summary>What the police do, and the tester's outbox.</summary>
internal sealed partial class LicenceModule
{
    private void MapOperator(RouteGroupBuilder group)
    {
        group.MapGet("/operator/applications", (HttpContext http) => staff.Guard(http, () =>
                TypedResults.Json(LicenceAnswers.Of(new ApplicationList(service.Waiting(clock.Now))))))
            .Describe("readWaitingApplications", "Applications that wait for a review, the oldest first (L5)", "待审核申请")
            .Produces<ApplicationsMessage>().Needs(TokenKind.Operator).Refuses();
        group.MapPost("/operator/applications/{applicationId}/review",
                (HttpContext http, string applicationId, ReviewMessage body) => staff.Guard(http, () =>
                    service.Review(applicationId, body.Findings, clock.Now).ToResult(LicenceAnswers.Of)))
            .Describe("reviewApplication", "Review a photo: no findings, issued; else refused with all reasons (L5, L6)", "审核照片")
            .Produces<ApplicationMessage>().Needs(TokenKind.Operator).Refuses(409);
        group.MapGet("/simulation/outbox", (long? after) => Outbox(after ?? 0, clock.Now))
            .Describe("readOutbox", "Simulation: SMS and notices as sent, oldest first", "模拟：已发送的短信与通知")
            .Produces<OutboxPageMessage>().Refuses();
    }

    private void MapDrivers(RouteGroupBuilder group)
    {
        group.MapPost("/operator/drivers/statuses", (HttpContext http, StatusesMessage body) => staff.Guard(http, () => service
                .SetStatuses(LicenceAnswers.ReferenceOf(body.Driver), LicenceAnswers.EntriesOf(body), clock.Now)
                .ToResult(LicenceAnswers.Of)))
            .Describe("setStatuses", "Set all statuses of a licence, with reasons and times (L8–L11, L16)", "设置驾驶证状态")
            .Produces<DriverChangeMessage>().Needs(TokenKind.Operator).Refuses(404, 422);
        group.MapPost("/operator/drivers/renewal", (HttpContext http, RenewalMessage body) => staff.Guard(http, () => service
                .Renew(LicenceAnswers.ReferenceOf(body.Driver), LicenceAnswers.RenewalOf(body), clock.Now).ToResult(LicenceAnswers.Of)))
            .Describe("renewLicence", "Renew a licence (L12)", "换证")
            .Produces<DriverChangeMessage>().Needs(TokenKind.Operator).Refuses(404, 422);
        group.MapPost("/operator/drivers/transfer-in", (HttpContext http, TransferInMessage body) => staff.Guard(http, () => service
                .TransferIn(LicenceAnswers.ReferenceOf(body.Driver), body.Authority, body.ArchiveNumber, clock.Now)
                .ToResult(LicenceAnswers.Of)))
            .Describe("transferIn", "A transfer-in is done (L13)", "转入")
            .Produces<DriverChangeMessage>().Needs(TokenKind.Operator).Refuses(404, 422);
    }

    private JsonHttpResult<OutboxPageMessage> Outbox(long after, UnixTime now)
    {
        service.Tick(now);
        return TypedResults.Json(RideIdAnswers.PageOf(service.Outbox.Read(after)));
    }
}
