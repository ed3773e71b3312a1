using System.Globalization;
using TempIdentity.GateAgent;
using TempIdentity.Simulator.HeadOffice;
using TempIdentity.Simulator.Stories.Telling;
using TempIdentity.Simulator.Stories.World;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Stories.RideId;

/// <summary>A refund that a gate without network does not know of, and how head office finds who went in meanwhile.</summary>
internal static class RefundedAtNoon
{
    public static Story Story { get; } = new("refunded-at-noon",
        new("Refunded after the gate had its manifest", "闸机下载清单之后退票"), ["R16"], StoryTime.At("2026-11-25 11:30:00"), Tell);

    private static void Tell(StoryScript script)
    {
        var world = script.World;
        var beijing = world.Station("VNP");
        using var first = RideIdUser.Anonymous(world, world.Adult(0));
        using var second = RideIdUser.Anonymous(world, world.Adult(1));
        var wanted = script.Train("G143", "VNP", "AOH");
        script.At("2026-11-25 11:36:00").Obtain(first, grantsLeft: 2);
        script.Obtain(second, grantsLeft: 2, StoryActor.Companion);
        var firstTicket = script.At("2026-11-25 11:40:00").BuyAtDesk(first, beijing, wanted);
        var secondTicket = script.Later(60).BuyAtDesk(second, beijing, wanted, StoryActor.Companion);
        script.At("2026-11-25 11:50:00").Expect(StoryActor.Gate, StoryAction.Publish,
            "闸机下载清单和变更日志，随后断网", "The gate downloads manifest and change log, then loses the network", "change 2", Known(beijing));
        beijing.Online = false;

        script.At("2026-11-25 12:00:00").RefundAtDesk(first, beijing, firstTicket);
        script.Later(30).RefundAtDesk(second, beijing, secondTicket, StoryActor.Companion);
        script.At("2026-11-25 13:29:00").CheckAgain(first, "退了票仍来乘车，先通过实人核验", "Comes to ride all the same, and passes the check",
            grantsLeft: 2);
        script.At("2026-11-25 13:30:00").Scan(beijing, Purpose.StationEntry, script.Fresh(first),
            "变更日志还没到：闸机只知道票已售", "The change log has not come: the gate knows the ticket as sold", VerdictCode.Granted);

        beijing.Online = true;
        script.At("2026-11-25 13:40:00").World.Publish();
        script.Expect(StoryActor.Gate, StoryAction.Publish, "网络恢复，变更日志送到", "The network is back and brings the change log", "change 4",
            Known(beijing));
        script.At("2026-11-25 13:44:00").CheckAgain(second, "另一人也来，通过实人核验", "The other one comes too, and passes the check",
            grantsLeft: 2, StoryActor.Companion);
        script.At("2026-11-25 13:45:00").Scan(beijing, Purpose.StationEntry, script.Fresh(second), "现在闸机知道已退票",
            "Now the gate knows of the refund", VerdictCode.TicketRefunded, StoryActor.Companion);
        AtHeadOffice(script.At("2026-11-25 20:00:00"), beijing);
    }

    private static string Known(StoryStation station)
    {
        var changes = station.Trust.FindChanges("VNP", ServiceDay.Of(StoryTime.At("2026-11-25 12:00:00")));
        return string.Create(CultureInfo.InvariantCulture, $"change {changes?.Last}");
    }

    private static void AtHeadOffice(StoryScript script, StoryStation beijing)
    {
        script.World.HeadOffice.Take(beijing);
        var grants = script.World.HeadOffice.Grants();
        script.Expect(StoryActor.HeadOffice, StoryAction.Reconcile, "晚上收齐记录，交给票务", "In the evening has all records and tells ticketing",
            "1 grant", string.Create(CultureInfo.InvariantCulture, $"{script.World.Tickets.TakeGrants(grants)} grant"));
        script.Expect(StoryActor.HeadOffice, StoryAction.Reconcile,
            "对账：找出退票之后、变更送到之前放行的那一次", "Reconciles and finds the grant between the refund and its arrival",
            "refunded 12:00:00, granted 13:30:00, gate knew change 2",
            string.Join("; ", script.World.Tickets.Reconcile().Select(Describe)));
    }

    private static string Name(WrongGrant why) => why switch
    {
        WrongGrant.Refunded => "refunded",
        WrongGrant.Changed => "changed",
        WrongGrant.NotSold => "not sold",
    };

    private static string Describe(RefundFinding finding) => string.Create(CultureInfo.InvariantCulture,
        $"{Name(finding.Why)} {StoryTime.ClockOf(finding.Since ?? default)}, granted {StoryTime.ClockOf(finding.Grant.At)}, "
        + $"gate knew change {finding.Grant.ManifestChange}");
}
