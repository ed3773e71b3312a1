using System.Runtime.Versioning;
using System.Text;
using Microsoft.Data.Sqlite;
using TempIdentity.GateAgent.Recording;

namespace TempIdentity.GateAgent.Tests.Recording;

/// <summary>What only a ledger on disk can do: survive, refuse, fail.</summary>
public sealed class SqliteLedgerTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string DatabasePath => Path.Combine(_directory.Path, SqliteLedger.FileName);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_restart_keeps_identity_marks_open_grants_floors_and_chain() // I3, I4, I5, I8
    {
        LedgerIdentity identity;
        using (var ledger = Open())
        {
            identity = ledger.Identity;
            ledger.Append(Drafts.Grant(1, ticket: 7));
            ledger.Append(Drafts.Grant(2));
            ledger.Append(Drafts.Passage(1));
            ledger.Acknowledge(2);
            ledger.RaiseTrustFloors(new Dictionary<string, long> { ["set"] = 9 });
            ledger.CloseCleanly();
        }

        using var again = Open();
        Assert.Equal(identity, again.Identity);
        Assert.False(again.UncleanStart);
        Assert.Equal(3, again.LastSequence);
        Assert.Equal(2, again.Acknowledged);
        Assert.Equal([2L], again.OpenGrants().Select(g => g.Sequence));
        Assert.Equal(9, again.TrustFloors()["set"]);
        Assert.True(again.IsGranted(Drafts.Presentation(1)));
        Assert.Equal([0], again.RidesUsed(7, Direction.Entry, Drafts.Ticket(7).Day));
        Assert.Null(again.Append(Drafts.Grant(1)));
        Assert.Null(again.Append(Drafts.Grant(3, ticket: 7)));
        Assert.Equal(4, again.Append(Drafts.Refusal()));
        Assert.Null(LedgerCheck.FirstBroken(again));
    }

    [Fact]
    public void A_ledger_of_the_first_version_keeps_its_marks_as_first_rides()
    {
        using (var ledger = Open()) ledger.Append(Drafts.Grant(1, ticket: 7));
        Tamper("""
            CREATE TABLE old(ticket INTEGER NOT NULL, direction INTEGER NOT NULL, day INTEGER NOT NULL, sequence INTEGER NOT NULL,
                PRIMARY KEY (ticket, direction, day)) WITHOUT ROWID;
            INSERT INTO old SELECT ticket, direction, day, sequence FROM ticket_marks;
            DROP TABLE ticket_marks;
            ALTER TABLE old RENAME TO ticket_marks;
            CREATE INDEX ticket_marks_by_sequence ON ticket_marks(sequence);
            DROP TABLE passages;
            PRAGMA user_version = 1;
            """);

        using var again = Open();
        Assert.Equal([0], again.RidesUsed(7, Direction.Entry, Drafts.Ticket(7).Day));
        Assert.Null(again.Append(Drafts.Grant(2, ticket: 7)));
        Assert.NotNull(again.Append(Drafts.Ride(3, ride: 1)));
        Assert.Equal(2, again.LastPassage(Drafts.Holder, Direction.Entry)!.Value.Sequence);
    }

    [Fact]
    public void An_end_without_closing_is_an_unclean_start()
    {
        Open().Dispose();
        using (var unclean = Open())
        {
            Assert.True(unclean.UncleanStart);
            unclean.CloseCleanly();
            unclean.Append(Drafts.Refusal());
        }
        using var again = Open();
        Assert.True(again.UncleanStart);
    }

    [Fact]
    public void The_file_as_a_power_cut_leaves_it_holds_every_append_that_returned() // I1
    {
        using var ledger = Open();
        ledger.Append(Drafts.Grant(1));
        ledger.Append(Drafts.Refusal());
        using var copy = new TemporaryDirectory();
        foreach (var file in Directory.GetFiles(_directory.Path, SqliteLedger.FileName + "*"))
            File.Copy(file, Path.Combine(copy.Path, Path.GetFileName(file)));

        using var recovered = SqliteLedger.Open(copy.Path, "gate-0001");

        Assert.True(recovered.UncleanStart);
        Assert.Equal(2, recovered.LastSequence);
        Assert.True(recovered.IsGranted(Drafts.Presentation(1)));
        Assert.Equal([1L], recovered.OpenGrants().Select(g => g.Sequence));
    }

    [Fact]
    public void Two_agents_cannot_share_a_state_directory()
    {
        using var ledger = Open();
        var error = Assert.Throws<LedgerException>(() => Open());
        Assert.Contains("cannot be locked", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_appliance_cannot_take_over_a_state_directory()
    {
        Open().Dispose();
        var error = Assert.Throws<LedgerException>(() => SqliteLedger.Open(_directory.Path, "gate-0002"));
        Assert.Contains("belongs to appliance gate-0001", error.Message, StringComparison.Ordinal);
        Open().Dispose();
    }

    [Fact]
    public void A_missing_directory_is_a_storage_failure() =>
        Assert.Throws<LedgerException>(() => SqliteLedger.Open(Path.Combine(_directory.Path, "absent"), "gate-0001"));

    [Fact]
    public void A_file_of_rubbish_is_refused()
    {
        File.WriteAllBytes(DatabasePath, Encoding.UTF8.GetBytes(new string('?', 8192)));
        Assert.Throws<LedgerException>(() => Open());
    }

    [Fact]
    public void A_newer_file_is_refused()
    {
        Open().Dispose();
        Tamper("PRAGMA user_version = 99;");
        var error = Assert.Throws<LedgerException>(() => Open());
        Assert.Contains("newer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stored_body_that_was_changed_is_found_at_the_next_start() // I5
    {
        using (var ledger = Open())
        {
            for (var i = 0; i < 3; i++) ledger.Append(Drafts.Refusal(i));
        }
        Tamper("UPDATE records SET body = x'7b7d' WHERE sequence = 2;");

        var error = Assert.Throws<LedgerException>(() => Open());

        Assert.Contains("damaged at sequence 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_fails_the_append_leaves_what_was_and_passes() // I2
    {
        using (var ledger = Open(pagesMax: 60))
        {
            var stored = 0L;
            var full = false;
            for (var i = 0; i < 100 && !full; i++)
            {
                try
                {
                    stored = ledger.Append(Drafts.Grant(i) with { Body = Drafts.Body(i, padding: 4_000) })!.Value;
                }
                catch (LedgerException)
                {
                    full = true;
                }
            }
            Assert.True(full);
            Assert.True(stored > 10);
            Assert.Equal(stored, ledger.LastSequence);
            Assert.False(ledger.IsGranted(Drafts.Presentation((int)stored)));
            Assert.Throws<LedgerException>(() => ledger.Append(Drafts.Grant(1000) with { Body = Drafts.Body(1, padding: 8_000) }));
            Assert.Equal(stored, ledger.LastSequence);
        }

        using var again = Open();
        var last = again.LastSequence;
        Assert.Equal(last + 1, again.Append(Drafts.Grant(2000)));
        Assert.Null(LedgerCheck.FirstBroken(again));
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public void The_file_is_private() // I6
    {
        using var ledger = Open();
        ledger.Append(Drafts.Refusal());
        foreach (var file in Directory.GetFiles(_directory.Path))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void Each_commit_is_synced_and_the_settings_are_read_back() // I1
    {
        using var connection = LedgerConnection.Open(DatabasePath, pagesMax: null);
        Assert.Equal(2L, LedgerSchema.Scalar(connection, "PRAGMA synchronous;"));
        Assert.Equal("wal", LedgerSchema.Scalar(connection, "PRAGMA journal_mode;"));
        Assert.Equal("exclusive", LedgerSchema.Scalar(connection, "PRAGMA locking_mode;"));
        Assert.Equal(1L, LedgerSchema.Scalar(connection, "PRAGMA foreign_keys;"));
    }

    [Fact]
    public void A_setting_that_does_not_take_stops_the_start() // I1
    {
        using var connection = LedgerConnection.Open(DatabasePath, pagesMax: null);
        var error = Assert.Throws<LedgerException>(
            () => LedgerConnection.Require(connection, "PRAGMA synchronous = NORMAL;", "PRAGMA synchronous;", 2L));
        Assert.Contains("answers 1", error.Message, StringComparison.Ordinal);
        LedgerConnection.Require(connection, "PRAGMA synchronous = FULL;", "PRAGMA synchronous;", 2L);
    }

    [Fact]
    public void The_library_that_serves_is_named() =>
        Assert.Matches("^(libsqlite3\\.so\\.0 \\(system\\)|e_sqlite3 \\(bundled\\)) 3\\.[0-9.]+$", SqliteLedger.Library);

    [Fact]
    public void A_checkpoint_empties_the_log()
    {
        using var ledger = Open();
        ledger.Append(Drafts.Refusal());
        Assert.True(new FileInfo(DatabasePath + "-wal").Length > 0);
        ledger.Checkpoint();
        Assert.Equal(0, new FileInfo(DatabasePath + "-wal").Length);
        Assert.Equal(2, ledger.Append(Drafts.Refusal()));
    }

    private SqliteLedger Open(long? pagesMax = null) => SqliteLedger.Open(_directory.Path, "gate-0001", pagesMax);

    private void Tamper(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=False");
        connection.Open();
        LedgerSchema.Execute(connection, sql);
    }
}
