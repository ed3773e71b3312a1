using Microsoft.Data.Sqlite;
using TempIdentity.GateAgent.Recording;

namespace TempIdentity.Simulator.HeadOffice;

/// <summary>All statements of head office, prepared once.</summary>
internal sealed class HeadOfficeStatements(SqliteConnection connection) : IDisposable
{
    public readonly Statement Begin = new(connection, "BEGIN IMMEDIATE;");
    public readonly Statement Commit = new(connection, "COMMIT;");
    public readonly Statement Rollback = new(connection, "ROLLBACK;");

    public readonly Statement Closed = new(connection, "SELECT 1 FROM closed_epochs WHERE appliance = $a AND epoch = $e;", "$a", "$e");
    public readonly Statement CloseEpoch = new(connection,
        "INSERT OR IGNORE INTO closed_epochs(appliance, epoch) VALUES ($a, $e);", "$a", "$e");

    public readonly Statement Chain = new(connection,
        "SELECT high_water, head_sequence, head_hash, head_signed, head_signature FROM chains WHERE appliance = $a AND epoch = $e;",
        "$a", "$e");

    public readonly Statement SetChain = new(connection,
        """
        INSERT INTO chains(appliance, epoch, high_water, head_sequence, head_hash, head_signed, head_signature)
        VALUES ($a, $e, $w, $s, $h, $b, $g)
        ON CONFLICT(appliance, epoch) DO UPDATE SET high_water = excluded.high_water, head_sequence = excluded.head_sequence,
            head_hash = excluded.head_hash, head_signed = excluded.head_signed, head_signature = excluded.head_signature;
        """, "$a", "$e", "$w", "$s", "$h", "$b", "$g");

    public readonly Statement HashAt = new(connection,
        "SELECT hash FROM records WHERE appliance = $a AND epoch = $e AND sequence = $s;", "$a", "$e", "$s");

    public readonly Statement InsertRecord = new(connection,
        """
        INSERT INTO records(appliance, epoch, sequence, kind, code, body, body_hash, hash, received)
        VALUES ($a, $e, $s, $k, $c, $b, $bh, $h, $r);
        """, "$a", "$e", "$s", "$k", "$c", "$b", "$bh", "$h", "$r");

    public readonly Statement InsertConflict = new(connection,
        "INSERT OR IGNORE INTO conflicts(appliance, epoch, sequence, held, offered, received) VALUES ($a, $e, $s, $h, $o, $r);",
        "$a", "$e", "$s", "$h", "$o", "$r");

    public readonly Statement InsertHint = new(connection,
        "INSERT OR IGNORE INTO hints(appliance, epoch, sequence, code, hash, received) VALUES ($a, $e, $s, $c, $h, $r);",
        "$a", "$e", "$s", "$c", "$h", "$r");

    public readonly Statement Chains = new(connection, "SELECT appliance, epoch FROM chains ORDER BY appliance, epoch;");

    public readonly Statement Records = new(connection,
        """
        SELECT appliance, epoch, sequence, kind, code, body, body_hash, hash, received FROM records
        WHERE appliance = $a AND epoch = $e ORDER BY sequence;
        """, "$a", "$e");

    public readonly Statement RecordsAfter = new(connection,
        """
        SELECT appliance, epoch, sequence, kind, code, body, body_hash, hash, received FROM records
        WHERE appliance = $a AND epoch = $e AND sequence > $s ORDER BY sequence LIMIT $n;
        """, "$a", "$e", "$s", "$n");

    public readonly Statement Hints = new(connection,
        "SELECT appliance, epoch, sequence, code, hash, received FROM hints ORDER BY appliance, epoch, sequence;");

    public readonly Statement Conflicts = new(connection,
        "SELECT appliance, epoch, sequence, held, offered, received FROM conflicts ORDER BY appliance, epoch, sequence;");

    public void Dispose()
    {
        Statement[] all =
        [
            Begin, Commit, Rollback, Closed, CloseEpoch, Chain, SetChain, HashAt, InsertRecord, InsertConflict, InsertHint, Chains, Records,
            RecordsAfter, Hints, Conflicts,
        ];
        foreach (var statement in all) statement.Dispose();
    }
}
