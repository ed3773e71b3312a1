using Microsoft.Data.Sqlite;

namespace TempIdentity.GateAgent.Recording;

/// <summary>All statements of the ledger, prepared once.</summary>
internal sealed class LedgerStatements(SqliteConnection connection) : IDisposable
{
    public readonly Statement Begin = new(connection, "BEGIN IMMEDIATE;");
    public readonly Statement Commit = new(connection, "COMMIT;");
    public readonly Statement Rollback = new(connection, "ROLLBACK;");

    public readonly Statement InsertRecord = new(connection,
        "INSERT INTO records(sequence, kind, code, body, body_hash, hash, alarm) VALUES ($s, $k, $c, $b, $bh, $h, $a);",
        "$s", "$k", "$c", "$b", "$bh", "$h", "$a");

    public readonly Statement InsertPresentation = new(connection,
        "INSERT OR IGNORE INTO presentation_marks(presentation, purpose, sequence) VALUES ($p, $u, $s);", "$p", "$u", "$s");

    public readonly Statement InsertTicket = new(connection,
        "INSERT OR IGNORE INTO ticket_marks(ticket, direction, day, ride, sequence) VALUES ($t, $d, $y, $r, $s);",
        "$t", "$d", "$y", "$r", "$s");

    public readonly Statement InsertPassage = new(connection,
        "INSERT INTO passages(sequence, credential, direction, at, inside_until) VALUES ($s, $c, $d, $a, $u);",
        "$s", "$c", "$d", "$a", "$u");

    public readonly Statement ReleaseTicket = new(connection, "DELETE FROM ticket_marks WHERE sequence = $s;", "$s");
    public readonly Statement ReleasePassage = new(connection, "DELETE FROM passages WHERE sequence = $s;", "$s");
    public readonly Statement OpenGrant = new(connection, "INSERT INTO open_grants(sequence, lane) VALUES ($s, $l);", "$s", "$l");
    public readonly Statement CloseGrant = new(connection, "DELETE FROM open_grants WHERE sequence = $s;", "$s");
    public readonly Statement OpenGrants = new(connection, "SELECT sequence, lane FROM open_grants ORDER BY sequence;");

    public readonly Statement FindPresentation = new(connection,
        "SELECT 1 FROM presentation_marks WHERE presentation = $p AND purpose = $u;", "$p", "$u");

    public readonly Statement RidesUsed = new(connection,
        "SELECT ride FROM ticket_marks WHERE ticket = $t AND direction = $d AND day = $y;", "$t", "$d", "$y");

    public readonly Statement LastPassage = new(connection,
        """
        SELECT at, inside_until, sequence FROM passages WHERE credential = $c AND direction = $d ORDER BY sequence DESC LIMIT 1;
        """, "$c", "$d");

    public readonly Statement Newest = new(connection, "SELECT sequence, hash FROM records ORDER BY sequence DESC LIMIT 1;");
    public readonly Statement HashAt = new(connection, "SELECT hash FROM records WHERE sequence = $s;", "$s");

    public readonly Statement Read = new(connection,
        """
        SELECT sequence, kind, code, body, hash, alarm, quarantined IS NOT NULL, body_hash FROM records
        WHERE sequence > $s ORDER BY sequence LIMIT $n;
        """, "$s", "$n");

    public readonly Statement Acknowledge = new(connection,
        "UPDATE identity SET acknowledged = $s WHERE acknowledged < $s;", "$s");

    public readonly Statement Quarantine = new(connection,
        "UPDATE records SET quarantined = coalesce(quarantined, $r) WHERE sequence = $s;", "$r", "$s");

    public readonly Statement SetClean = new(connection, "UPDATE identity SET clean = $c;", "$c");
    public readonly Statement Floors = new(connection, "SELECT name, version FROM trust_floors;");

    public readonly Statement RaiseFloor = new(connection,
        "INSERT INTO trust_floors(name, version) VALUES ($n, $v) ON CONFLICT(name) DO UPDATE SET version = max(version, excluded.version);",
        "$n", "$v");

    public readonly Statement Checkpoint = new(connection, "PRAGMA wal_checkpoint(TRUNCATE);");

    public void Dispose()
    {
        Statement[] all =
        [
            Begin, Commit, Rollback, InsertRecord, InsertPresentation, InsertTicket, InsertPassage, ReleaseTicket, ReleasePassage,
            OpenGrant, CloseGrant, OpenGrants, FindPresentation, RidesUsed, LastPassage, Newest, HashAt, Read, Acknowledge, Quarantine,
            SetClean, Floors, RaiseFloor, Checkpoint,
        ];
        foreach (var statement in all) statement.Dispose();
    }
}
