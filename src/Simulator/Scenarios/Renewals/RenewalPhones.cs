using System.Text.Json.Nodes;
using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Services.Licence.Drivers;
using TempIdentity.Simulator.Services.Ticketing;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Scenarios.Renewals;

/// <summary>
/// Everything that people do before the run: they apply for their credentials, and travellers buy their tickets at the counter, over HTTP.
/// Who is told to wait (429) waits as long as the service says.
/// </summary>
internal sealed class RenewalPhones(RenewalPlan plan, ServiceHttp http, SmsInbox inbox, RenewalLog log, RunClock clock)
{
    /// <summary>People at once; as many as a small machine serves without piling up.</summary>
    private const int AtOnce = 4;

    /// <summary>A service that asks for more patience than this has a limit that honest phones do not fit into.</summary>
    private static readonly TimeSpan PatienceMax = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    /// <summary>The first citizens are drivers too; travellers are others.</summary>
    private const int FirstTraveller = StandardDrivers.Citizens + 1;

    /// <summary>Each fifth driver has no photo on file (L3).</summary>
    private const int DriversAGroup = 5;

    private int _toldToWait;

    public IReadOnlyList<RenewingPhone> All { get; } =
        [.. plan.Phones.Select(phone => new RenewingPhone(phone, HolderOf(phone, http, inbox), log))];

    /// <summary>How often somebody was told to wait.</summary>
    public int ToldToWait => _toldToWait;

    private IEnumerable<RenewingPhone> Travellers => All.Where(phone => phone.Plan.Kind == CredentialKind.RideId);

    /// <summary>Throws <see cref="ServiceRefusedException"/> when a service refuses somebody.</summary>
    public Task EnrolAsync(CancellationToken stop) => EachAsync(All, (phone, token) => phone.EnrolAsync(clock, token), stop);

    /// <summary>Sells each traveller a ticket for the way out and one for the way back, against a code.</summary>
    public Task SellAsync(string deskToken, CancellationToken stop) => EachAsync(
        Travellers.SelectMany(phone => new[] { (phone, GateHours.EntryProduct), (phone, GateHours.ExitProduct) }),
        async (sale, token) => await http.PostAsync("tickets/v1/product-sales", new JsonObject
        {
            ["code"] = await sale.phone.DrawAsync(clock.Now, token),
            ["station"] = GateHours.Station,
            ["product"] = sale.Item2,
            ["first_date"] = DateOf(ServiceDay.Of(clock.Now)).ToString("O"),
        }, deskToken, token), stop);

    /// <summary>
    /// Waits until the manifest that gates read has all tickets. Throws <see cref="TimeoutException"/> when it does not come to that.
    /// </summary>
    public async Task TicketsPublishedAsync(DeskTrust trust, byte[] manifestKey, TimeSpan within, CancellationToken stop)
    {
        var deadline = clock.Elapsed + within;
        while (Travellers.Any(phone => !HasTickets(trust, manifestKey, phone.Holder.Person)))
        {
            if (clock.Elapsed > deadline) throw new TimeoutException("The tickets sold are not in the published manifest.");
            await Task.Delay(LookAgain, clock.Time, stop);
        }
    }

    private bool HasTickets(DeskTrust trust, byte[] manifestKey, Identity person)
    {
        var (now, day) = (clock.Now, ServiceDay.Of(clock.Now));
        var secret = TrustWriter.ManifestSecret(manifestKey, person.Document, person.Number, day);
        return trust.InForce(now)?.FindTickets(GateHours.Station, day, secret, now).Tickets.Count >= 2;
    }

    private async Task EachAsync<T>(IEnumerable<T> all, Func<T, CancellationToken, Task> act, CancellationToken stop) =>
        await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop },
            async (one, token) =>
            {
                while (!await TryAsync(() => act(one, token), token)) { }
            });

    private async Task<bool> TryAsync(Func<Task> act, CancellationToken stop)
    {
        try
        {
            await act();
            return true;
        }
        catch (ServiceRefusedException limited) when (limited.RetryAfter <= PatienceMax)
        {
            Interlocked.Increment(ref _toldToWait);
            await Task.Delay(limited.RetryAfter.Value, clock.Time, stop);
            return false;
        }
    }

    private static Holder HolderOf(PhonePlan phone, ServiceHttp http, SmsInbox inbox)
    {
        if (phone.Kind == CredentialKind.RideId) return new RideIdHolder(http, CitizenRegister.Standard[FirstTraveller + phone.Index]);
        var driver = phone.Index / (DriversAGroup - 1) * DriversAGroup + phone.Index % (DriversAGroup - 1);
        return new LicenceHolder(http, CitizenRegister.Standard[driver], StandardDrivers.ArchiveNumberOf(driver),
            FormattableString.Invariant($"199{phone.Number:D8}"), inbox);
    }

    private static DateOnly DateOf(ServiceDay day) => DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(day.DayNumber);
}
