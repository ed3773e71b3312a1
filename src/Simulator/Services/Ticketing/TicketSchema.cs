namespace TempIdentity.Simulator.Services.Ticketing;

/// <summary>
/// The ticket office's tables. A traveller is a keyed hash and a sealed identity (I6); instants are Unix seconds, days are days since 1970
/// in China. Only ever append.
/// </summary>
internal static class TicketSchema
{
    public static readonly IReadOnlyList<string> Migrations =
    [
        """
        CREATE TABLE travellers(
            person BLOB PRIMARY KEY CHECK (length(person) = 32),
            sealed BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE tickets(
            id INTEGER PRIMARY KEY,
            person BLOB NOT NULL REFERENCES travellers(person),
            kind INTEGER NOT NULL,
            state INTEGER NOT NULL,
            product TEXT,
            train TEXT NOT NULL,
            origin TEXT NOT NULL,
            destination TEXT NOT NULL,
            entry_from INTEGER NOT NULL,
            entry_until INTEGER NOT NULL,
            exit_until INTEGER NOT NULL,
            run_day INTEGER NOT NULL,
            from_stop INTEGER NOT NULL,
            to_stop INTEGER NOT NULL,
            first_day INTEGER NOT NULL,
            last_day INTEGER NOT NULL,
            departs INTEGER NOT NULL,
            arrives INTEGER NOT NULL,
            changed INTEGER NOT NULL CHECK (changed IN (0, 1)),
            sold_at INTEGER NOT NULL,
            ended_at INTEGER);
        CREATE INDEX tickets_by_person ON tickets(person);
        CREATE INDEX tickets_by_run ON tickets(train, run_day, state);
        CREATE INDEX tickets_by_last_day ON tickets(last_day);
        CREATE TABLE ticket_versions(
            ticket INTEGER NOT NULL REFERENCES tickets(id),
            nth INTEGER NOT NULL,
            since INTEGER NOT NULL,
            state INTEGER NOT NULL,
            entry_from INTEGER NOT NULL,
            until INTEGER NOT NULL,
            PRIMARY KEY (ticket, nth)) WITHOUT ROWID;
        CREATE TABLE ticket_grants(
            appliance TEXT NOT NULL,
            epoch INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            ticket INTEGER NOT NULL,
            direction INTEGER NOT NULL,
            station TEXT,
            at INTEGER NOT NULL,
            day INTEGER NOT NULL,
            manifest_revision INTEGER,
            manifest_change INTEGER,
            PRIMARY KEY (appliance, epoch, sequence)) WITHOUT ROWID;
        CREATE INDEX ticket_grants_by_ticket ON ticket_grants(ticket);
        CREATE TABLE publications(
            station TEXT NOT NULL,
            day INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            last_change INTEGER NOT NULL,
            PRIMARY KEY (station, day)) WITHOUT ROWID;
        """,
    ];
}
