using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TempIdentity.Simulator.HeadOffice;
using TempIdentity.Simulator.Services.Http;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Services.Ticketing;

/// <summary>
/// The ticket office over HTTP: reads a request, reads the clock once, asks the counter, writes its answer. Codes travel in bodies, never
/// in addresses. Thread-safe.
/// </summary>
/// <param name="desks">The token of the counters.</param>
/// <param name="staff">The operator's token: head office's side.</param>
internal sealed class TicketModule(TicketCounter counter, ServiceClock clock, OperatorToken desks, OperatorToken staff) : IServiceModule
{
    private readonly Timetable _timetable = counter.Service.Timetable;

    public ServiceDocument Document { get; } = new("tickets", "Ticket office",
        "Trains, sale, refund and change against a ride ID (R15, R16) / 票务：车次查询，凭证明售票、退票、改签");

    public IJsonTypeInfoResolver Json => TicketJson.Default;

    public void Map(RouteGroupBuilder group)
    {
        MapTimetable(group);
        MapSales(group);
        MapAfterSales(group);
        MapOperator(group);
    }

    private void MapTimetable(RouteGroupBuilder group)
    {
        group.MapGet("/stations", () =>
                TypedResults.Json(new StationsMessage { Stations = [.. _timetable.Stations.Select(TicketAnswers.Of)] }))
            .Describe("listStations", "All stations", "车站列表").Produces<StationsMessage>().Refuses();
        group.MapGet("/trains", (string origin, string destination, DateOnly date) => Trains(origin, destination, date))
            .Describe("listTrains", "Trains between two stations on a day, by departure", "车次查询")
            .Produces<TrainsMessage>().Refuses(404);
        group.MapGet("/products", () =>
                TypedResults.Json(new ProductsMessage { Products = [.. _timetable.Products.Select(TicketAnswers.Of)] }))
            .Describe("listProducts", "Multi-ride and period tickets (R15)", "计次票、定期票列表").Produces<ProductsMessage>().Refuses();
    }

    private void MapSales(RouteGroupBuilder group)
    {
        group.MapPost("/sales", (HttpContext http, SaleMessage body) => Desk(http, (client, now) =>
                TicketAnswers.DayOf(body.Date) is { } day
                    ? counter.Sell(new DeskScan(body.Code, body.Station), new JourneyChoice(body.Train, day, body.Origin, body.Destination),
                        client, now).ToResult(TicketAnswers.Of, StatusCodes.Status201Created)
                    : Malformed))
            .Describe("sellTicket", "Sell a ticket to whoever shows this code (R16)", "售票")
            .Produces<TicketMessage>(StatusCodes.Status201Created).Needs(TokenKind.Desk).Refuses(403, 404, 409, 429);
        group.MapPost("/product-sales", (HttpContext http, ProductSaleMessage body) => Desk(http, (client, now) =>
                TicketAnswers.DayOf(body.FirstDate) is { } day
                    ? counter.SellProduct(new DeskScan(body.Code, body.Station), body.Product, day, client, now)
                        .ToResult(TicketAnswers.Of, StatusCodes.Status201Created)
                    : Malformed))
            .Describe("sellProduct", "Sell a multi-ride or period ticket to whoever shows this code (R15, R16)", "计次票、定期票售票")
            .Produces<TicketMessage>(StatusCodes.Status201Created).Needs(TokenKind.Desk).Refuses(403, 404, 409, 429);
    }

    private void MapAfterSales(RouteGroupBuilder group)
    {
        group.MapPost("/refunds", (HttpContext http, RefundMessage body) => Desk(http, (client, now) =>
                TicketAnswers.IdOf(body.TicketId) is { } ticket
                    ? counter.Refund(new DeskScan(body.Code, body.Station), ticket, client, now).ToResult(TicketAnswers.Of)
                    : Malformed))
            .Describe("refundTicket", "Refund a ticket of whoever shows this code (R16)", "退票")
            .Produces<TicketMessage>().Needs(TokenKind.Desk).Refuses(403, 404, 409, 429);
        group.MapPost("/changes", (HttpContext http, ChangeMessage body) => Desk(http, (client, now) =>
                TicketAnswers.IdOf(body.TicketId) is { } ticket && TicketAnswers.DayOf(body.Date) is { } day
                    ? counter.Change(new DeskScan(body.Code, body.Station), ticket,
                        new JourneyChoice(body.Train, day, body.Origin, body.Destination), client, now).ToResult(TicketAnswers.Of)
                    : Malformed))
            .Describe("changeTicket", "Change a ticket of whoever shows this code to another train (R16)", "改签")
            .Produces<TicketMessage>().Needs(TokenKind.Desk).Refuses(403, 404, 409, 429);
        group.MapPost("/traveller-tickets", (HttpContext http, TravellerMessage body) => Desk(http, (client, now) =>
                counter.TicketsOf(new DeskScan(body.Code, body.Station), client, now)
                    .ToResult(tickets => new TicketsMessage { Tickets = [.. tickets.Select(TicketAnswers.Of)] })))
            .Describe("listTickets", "The tickets of whoever shows this code (R16)", "查询本人车票")
            .Produces<TicketsMessage>().Needs(TokenKind.Desk).Refuses(403, 404, 429);
    }

    private void MapOperator(RouteGroupBuilder group)
    {
        group.MapPost("/operator/grants", (HttpContext http, GrantsMessage body) => staff.Guard(http, () => TakeGrants(body)))
            .Describe("takeGrants", "Head office tells which tickets were let through", "接收放行记录")
            .Produces<GrantsTakenMessage>().Needs(TokenKind.Operator).Refuses();
        group.MapGet("/operator/wrong-grants", (HttpContext http) => staff.Guard(http, () => TypedResults.Json(
                new WrongGrantsMessage { WrongGrants = [.. counter.Service.Reconcile().Select(TicketAnswers.Of)] })))
            .Describe("listWrongGrants", "Grants of tickets that had been refunded or changed before the scan", "退票后放行核对")
            .Produces<WrongGrantsMessage>().Needs(TokenKind.Operator).Refuses();
    }

    private IResult Trains(string origin, string destination, DateOnly date)
    {
        if (_timetable.FindStation(origin) is null || _timetable.FindStation(destination) is null)
            return TicketRefusals.For(TicketRefusal.UnknownStation).ToResult();
        if (TicketAnswers.DayOf(date) is not { } day) return Malformed;
        return TypedResults.Json(new TrainsMessage
        {
            Trains =
            [
                .. _timetable.Journeys(day, origin, destination).Select(journey => TicketAnswers.Of(
                    journey, counter.Service.FreeSeats(new JourneyChoice(journey.Train.Number, day, origin, destination)) ?? 0)),
            ],
        });
    }

    private IResult TakeGrants(GrantsMessage body)
    {
        var grants = body.Grants.Select(TicketAnswers.GrantOf).OfType<TicketGrant>().ToArray();
        return grants.Length == body.Grants.Count && grants.Length <= TicketLimits.GrantsMax
            ? TypedResults.Json(new GrantsTakenMessage { Taken = counter.TakeGrants(grants) })
            : Malformed;
    }

    private IResult Desk(HttpContext http, Func<string, UnixTime, IResult> answer) =>
        desks.Guard(http, () => answer(Bearer.ClientOf(http), clock.Now));

    private static IResult Malformed => CommonRefusals.For(CommonRefusal.MalformedRequest).ToResult();
}
