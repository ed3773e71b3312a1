using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Services.Licence.Store;

/// <summary>
/// Which licence an account has filed (L2), and when a session passed the real-person check. Joins its caller's transaction.
/// </summary>
internal sealed class FilingStore(ServiceDatabase database)
{
    /// <summary>Files a driver's licence for an account; filing it again changes nothing.</summary>
    public void File(long account, long driver, UnixTime now) => database.Execute(
        "INSERT INTO filings(account, driver, filed_at) VALUES ($1, $2, $3) ON CONFLICT(account) DO NOTHING", account, driver, now.Seconds);

    /// <summary>The driver that an account has filed; null when none.</summary>
    public long? DriverOf(long account) => database.Number("SELECT driver FROM filings WHERE account = $1", account);

    /// <summary>Accounts that have filed a driver's licence.</summary>
    public IReadOnlyList<long> AccountsOf(long driver) =>
        database.Query("SELECT account FROM filings WHERE driver = $1 ORDER BY account", row => row.GetInt64(0), driver);

    public void PassedCheck(long session, UnixTime now) => database.Execute(
        "INSERT INTO live_checks(session, live_at) VALUES ($1, $2) ON CONFLICT(session) DO UPDATE SET live_at = $2", session, now.Seconds);

    /// <summary>When a session passed the check last; null when never.</summary>
    public UnixTime? LiveAt(long session) =>
        database.Number("SELECT live_at FROM live_checks WHERE session = $1", session) is { } seconds ? new UnixTime(seconds) : null;
}
