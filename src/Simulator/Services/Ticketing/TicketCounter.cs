using TempIdentity.Simulator.HeadOffice;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Services.Ticketing;

/// <summary>What a clerk scanned, and where.</summary>
/// <param name="Code">The traveller's code, just shown.</param>
/// <param name="Station">The desk's station.</param>
internal sealed record DeskScan(string Code, string Station)
{
    /// <summary>Never the code.</summary>
    public override string ToString() => $"DeskScan({Station})";
}

/// <summary>
/// A clerk's work at the counter (R16): scan the traveller's code, then sell, refund or change. Whose ticket it is comes from the code; no
/// request carries a document's number. Thread-safe.
/// </summary>
internal sealed class TicketCounter(TicketDesk desk, TicketService service)
{
    /// <summary>Scans of one desk in a minute.</summary>
    public static readonly AttemptLimit Limit = new(AttemptsMax: 120, WindowSeconds: 60);

    private readonly AttemptLimiter<string> _limiter = new(Limit);

    public TicketService Service => service;

    /// <param name="client">Which desk asks, for the limit.</param>
    public Answer<StoredTicket> Sell(DeskScan scan, JourneyChoice wanted, string client, UnixTime now) =>
        For(scan, client, now, traveller => service.Sell(traveller, wanted, now));

    /// <inheritdoc cref="Sell"/>
    public Answer<StoredTicket> SellProduct(DeskScan scan, string product, ServiceDay first, string client, UnixTime now) =>
        For(scan, client, now, traveller => service.SellProduct(traveller, product, first, now));

    /// <inheritdoc cref="Sell"/>
    public Answer<StoredTicket> Refund(DeskScan scan, ulong ticket, string client, UnixTime now) =>
        For(scan, client, now, traveller => service.Refund(traveller, ticket, now));

    /// <inheritdoc cref="Sell"/>
    public Answer<StoredTicket> Change(DeskScan scan, ulong ticket, JourneyChoice wanted, string client, UnixTime now) =>
        For(scan, client, now, traveller => service.Change(traveller, ticket, wanted, now));

    /// <inheritdoc cref="Sell"/>
    public Answer<IReadOnlyList<StoredTicket>> TicketsOf(DeskScan scan, string client, UnixTime now) =>
        For(scan, client, now, traveller => Answer<IReadOnlyList<StoredTicket>>.Of(service.TicketsOf(traveller)));

    /// <summary>Takes head office's grants and gives the number of new ones.</summary>
    public int TakeGrants(IReadOnlyList<TicketGrant> grants) => service.TakeGrants(grants);

    private Answer<T> For<T>(DeskScan scan, string client, UnixTime now, Func<Identity, Answer<T>> work) where T : class
    {
        if (_limiter.Take(client, now) is { } limited) return limited;
        if (service.Timetable.FindStation(scan.Station) is null) return TicketRefusals.For(TicketRefusal.UnknownStation);
        var who = desk.Identify(scan.Code, scan.Station, now);
        return who.Value is { } traveller ? work(traveller) : who.Refusal!;
    }
}
