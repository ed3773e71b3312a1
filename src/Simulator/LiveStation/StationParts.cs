using TempIdentity.Simulator.Imaging;
using TempIdentity.Simulator.LiveStation.Http;
using TempIdentity.Simulator.LiveStation.Trials;
using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Services.Ticketing;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.LiveStation;

/// <summary>
/// What serves the station's visitors, put together over a running station and the services. Thread-safe as its parts are.
/// </summary>
internal sealed class StationParts : IAsyncDisposable
{
    public StationParts(IStation station, ServiceWorld world, TimeProvider time)
    {
        UnixTime Now() => world.Clock.Now;
        var root = Convert.FromHexString(world.Authorities.Trust.RootSha256);
        var published = new DeskTrust(world.Publisher.Directory, root);
        var audiences = world.Authorities.Audiences;
        var grants = new GrantLog();
        var facts = new FactFinder(new DeskTrust(station.TrustDirectory, root),
            now => new UnsealingKeys(audiences.ForDevice(Audience.RailGate, now)), grants, LiveStation.StationCode);
        var board = new TrialBoard();
        Visits = new StationVisits(station, facts, grants, Now);
        Feed = new StateFeed(station, board, ZbarReader.IsAvailable, snapshot => grants.Learn(snapshot.Verdicts), time);
        Visits.Answered = Feed.Answered;
        Pictures = new PictureReader(ZbarReader.IsAvailable);
        var holders = new CodeHolders(() => published.InForce(Now()), StaffKeys);
        Books = new BookOpener(station, holders);
        var showings = new ShowingTrials(station, Visits, board, Now, time);
        Trials = new TrialRunner(showings, new MachineTrials(station, board, time),
            new WorldTrials(station, world, showings, Visits, board, holders));

        UnsealingKeys StaffKeys(UnixTime at) => new(
            [.. audiences.ForDevice(Audience.RailStaff, at), .. audiences.ForDevice(Audience.Police, at)]);
    }

    public StateFeed Feed { get; }

    public StationVisits Visits { get; }

    public PictureReader Pictures { get; }

    public BookOpener Books { get; }

    public TrialRunner Trials { get; }

    public async ValueTask DisposeAsync()
    {
        await Feed.DisposeAsync();
        Pictures.Dispose();
    }
}
