using TempIdentity.GateAgent.Recording;
using TempIdentity.Simulator.Services;

namespace TempIdentity.Simulator.Tests.Services;

public sealed class ServiceDatabaseTests : IDisposable
{
    private const string Table = "CREATE TABLE things(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE);";
    private readonly ServiceFiles _files = new();

    public void Dispose() => _files.Dispose();

    private ServiceDatabase Open(params string[] migrations) => new(_files.In("a.db"), migrations);

    private static long Count(ServiceDatabase database) => database.Number("SELECT count(*) FROM things")!.Value;

    [Fact]
    public void A_transaction_that_throws_leaves_nothing()
    {
        using var database = Open(Table);
        Assert.Throws<InvalidOperationException>(() => database.InTransaction(inner =>
        {
            inner.Execute("INSERT INTO things(name) VALUES ($1)", "a");
            inner.InTransaction(deeper => deeper.Execute("INSERT INTO things(name) VALUES ($1)", "b"));
            throw new InvalidOperationException();
        }));
        Assert.Equal(0, Count(database));
        database.InTransaction(inner => inner.Execute("INSERT INTO things(name) VALUES ($1)", "a"));
        Assert.Equal(1, Count(database));
    }

    [Fact]
    public void What_a_transaction_kept_survives_a_power_cut()
    {
        using var database = Open(Table);
        database.InTransaction(inner => inner.Insert("INSERT INTO things(name) VALUES ($1)", "a"));
        using var left = _files.AfterPowerCut();
        using var again = new ServiceDatabase(left.In("a.db"), Table);
        Assert.Equal(1, Count(again));
    }

    [Fact]
    public void Migrations_run_once_each_and_a_newer_file_is_refused()
    {
        using (var first = Open(Table)) first.Execute("INSERT INTO things(name) VALUES ($1)", "a");
        using (var second = Open(Table, "ALTER TABLE things ADD COLUMN size INTEGER;"))
            Assert.Null(second.Number("SELECT size FROM things"));
        Assert.Throws<LedgerException>(() => Open(Table));
    }

    [Fact]
    public void A_failure_names_its_code_and_no_value()
    {
        using var database = Open(Table);
        database.Execute("INSERT INTO things(name) VALUES ($1)", "secret");
        var failure = Assert.Throws<LedgerException>(() => database.Execute("INSERT INTO things(name) VALUES ($1)", "secret"));
        Assert.Contains("19", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_is_for_its_owner_only()
    {
        using var database = Open(Table);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(database.Path));
    }
}
