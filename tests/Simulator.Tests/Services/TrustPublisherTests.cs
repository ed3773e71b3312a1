using System.Text;
using TempIdentity.GateAgent.Commands;
using TempIdentity.Simulator.Services.Http;
using TempIdentity.Simulator.Services.RideId;
using TempIdentity.Simulator.Tests.Issuers;
using TempIdentity.Simulator.Tests.Services.RideId;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Tests.Services;

public sealed class TrustPublisherTests : IDisposable
{
    /// <summary>Far more than a publication takes.</summary>
    private const int WaitMilliseconds = 60_000;

    private readonly RideWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_revocation_reaches_the_directory_without_anybody_asking()
    {
        var view = _world.Obtain(_world.Anonymous(), RideWorld.Person()).Required;
        var reference = _world.World.Authorities.RideIds.Find(view.Id).Status;
        using var published = new SemaphoreSlim(0);
        using var stop = new CancellationTokenSource();
        _world.World.Publisher.Published = () => published.Release();
        var running = _world.World.Publisher.RunAsync(() => _world.Now, TimeProvider.System, stop.Token);
        Assert.True(await published.WaitAsync(WaitMilliseconds));
        Assert.Equal(CredentialStatus.Normal, StatusOf(reference));
        _world.Service.Revoke(view.Id, RevocationReason.HolderAsked, _world.Now);
        Assert.True(await published.WaitAsync(WaitMilliseconds));
        Assert.Equal(CredentialStatus.Revoked, StatusOf(reference));
        await stop.CancelAsync();
        await running;
    }

    [Theory]
    [InlineData("real-name-check", "granted")]
    [InlineData("station-entry", "no_ticket")]
    [Trait("rule", "R16")]
    public void A_code_of_the_service_is_verified_with_what_it_publishes_alone(string purpose, string code)
    {
        var session = _world.Anonymous();
        _world.Obtain(session, RideWorld.Person());
        var text = _world.Service.Code(session, SignatureAlgorithm.ESP256, _world.Now).Required.Text;
        _world.World.Publisher.Publish(_world.Now);
        var request = new VerifyRequest
        {
            TrustDirectory = _world.World.Publisher.Directory,
            DeviceDirectory = _world.World.Publisher.DeviceDirectory,
            Purpose = purpose,
            Station = "VNP",
        };
        Assert.Equal(code, VerifyRun.Run(request, Encoding.ASCII.GetBytes(text), _world.Now).Answer!.Code);
    }

    [Fact]
    public void Versions_go_on_after_a_restart_and_are_kept_before_they_are_seen_I8()
    {
        var before = _world.Trust();
        _world.PowerCut();
        Assert.Equal(before.Versions["set"], _world.World.Authorities.Trust.Version);
        var after = _world.Trust();
        Assert.All(before.Versions, pair => Assert.True(after.Versions[pair.Key] > pair.Value, pair.Key));
    }

    [Fact]
    public void A_simulated_clock_is_found_where_it_was_left()
    {
        using var files = new ServiceFiles();
        var clock = ServiceClock.Simulated(TestWorld.Start, files.In("clock"));
        clock.Advance(86_400);
        Assert.Equal(TestWorld.Start + 86_400, ServiceClock.Simulated(TestWorld.Start, files.In("clock")).Now);
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Advance(-1));
        Assert.Throws<InvalidOperationException>(() => ServiceClock.Real(TimeProvider.System).Advance(1));
    }

    private CredentialStatus StatusOf(StatusReference reference)
    {
        var files = Directory.EnumerateFiles(_world.World.Publisher.Directory)
            .ToDictionary(path => Path.GetFileName(path)!, File.ReadAllBytes);
        var found = TestWorld.Load(files, _world.Now).Store!.FindStatus(CredentialKind.RideId, reference, _world.Now);
        Assert.Equal(StatusKnowledge.Known, found.Knowledge);
        return found.Status;
    }
}
