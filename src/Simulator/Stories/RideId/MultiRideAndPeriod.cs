using System.Globalization;
using TempIdentity.GateAgent;
using TempIdentity.Simulator.HeadOffice;
using TempIdentity.Simulator.Services.Ticketing;
using TempIdentity.Simulator.Stories.Telling;
using TempIdentity.Simulator.Stories.World;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Stories.RideId;

/// <summary>Commuters between Beijing and Tianjin: one with a period ticket, one with a multi-ride ticket that is nearly used up.</summary>
internal static class MultiRideAndPeriod
{
    /// <summary>Rides of the multi-ride ticket that were made with the identity card before the story's day.</summary>
    private const int RidesBefore = 18;

    private const int RidesADay = 4;

    public static Story Story { get; } = new("multi-ride-and-period",
        new("Holders of a multi-ride and of a period ticket", "持计次票和定期票的旅客"), ["R8", "R10", "R15", "R16"],
        StoryTime.At("2026-11-20 05:00:00"), Tell);

    private static void Tell(StoryScript script)
    {
        var world = script.World;
        using var period = RideIdUser.Anonymous(world, world.Adult(0));
        using var multi = RideIdUser.Anonymous(world, world.Adult(1));
        Buy(script, period.Person, "jingjin-month", "购买京津城际30日定期票，每天两次", "Buys a 30-day period ticket, two rides a day",
            TicketKind.Period, StoryActor.Traveller);
        var ticket = Buy(script, multi.Person, "jingjin-20", "购买京津城际20次计次票", "Buys a multi-ride ticket of 20 rides",
            TicketKind.MultiRide, StoryActor.Companion);
        RideWithTheCard(script, ticket);

        var (beijing, tianjin) = (world.Station("VNP"), world.Station("TJP"));
        PeriodTicket(script, period, beijing, tianjin);
        MultiRide(script, multi, beijing);
    }

    private static StoredTicket Buy(
        StoryScript script, Identity person, string product, string zh, string en, TicketKind kind, StoryActor actor) =>
        script.Done(actor, StoryAction.BuyTicket, zh, en,
            script.World.Tickets.SellProduct(person, product, ServiceDay.Of(script.Now), script.Now), Name(kind),
            sold => Name(sold.Kind));

    private static string Name(TicketKind kind) => kind switch
    {
        TicketKind.Single => "single ticket",
        TicketKind.MultiRide => "multi-ride ticket",
        TicketKind.Period => "period ticket",
    };

    private static void RideWithTheCard(StoryScript script, StoredTicket ticket)
    {
        var start = script.Now;
        script.At("2026-11-24 22:00:00");
        var grants = Enumerable.Range(0, RidesBefore).Select(ride => new TicketGrant("card-gate", StoryWorld.Epoch, ride + 1, ticket.Id,
            Direction.Entry, "VNP", start + ride / RidesADay * 86_400 + (2 + ride % RidesADay) * 3600, 1, 0)).ToArray();
        script.Expect(StoryActor.HeadOffice, StoryAction.Reconcile,
            "五天里凭身份证用了18次，总部把记录交给票务", "In five days 18 rides were made with the card; head office tells ticketing",
            "18 rides", string.Create(CultureInfo.InvariantCulture, $"{script.World.Tickets.TakeGrants(grants)} rides"));
        script.World.Publish();
    }

    private static void PeriodTicket(StoryScript script, RideIdUser user, StoryStation beijing, StoryStation tianjin)
    {
        script.At("2026-11-25 07:30:00").Tell(StoryActor.Traveller, "定期票旅客今天忘带身份证", "The period ticket's holder has no card today");
        script.Obtain(user, grantsLeft: 2);
        script.At("2026-11-25 07:45:00").Scan(beijing, Purpose.StationEntry, script.Fresh(user),
            "凭定期票进站，今天第一次", "Goes in on the period ticket, the day's first ride", VerdictCode.Granted);
        script.Later(60).Scan(beijing, Purpose.StationEntry, script.Fresh(user),
            "把手机从闸机内递给没票的朋友，朋友扫新的码", "Hands the phone back to a friend without a ticket, who scans a fresh code",
            VerdictCode.AlreadyInside);
        script.At("2026-11-25 08:57:30").CheckAgain(user, "到天津，再次通过实人核验", "In Tianjin passes the check again", grantsLeft: 2);
        script.At("2026-11-25 08:58:00").Scan(tianjin, Purpose.StationExit, script.Fresh(user), "在出站闸机扫码", "Scans at the exit gate",
            VerdictCode.Granted);
    }

    private static void MultiRide(StoryScript script, RideIdUser user, StoryStation beijing)
    {
        script.At("2026-11-25 09:30:00").Tell(StoryActor.Companion, "计次票旅客也忘带身份证；计次票还剩2次",
            "The multi-ride ticket's holder has no card either; two rides are left");
        script.Obtain(user, grantsLeft: 2, StoryActor.Companion);
        var first = script.Later(300).Scan(beijing, Purpose.StationEntry, script.Fresh(user), "第19次进站", "Ride 19",
            VerdictCode.Granted, StoryActor.Companion);
        script.At("2026-11-25 13:00:00").CheckAgain(user, "搭同事的车回京，再次通过实人核验", "Comes back in a colleague's car, passes the check again",
            grantsLeft: 2, StoryActor.Companion);
        var second = script.Later(60).Scan(beijing, Purpose.StationEntry, script.Fresh(user), "第20次进站", "Ride 20",
            VerdictCode.Granted, StoryActor.Companion);
        script.Expect(StoryActor.Gate, StoryAction.Scan, "闸机记录的是当天第1、第2次（从0数起）", "The gate's records say: the day's rides 0 and 1", "0, 1",
            string.Create(CultureInfo.InvariantCulture, $"{first.Record.Ride}, {second.Record.Ride}"));
        script.At("2026-11-25 17:40:00").CheckAgain(user, "傍晚又来，再次通过实人核验", "Comes again in the evening, passes the check again",
            grantsLeft: 2, StoryActor.Companion);
        script.Later(60).Scan(beijing, Purpose.StationEntry, script.Fresh(user), "第21次：次数已用完", "Ride 21: none is left",
            VerdictCode.TicketUsed, StoryActor.Companion);
        script.Later(120).BuyAtDesk(user, beijing, script.Train("C2071", "VNP", "TJP"), StoryActor.Companion);
        script.Later(60).Scan(beijing, Purpose.StationEntry, script.Fresh(user), "凭新买的单程票进站", "Goes in on the single ticket just bought",
            VerdictCode.Granted, StoryActor.Companion);
    }
}
