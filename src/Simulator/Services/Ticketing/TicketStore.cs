using Microsoft.Data.Sqlite;
using TempIdentity.GateAgent;
using TempIdentity.Simulator.HeadOffice;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Services.Ticketing;

/// <summary>
/// The ticket office's rows. Members join the transaction of whoever calls; travellers are looked up by a keyed hash and kept sealed (I6).
/// Thread-safe as its database is.
/// </summary>
internal sealed class TicketStore(ServiceDatabase database, PersonalData personal)
{
    public const string FileName = "tickets.db";

    private const string SealContext = "tickets/traveller";

    private const string Columns =
        "id, kind, state, product, train, origin, destination, entry_from, entry_until, exit_until, run_day, from_stop, to_stop, "
        + "first_day, last_day, departs, arrives, changed, sold_at, ended_at";

    private const string GrantColumns =
        "appliance, epoch, sequence, ticket, direction, station, at, manifest_revision, manifest_change";

    public T InTransaction<T>(Func<T> work) => database.InTransaction(_ => work());

    /// <summary>The key under which a traveller's tickets are found.</summary>
    public PersonKey KeyOf(Identity traveller) => personal.KeyOf(traveller.Document, traveller.Number);

    public void Remember(PersonKey person, Identity traveller) => database.Execute(
        "INSERT INTO travellers(person, sealed) VALUES ($1, $2) ON CONFLICT(person) DO NOTHING",
        person.ToArray(), personal.Seal(SealContext, traveller));

    public bool Exists(ulong id) => database.Number("SELECT 1 FROM tickets WHERE id = $1", Key(id)) is not null;

    public void Insert(PersonKey person, StoredTicket ticket) => database.Execute(
        $"""
        INSERT INTO tickets({Columns}, person)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
        """,
        [.. Values(ticket), person.ToArray()]);

    public void Update(StoredTicket ticket) => database.Execute(
        """
        UPDATE tickets SET kind = $2, state = $3, product = $4, train = $5, origin = $6, destination = $7, entry_from = $8,
            entry_until = $9, exit_until = $10, run_day = $11, from_stop = $12, to_stop = $13, first_day = $14, last_day = $15,
            departs = $16, arrives = $17, changed = $18, sold_at = $19, ended_at = $20 WHERE id = $1
        """,
        Values(ticket));

    public void AddVersion(ulong ticket, TicketVersion version) => database.Execute(
        """
        INSERT INTO ticket_versions(ticket, nth, since, state, entry_from, until)
        VALUES ($1, (SELECT count(*) FROM ticket_versions WHERE ticket = $1), $2, $3, $4, $5)
        """,
        Key(ticket), version.Since.Seconds, (long)version.State, version.EntryFrom.Seconds, version.Until.Seconds);

    /// <summary>A ticket's versions, ascending; empty when there is no such ticket.</summary>
    public IReadOnlyList<TicketVersion> Versions(ulong ticket) => database.Query(
        "SELECT since, state, entry_from, until FROM ticket_versions WHERE ticket = $1 ORDER BY nth",
        row => new TicketVersion(
            Time(row, 0), (TicketState)row.GetInt32(1), Time(row, 2), Time(row, 3)),
        Key(ticket));

    /// <summary>A traveller's tickets in the order of sale.</summary>
    public IReadOnlyList<StoredTicket> TicketsOf(PersonKey person) => database.Query(
        $"SELECT {Columns} FROM tickets WHERE person = $1 ORDER BY sold_at, id", ReadTicket, person.ToArray());

    /// <summary>Seats sold of one run of a train.</summary>
    public IReadOnlyList<SeatsTaken> Seats(string train, ServiceDay runDay) => database.Query(
        """
        SELECT from_stop, to_stop, count(*) FROM tickets
        WHERE train = $1 AND run_day = $2 AND state = 1 GROUP BY from_stop, to_stop
        """,
        row => new SeatsTaken(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2)), train, runDay.DayNumber);

    /// <summary>A ticket with its traveller; null when there is none.</summary>
    public (Identity Traveller, StoredTicket Ticket)? Find(ulong id)
    {
        var rows = WithTravellers("WHERE id = $1", Key(id));
        return rows.Count == 0 ? null : rows[0];
    }

    /// <summary>Tickets that touch a day or a later one, with their travellers, in the order of sale.</summary>
    public IReadOnlyList<(Identity Traveller, StoredTicket Ticket)> From(ServiceDay day) =>
        WithTravellers("WHERE last_day >= $1 ORDER BY sold_at, id", day.DayNumber);

    /// <summary>Takes up what head office says; false when it was known.</summary>
    public bool Add(TicketGrant grant) => database.Execute(
        $"""
        INSERT INTO ticket_grants({GrantColumns}, day) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT(appliance, epoch, sequence) DO NOTHING
        """,
        grant.Appliance, grant.Epoch, grant.Sequence, Key(grant.Ticket), (long)grant.Direction, grant.Station, grant.At.Seconds,
        grant.ManifestRevision, grant.ManifestChange, ServiceDay.Of(grant.At).DayNumber) == 1;

    /// <summary>All grants, in the order of their instants.</summary>
    public IReadOnlyList<TicketGrant> Grants() => database.Query(
        $"SELECT {GrantColumns} FROM ticket_grants ORDER BY at, appliance, epoch, sequence",
        row => new TicketGrant(
            row.GetString(0), row.GetInt64(1), row.GetInt64(2), Id(row.GetInt64(3)), (Direction)row.GetInt32(4),
            row.IsDBNull(5) ? null : row.GetString(5), new UnixTime(row.GetInt64(6)), Long(row, 7), Long(row, 8)));

    /// <summary>Service days on which somebody went in with a ticket, one entry a time.</summary>
    public IReadOnlyList<ServiceDay> EntryDays(ulong ticket) => database.Query(
        "SELECT day FROM ticket_grants WHERE ticket = $1 AND direction = $2 ORDER BY day",
        row => new ServiceDay(row.GetInt32(0)), Key(ticket), (long)Direction.Entry);

    public void Keep(PublicationMark mark) => database.Execute(
        """
        INSERT INTO publications(station, day, revision, last_change) VALUES ($1, $2, $3, $4)
        ON CONFLICT(station, day) DO UPDATE SET revision = excluded.revision, last_change = excluded.last_change
        """,
        mark.Station, mark.Day.DayNumber, mark.Revision, mark.LastChange);

    public IReadOnlyList<PublicationMark> Publications() => database.Query(
        "SELECT revision, station, day, last_change FROM publications",
        row => new PublicationMark(row.GetInt64(0), row.GetString(1), new ServiceDay(row.GetInt32(2)), row.GetInt64(3)));

    private IReadOnlyList<(Identity Traveller, StoredTicket Ticket)> WithTravellers(string where, object value) => database.Query(
        $"SELECT {Columns}, sealed FROM tickets JOIN travellers USING (person) {where}",
        row => (personal.OpenIdentity(SealContext, row.GetFieldValue<byte[]>(20)), ReadTicket(row)), value);

    private static object?[] Values(StoredTicket ticket) =>
    [
        Key(ticket.Id), (long)ticket.Kind, (long)ticket.State, ticket.Product, ticket.Journey.Train, ticket.Journey.Origin,
        ticket.Journey.Destination, ticket.Journey.EntryFrom.Seconds, ticket.Journey.EntryUntil.Seconds, ticket.Journey.ExitUntil.Seconds,
        ticket.RunDay.DayNumber, ticket.FromStop, ticket.ToStop, ticket.FirstDay.DayNumber, ticket.LastDay.DayNumber,
        ticket.Departs.Seconds, ticket.Arrives.Seconds, ticket.Changed ? 1 : 0, ticket.SoldAt.Seconds, ticket.EndedAt?.Seconds,
    ];

    private static StoredTicket ReadTicket(SqliteDataReader row) => new(
        Id(row.GetInt64(0)), (TicketKind)row.GetInt32(1), (TicketState)row.GetInt32(2), row.IsDBNull(3) ? null : row.GetString(3),
        new DayJourney(row.GetString(4), row.GetString(5), row.GetString(6), Time(row, 7), Time(row, 8), Time(row, 9)),
        new ServiceDay(row.GetInt32(10)), row.GetInt32(11), row.GetInt32(12), new ServiceDay(row.GetInt32(13)),
        new ServiceDay(row.GetInt32(14)), Time(row, 15), Time(row, 16), row.GetInt64(17) != 0, Time(row, 18),
        row.IsDBNull(19) ? null : Time(row, 19));

    private static UnixTime Time(SqliteDataReader row, int column) => new(row.GetInt64(column));

    private static long? Long(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    // SQLite's integers are signed; the same 64 bits.
    private static long Key(ulong id) => unchecked((long)id);

    private static ulong Id(long key) => unchecked((ulong)key);
}
