using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TempIdentity.GateAgent.Texts;
using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Services.Http;
using TempIdentity.Simulator.Services.Licence;
using TempIdentity.Simulator.Services.Licence.Drivers;
using TempIdentity.Simulator.Services.Ticketing;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Services;

/// <summary>
/// What a tester's phones begin with: people whom nobody had before, and tickets bought for them at the counter. Thread-safe.
/// </summary>
/// <param name="published">A ticket was sold: gates are to know of it at once.</param>
internal sealed class PeopleEndpoints(
    PeoplePool pool, LicenceService licences, TicketService tickets, RealPersonCheck check, Action<UnixTime> published)
{
    /// <summary>The station whose gates tickets are bought for.</summary>
    public const string Station = "VNP";

    /// <summary>People and tickets that one address asks for in a minute, each.</summary>
    public static readonly AttemptLimit Limit = new(AttemptsMax: 600, WindowSeconds: 60);

    private readonly AttemptLimiter<(string Client, string What)> _limiter = new(Limit);
    private readonly TicketNow _counter = new(tickets);

    /// <summary>Puts the addresses under <c>/simulation/v1</c>.</summary>
    public void Map(RouteGroupBuilder group, ServiceClock clock)
    {
        group.MapPost("/people", (HttpContext http, NewPersonRequest body) =>
                Person(body, Bearer.ClientOf(http), clock.Now).ToResult(Message, StatusCodes.Status201Created))
            .Describe("newPerson", "A synthetic person whom nobody had before", "领取一名模拟人员")
            .Produces<NewPersonMessage>(StatusCodes.Status201Created).Refuses(409, 429);
        group.MapPost("/tickets", (HttpContext http, TicketRequest body) =>
                Ticket(body, Bearer.ClientOf(http), clock.Now).ToResult(TicketAnswers.Of, StatusCodes.Status201Created))
            .Describe("buyTicket", "Buy a ticket that is good at this station now, at any hour", "购买此刻可用的车票")
            .Produces<TicketMessage>(StatusCodes.Status201Created).Refuses(404, 409, 422, 429);
    }

    private Answer<NewPersonMessage> Person(NewPersonRequest wanted, string client, UnixTime now)
    {
        var licence = wanted.Kind == NewPersonRequest.Licence;
        var fits = wanted.Group switch
        {
            PersonGroup.Adult => licence || wanted.Kind == NewPersonRequest.RideId,
            PersonGroup.Minor => wanted.Kind == NewPersonRequest.RideId,
            PersonGroup.Officer => licence,
        };
        if (!fits) return CommonRefusals.For(CommonRefusal.MalformedRequest);
        if (_limiter.Take((client, "people"), now) is { } tooMany) return tooMany;
        if (pool.Next(wanted.Group) is not { } person) return NobodyLeft;
        if (!licence) return Of(person, null);
        var record = StandardDrivers.Of(person.Identity, person.ArchiveNumber, person.PhoneNumber[^1] - '0', now);
        licences.AddDriver(record, now);
        return Of(person, record);
    }

    private Answer<StoredTicket> Ticket(TicketRequest wanted, string client, UnixTime now)
    {
        var number = ResidentCardNumber.Normalise(wanted.Number);
        if (!ResidentCardNumber.IsValid(number)) return CommonRefusals.For(CommonRefusal.DocumentNumberMalformed);
        if (_limiter.Take((client, "tickets"), now) is { } tooMany) return tooMany;
        var traveller = new Identity(DocumentType.ResidentIdentityCard, number, PersonalFields.NormaliseName(wanted.Name));
        if (check.Check(traveller, CameraCapture.Pass) != CameraResult.Pass) return NotSynthetic;
        var sold = wanted.Use switch
        {
            TicketUse.Entry => _counter.ToEnter(traveller, Station, now),
            TicketUse.Exit => _counter.ToLeave(traveller, Station, now),
        };
        if (sold.Value is not null) published(now);
        return sold;
    }

    private static NewPersonMessage Of(NewPerson person, DriverRecord? driver) => new()
    {
        Name = person.Identity.Name,
        DocumentType = person.Identity.Document,
        Number = person.Identity.Number,
        PhoneNumber = person.PhoneNumber,
        ArchiveNumber = driver?.ArchiveNumber,
        Classes = driver?.Classes,
    };

    private static NewPersonMessage Message(NewPersonMessage message) => message;

    private static ServiceRefusal NobodyLeft => new("nobody_left", StatusCodes.Status409Conflict,
        new BilingualText("Every synthetic person was given out", "模拟人员已全部领取"),
        new BilingualText("Start the services with another --data directory", "请使用新的 --data 目录重新启动服务"));

    private static ServiceRefusal NotSynthetic => new("person_unknown", StatusCodes.Status404NotFound,
        new BilingualText("The simulated registers know nobody of this number and name", "模拟登记中没有该证件号码和姓名的人员"),
        new BilingualText("Take the person from /simulation/v1/people; never type a real person's number",
            "请从 /simulation/v1/people 领取人员；请勿填写真实人员的证件号码"));
}
