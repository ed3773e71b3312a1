using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;
using static TempIdentity.Simulator.Tests.Services.Ticketing.OfficeWorld;

namespace TempIdentity.Simulator.Tests.Services.Ticketing;

/// <summary>The manifest, made seldom, and the day's numbered changes beside it.</summary>
public sealed class ManifestBookTests : IDisposable
{
    private const int ReuseSeconds = 3600;
    private readonly OfficeWorld _world = new();

    public ManifestBookTests() => _world.Book.ReuseSeconds = ReuseSeconds;

    public void Dispose() => _world.Dispose();

    private TrustStore Publish(UnixTime now, string station = "VNP") => _world.World.Publish(now, station);

    private DayTickets Known(TrustStore trust, Identity traveller, UnixTime now, string station = "VNP") =>
        trust.FindTickets(station, Today, _world.Secret(traveller, Today), now);

    private ulong Sell(int person, UnixTime? now = null) => _world.Service.Sell(Person(person), G1(), now ?? Morning).Required.Id;

    [Fact]
    public void Changes_of_the_day_are_numbered_from_1_and_the_manifest_stays_as_it_is()
    {
        var first = Sell(1);
        var before = Publish(Morning);
        Sell(2);
        _world.Service.Refund(Person(1), first, Morning);
        _world.Service.Change(Person(2), _world.Service.TicketsOf(Person(2))[0].Id, Train("G143", "VNP", "AOH"), Morning);
        var after = Publish(Morning + 60);
        Assert.Equal(before.FindManifest("VNP", Today)!.Revision, after.FindManifest("VNP", Today)!.Revision);
        Assert.Equal((1L, 3L), (after.FindChanges("VNP", Today)!.First, after.FindChanges("VNP", Today)!.Last));
        Assert.Equal(TicketState.Refunded, Assert.Single(Known(after, Person(1), Morning + 60).Tickets).State);
        Assert.Equal("G143", Assert.Single(Known(after, Person(2), Morning + 60).Tickets).Train);
        // Who has the day's first manifest only does not know, and goes by what it has.
        Assert.Equal(TicketState.Sold, Assert.Single(Known(before, Person(1), Morning + 60).Tickets).State);
    }

    [Fact]
    public void A_manifest_made_anew_includes_the_changes_and_says_so()
    {
        Publish(Morning);
        Sell(1);
        var reused = Publish(Morning + ReuseSeconds - 1);
        var anew = Publish(Morning + ReuseSeconds);
        Assert.Equal((0L, 0), (reused.FindManifest("VNP", Today)!.Changes, reused.FindManifest("VNP", Today)!.RowCount));
        Assert.Equal((1L, 1), (anew.FindManifest("VNP", Today)!.Changes, anew.FindManifest("VNP", Today)!.RowCount));
        foreach (var trust in new[] { reused, anew })
            Assert.Equal(DayTicketsKnowledge.Known, Known(trust, Person(1), Morning + ReuseSeconds).Knowledge);
    }

    [Fact]
    public void Changes_before_the_days_first_publication_are_none()
    {
        Sell(1);
        var trust = Publish(Morning);
        Assert.Equal((1L, 0L), (trust.FindChanges("VNP", Today)!.First, trust.FindChanges("VNP", Today)!.Last));
        Assert.Single(Known(trust, Person(1), Morning).Tickets);
    }

    [Fact]
    public void A_station_hears_of_its_own_and_its_neighbours_tickets_only()
    {
        Publish(Morning, "TJP");
        Publish(Morning, "BXP");
        Sell(1);
        Assert.Equal(0, Publish(Morning + 1, "TJP").FindChanges("TJP", Today)!.Last);
        Assert.Equal(1, Publish(Morning + 1, "BXP").FindChanges("BXP", Today)!.Last);
    }

    [Fact]
    public void The_station_that_a_change_leaves_hears_of_it()
    {
        var id = _world.Service.Sell(Person(1), Train("T109", "BJP", "SHH"), Morning).Required.Id;
        Publish(Morning, "AOH");
        _world.Service.Change(Person(1), id, Train("G143", "VNP", "AOH"), Morning);
        Assert.Equal(1, Publish(Morning + 1, "AOH").FindChanges("AOH", Today)!.Last);
    }

    [Fact]
    public void A_change_that_changes_nothing_has_no_number()
    {
        var id = Sell(1);
        Publish(Morning);
        Assert.Equal(0, _world.Service.TakeGrants([]));
        Assert.True(_world.World.Authorities.Tickets.Refund(id));
        Assert.True(_world.World.Authorities.Tickets.Refund(id));
        Assert.Equal(1, Publish(Morning + 1).FindChanges("VNP", Today)!.Last);
    }

    [Fact]
    public void Numbers_go_on_after_a_restart_and_old_manifests_are_stale_then()
    {
        Sell(1);
        var before = Publish(Morning);
        Sell(2);
        Publish(Morning + 1);
        _world.Restart(Morning + 2);
        _world.Book.ReuseSeconds = ReuseSeconds;
        Sell(3);
        var after = _world.World.Publish(Morning + 3, "VNP");
        var (manifest, log) = (after.FindManifest("VNP", Today)!, after.FindChanges("VNP", Today)!);
        Assert.Equal((3, 3L, 3L), (manifest.RowCount, manifest.Changes, log.First));
        Assert.True(log.First > before.FindManifest("VNP", Today)!.Changes + 1);
        Assert.True(manifest.Revision > before.FindManifest("VNP", Today)!.Revision);
        Assert.Single(Known(after, Person(3), Morning + 3).Tickets);
    }

    [Fact]
    public void A_traveller_with_more_changes_than_a_log_holds_gets_a_new_manifest()
    {
        Publish(Morning);
        for (var i = 0; i <= TicketChanges.PerTravellerMax / 2; i++)
        {
            Assert.Equal(DayTicketsKnowledge.Known, Known(Publish(Morning + i), Person(1), Morning + i).Knowledge);
            _world.Service.Refund(Person(1), Sell(1), Morning);
        }
        var trust = Publish(Morning + 100);
        Assert.Equal(trust.FindChanges("VNP", Today)!.First, trust.FindManifest("VNP", Today)!.Changes + 1);
        var id = Sell(1);
        var tickets = Known(Publish(Morning + 101), Person(1), Morning + 101);
        Assert.Equal(DayTicketsKnowledge.Known, tickets.Knowledge);
        Assert.Equal(id, Assert.Single(tickets.Tickets, ticket => ticket.State == TicketState.Sold).TicketId);
    }

    [Fact]
    public void A_manifest_of_a_traveller_with_too_many_rows_keeps_what_opens_a_gate()
    {
        var refunded = Enumerable.Range(0, 10).Select(_ =>
        {
            var id = Sell(1);
            _world.Service.Refund(Person(1), id, Morning);
            return id;
        }).ToArray();
        var good = Sell(1);
        var rows = Known(Publish(Morning), Person(1), Morning).Tickets;
        Assert.Equal([.. refunded[^7..], good], rows.Select(row => row.TicketId));
    }
}
