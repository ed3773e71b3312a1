using TempIdentity.GateAgent;
using TempIdentity.Simulator.HeadOffice;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Services.Ticketing;

/// <summary>A train between two stations, wanted on the day of departure from the first of them.</summary>
internal sealed record JourneyChoice(string Train, ServiceDay Day, string Origin, string Destination);

/// <summary>
/// The ticket office (售退改, R16): sells by the timetable, refunds and changes, and keeps the manifests' book in step. What it answers is
/// on disk first; what it sold is in the gates' next publication. Refusals are values. Thread-safe: one request at a time, so that nothing
/// is oversold.
/// </summary>
internal sealed class TicketService
{
    private readonly Lock _gate = new();
    private readonly TicketStore _store;
    private readonly TicketOffice _office;

    /// <summary>Takes up what an earlier run left: tickets of the day before <paramref name="now"/> and later go into the book.</summary>
    public TicketService(TicketStore store, TicketOffice office, Timetable timetable, UnixTime now)
    {
        _store = store;
        _office = office;
        Timetable = timetable;
        foreach (var (traveller, ticket) in store.From(ServiceDay.Of(now - ManifestBook.TailSeconds))) Put(traveller, ticket);
        var publications = store.Publications();
        office.Book.Restore(publications.Select(mark => mark.Revision).DefaultIfEmpty().Max(), publications);
        office.Book.Keep = store.Keep;
    }

    public Timetable Timetable { get; }

    /// <summary>Told after each sale, refund or change: gates are to learn of it.</summary>
    public Action Changed { get; init; } = () => { };

    /// <summary>Free seats of a train on the whole way; null when it does not go there on that day.</summary>
    public int? FreeSeats(JourneyChoice wanted) =>
        Find(wanted).Value is { } journey ? _store.InTransaction(() => Free(journey)) : null;

    /// <summary>Sells a ticket for one journey.</summary>
    public Answer<StoredTicket> Sell(Identity traveller, JourneyChoice wanted, UnixTime now)
    {
        var found = Find(wanted);
        if (found.Value is not { } journey) return found.Refusal!;
        if (TicketRules.OnSale(journey, Timetable, now) is { } refusal) return TicketRefusals.For(refusal);
        return Add(traveller, now, id => StoredTicket.Single(id, journey, now), () => Free(journey) > 0);
    }

    /// <summary>Sells a multi-ride or period ticket from a day on (R15).</summary>
    public Answer<StoredTicket> SellProduct(Identity traveller, string product, ServiceDay first, UnixTime now)
    {
        if (Timetable.FindProduct(product) is not { } found) return TicketRefusals.For(TicketRefusal.UnknownProduct);
        if (TicketRules.OnSale(first, Timetable, now) is { } refusal) return TicketRefusals.For(refusal);
        return Add(traveller, now, id => StoredTicket.Of(id, found, first, now), () => true);
    }

    /// <summary>Sells a ticket for any train, with windows of the seller's choice: for hours at which none runs.</summary>
    /// <param name="departs">From here the traveller is on the way, for the rule that nobody is on two trains at once.</param>
    /// <param name="arrives">Until here.</param>
    public Answer<StoredTicket> SellOpen(Identity traveller, DayJourney windows, UnixTime departs, UnixTime arrives, UnixTime now) =>
        Add(traveller, now, id => StoredTicket.Open(id, windows, departs, arrives, now), () => true);

    /// <summary>
    /// Refunds a traveller's ticket; gates learn of it with the next publication, and head office finds who was let in meanwhile.
    /// </summary>
    public Answer<StoredTicket> Refund(Identity traveller, ulong id, UnixTime now)
    {
        lock (_gate)
        {
            var answer = _store.InTransaction<Answer<StoredTicket>>(() =>
            {
                if (Own(traveller, id) is not { } ticket) return TicketRefusals.For(TicketRefusal.UnknownTicket);
                if (TicketRules.MayRefund(ticket, IsUsed(id), now) is { } refusal) return TicketRefusals.For(refusal);
                return Keep(ticket with { State = TicketState.Refunded, EndedAt = now }, now);
            });
            if (answer.Value is { } refunded) Put(traveller, refunded);
            return answer;
        }
    }

    /// <summary>Changes a traveller's ticket to another train: once, before departure. The ticket keeps its number.</summary>
    public Answer<StoredTicket> Change(Identity traveller, ulong id, JourneyChoice wanted, UnixTime now)
    {
        var found = Find(wanted);
        if (found.Value is not { } journey) return found.Refusal!;
        if (TicketRules.OnSale(journey, Timetable, now) is { } unsold) return TicketRefusals.For(unsold);
        lock (_gate)
        {
            StoredTicket? before = null;
            var answer = _store.InTransaction<Answer<StoredTicket>>(() =>
            {
                before = Own(traveller, id);
                if (before is null) return TicketRefusals.For(TicketRefusal.UnknownTicket);
                if (TicketRules.MayChange(before, journey, IsUsed(id), now) is { } refusal) return TicketRefusals.For(refusal);
                var after = before.ChangedTo(journey);
                var others = _store.TicketsOf(_store.KeyOf(traveller)).Where(other => other.Id != id).ToArray();
                if (TicketRules.FitsBeside(after, others) is { } conflict) return TicketRefusals.For(conflict);
                // A change within one run of a train needs no second seat on the legs that it has.
                if (Free(journey, without: before) <= 0) return TicketRefusals.For(TicketRefusal.SoldOut);
                return Keep(after, now);
            });
            if (answer.Value is { } changed)
            {
                Put(traveller, TicketRows.Left(before!, changed));
                Put(traveller, changed);
            }
            return answer;
        }
    }

    /// <summary>A traveller's tickets in the order of sale, refunded ones included.</summary>
    public IReadOnlyList<StoredTicket> TicketsOf(Identity traveller) =>
        _store.InTransaction(() => _store.TicketsOf(_store.KeyOf(traveller)));

    /// <summary>
    /// Takes head office's grants: rides used are taken off multi-ride and period tickets, and what was used is refunded no more. Grants
    /// known already change nothing. Gives the number of new ones.
    /// </summary>
    public int TakeGrants(IReadOnlyList<TicketGrant> grants)
    {
        lock (_gate)
        {
            var fresh = _store.InTransaction(() => grants.Where(_store.Add).ToArray());
            var rides = fresh.Where(grant => grant.Direction == Direction.Entry).Select(grant => grant.Ticket).Distinct();
            foreach (var id in rides)
                if (_store.InTransaction(() => _store.Find(id)) is { Ticket.Product: not null } used) Put(used.Traveller, used.Ticket);
            return fresh.Length;
        }
    }

    /// <summary>Grants, of all that head office has told, that should not have been.</summary>
    public IReadOnlyList<RefundFinding> Reconcile() =>
        _store.InTransaction(() => RefundReconciliation.Find(_store.Grants(), _store.Versions));

    private Answer<Journey> Find(JourneyChoice wanted)
    {
        if (Timetable.FindStation(wanted.Origin) is null || Timetable.FindStation(wanted.Destination) is null)
            return TicketRefusals.For(TicketRefusal.UnknownStation);
        return Timetable.FindJourney(wanted.Train, wanted.Day, wanted.Origin, wanted.Destination) is { } journey
            ? journey
            : TicketRefusals.For(TicketRefusal.UnknownTrain);
    }

    private Answer<StoredTicket> Add(Identity traveller, UnixTime now, Func<ulong, StoredTicket> make, Func<bool> hasSeat)
    {
        lock (_gate)
        {
            _office.Book.ForgetBefore(ServiceDay.Of(now - ManifestBook.TailSeconds));
            var answer = _store.InTransaction<Answer<StoredTicket>>(() =>
            {
                var person = _store.KeyOf(traveller);
                var ticket = make(NewId());
                if (TicketRules.FitsBeside(ticket, _store.TicketsOf(person)) is { } refusal) return TicketRefusals.For(refusal);
                if (!hasSeat()) return TicketRefusals.For(TicketRefusal.SoldOut);
                _store.Remember(person, traveller);
                _store.Insert(person, ticket);
                _store.AddVersion(ticket.Id, VersionOf(ticket, ticket.SoldAt));
                return ticket;
            });
            if (answer.Value is { } sold) Put(traveller, sold);
            return answer;
        }
    }

    private StoredTicket Keep(StoredTicket ticket, UnixTime now)
    {
        _store.Update(ticket);
        _store.AddVersion(ticket.Id, VersionOf(ticket, now));
        return ticket;
    }

    private void Put(Identity traveller, StoredTicket ticket) =>
        Put(traveller, TicketRows.Of(ticket, ticket.Product is null ? [] : _store.EntryDays(ticket.Id), Timetable));

    private void Put(Identity traveller, IEnumerable<(ServiceDay Day, DayTicket Row)> rows)
    {
        foreach (var (day, row) in rows) _office.Put(traveller, day, row);
        Changed();
    }

    private StoredTicket? Own(Identity traveller, ulong id) =>
        _store.TicketsOf(_store.KeyOf(traveller)).FirstOrDefault(ticket => ticket.Id == id);

    private bool IsUsed(ulong id) => _store.EntryDays(id).Count > 0;

    private int Free(Journey journey, StoredTicket? without = null)
    {
        var taken = _store.Seats(journey.Train.Number, journey.RunDay).ToList();
        if (without is { } own && own.Journey.Train == journey.Train.Number && own.RunDay == journey.RunDay)
            taken.Add(new SeatsTaken(own.FromStop, own.ToStop, -1));
        return SeatMap.Free(journey.Train, taken, journey.FromStop, journey.ToStop);
    }

    // The generator may repeat an earlier run's numbers; numbers that are taken are passed over.
    private ulong NewId()
    {
        ulong id;
        do id = _office.NextId();
        while (_store.Exists(id));
        return id;
    }

    private static TicketVersion VersionOf(StoredTicket ticket, UnixTime since)
    {
        var (entry, exit) = (ticket.Journey.EntryUntil, ticket.Journey.ExitUntil);
        return new TicketVersion(since, ticket.State, ticket.Journey.EntryFrom, entry > exit ? entry : exit);
    }
}
