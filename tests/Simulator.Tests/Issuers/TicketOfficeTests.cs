using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Services.Ticketing;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Tests.Issuers;

public class TicketOfficeTests
{
    private static readonly UnixTime Start = TestWorld.Start;
    private static readonly ServiceDay Today = ServiceDay.Of(Start);
    private readonly TestWorld _world = new();

    private TicketOffice Office => _world.Authorities.Tickets;

    private static TicketOrder Order(string origin = "VNP", string destination = "TJP", long exitSeconds = 7200) =>
        new(People.Default, "C2001", origin, destination, Start - 3600, Start + 3600, Start + exitSeconds);

    private byte[] Secret(ServiceDay day) => TrustWriter.ManifestSecret(
        _world.Authorities.Secrets.Derive("manifest"), People.Default.Document, People.Default.Number, day);

    private IReadOnlyList<Ticket>? Find(string station, ServiceDay day, UnixTime? now = null) =>
        _world.Publish(now ?? Start, station).FindManifest(station, day)?.Find(Secret(day));

    [Theory]
    [InlineData("VNP")]
    [InlineData("TJP")]
    [InlineData("BJP")]
    [InlineData("TXP")]
    public void A_ticket_is_known_at_its_stations_and_their_neighbours(string station)
    {
        var id = Office.Sell(Order());
        var ticket = Assert.Single(Find(station, Today)!);
        Assert.Equal((id, TicketState.Sold, "C2001", "VNP", "TJP"),
            (ticket.TicketId, ticket.State, ticket.Train, ticket.Origin, ticket.Destination));
        Assert.Equal((Start - 3600, Start + 3600, Start + 7200), (ticket.EntryFrom, ticket.EntryUntil, ticket.ExitUntil));
    }

    [Fact]
    public void A_ticket_is_unknown_elsewhere_and_to_others()
    {
        Office.Sell(Order());
        Assert.Empty(Find("AOH", Today)!);
        Assert.Empty(_world.Publish(Start, "VNP").FindManifest("VNP", Today)!.Find(new byte[16])!);
    }

    [Fact]
    public void A_refund_shows_in_the_next_manifest_and_a_second_does_nothing_new()
    {
        var id = Office.Sell(Order());
        Assert.True(Office.Refund(id));
        Assert.Equal(TicketState.Refunded, Assert.Single(Find("VNP", Today)!).State);
        Assert.True(Office.Refund(id));
        Assert.False(Office.Refund(id + 1));
    }

    [Fact]
    public void A_night_train_is_in_the_manifests_of_both_days()
    {
        // 16:00 in China; the exit closes at 02:00 of the next service day.
        Office.Sell(Order(exitSeconds: 10 * 3600));
        Assert.Single(Find("TJP", Today)!);
        Assert.Single(Find("TJP", new ServiceDay(Today.DayNumber + 1))!);
        Assert.Null(Find("TJP", new ServiceDay(Today.DayNumber + 2)));
    }

    [Fact]
    public void The_day_before_serves_two_hours_past_midnight()
    {
        Office.Sell(Order());
        var midnight = new UnixTime((Today.DayNumber + 1) * 86_400L - 28_800);
        Assert.Single(Find("VNP", Today, midnight + 7199)!);
        Assert.Null(Find("VNP", Today, midnight + 7200));
    }

    [Fact]
    public void A_forgotten_traveller_has_no_ticket()
    {
        Office.Sell(Order());
        Office.Sell(Order() with { Traveller = People.Make(new Random(1), 1) });
        Office.Forget(People.Default);
        Assert.Empty(Find("VNP", Today)!);
        Assert.Single(Office.Sold);
    }

    [Fact]
    public void Ticket_numbers_repeat_with_the_seed() =>
        Assert.Equal(Office.Sell(Order()), new TestWorld().Authorities.Tickets.Sell(Order()));
}
