using System.Globalization;
using TempIdentity.GateAgent;
using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Services.RideId;
using TempIdentity.Simulator.Services.Ticketing;
using TempIdentity.Simulator.Stories.Telling;
using TempIdentity.Simulator.Stories.World;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Stories.RideId;

/// <summary>What travellers do in several stories, told the same way.</summary>
internal static class RideIdActs
{
    /// <summary>Applies, and half a minute later passes the real-person check: the certificate is there.</summary>
    public static CertificateView Obtain(
        this StoryScript script, RideIdUser user, int grantsLeft, StoryActor actor = StoryActor.Traveller)
    {
        var receipt = script.Done(actor, StoryAction.Apply,
            "在“温馨服务”里打开【临时乘车身份证明】，授权定位，点击“立即申请”",
            "Opens the ride-ID page in the 12306 app, allows the location and taps Apply",
            user.Apply(), "application taken", _ => "application taken");
        script.Later(30);
        return script.Done(actor, StoryAction.PassCheck,
            "本人面对镜头通过实人核验，看到审核结果", "Passes the real-person check and is shown the result",
            user.Check(receipt), Certificate(86_400, existing: false, grantsLeft), view => Certificate(
                view.ValidUntil - view.ValidFrom, view.Existing, view.GrantsLeft));
    }

    /// <summary>Passes the check again; it never counts as an application (R8).</summary>
    public static CertificateView CheckAgain(
        this StoryScript script, RideIdUser user, string zh, string en, int grantsLeft, StoryActor actor = StoryActor.Traveller) =>
        script.Done(actor, StoryAction.PassCheck, zh, en, user.CheckAgain(),
            Certificate(86_400, existing: true, grantsLeft), view => Certificate(
                view.ValidUntil - view.ValidFrom, view.Existing, view.GrantsLeft));

    /// <summary>The counter reads the code of the phone and sells to whoever it names (R16).</summary>
    public static StoredTicket BuyAtDesk(
        this StoryScript script, RideIdUser user, StoryStation station, JourneyChoice journey, StoryActor actor = StoryActor.Traveller)
    {
        user.Phone.Refresh(script.Now);
        var who = script.World.Desk(station).Identify(user.Phone.Screen, station.Plan.Station!, script.Now);
        var answer = who.Value is { } traveller
            ? script.World.Tickets.Sell(traveller, journey, script.Now)
            : who.Refusal!;
        var ticket = script.Done(actor, StoryAction.BuyTicket,
            $"在售票窗口出示二维码，购买{journey.Train}次，{Place(journey.Origin).Zh}到{Place(journey.Destination).Zh}",
            $"Shows the code at the counter and buys {journey.Train}, {Place(journey.Origin).En} to {Place(journey.Destination).En}",
            answer, $"ticket {journey.Train}", sold => $"ticket {sold.Journey.Train}");
        script.World.Publish();
        return ticket;
    }

    /// <summary>The counter reads the code of the phone and refunds the ticket of whoever it names (R16).</summary>
    public static void RefundAtDesk(
        this StoryScript script, RideIdUser user, StoryStation station, StoredTicket ticket, StoryActor actor = StoryActor.Traveller)
    {
        user.Phone.Refresh(script.Now);
        var who = script.World.Desk(station).Identify(user.Phone.Screen, station.Plan.Station!, script.Now);
        var answer = who.Value is { } traveller
            ? script.World.Tickets.Refund(traveller, ticket.Id, script.Now)
            : who.Refusal!;
        script.Done(actor, StoryAction.RefundTicket,
            "在售票窗口出示二维码退票", "Shows the code at the counter and has the ticket refunded",
            answer, "ticket refunded", refunded => refunded.IsSold ? "ticket sold" : "ticket refunded");
        script.World.Publish();
    }

    /// <summary>What staff see of a code that passed: who it is, masked in the telling.</summary>
    public static void ReadIdentity(this StoryScript script, RideIdUser user, StoryStation station, string code) =>
        script.Expect(StoryActor.StationStaff, StoryAction.ReadIdentity,
            "手持机显示证件信息（此处打码），人员核对本人", "The handset shows who it is (masked here), and staff compare the face",
            Masked(user.Person), station.Identify(Purpose.RealNameCheck, code) is { } seen ? Masked(seen) : "nothing");

    private static string Masked(Identity person) => $"{People.MaskName(person.Name)} {ResidentCardNumber.Mask(person.Number)}";

    /// <summary>Shows a fresh code.</summary>
    public static string Fresh(this StoryScript script, RideIdUser user)
    {
        user.Phone.Refresh(script.Now);
        return user.Phone.Screen;
    }

    /// <summary>A station's names.</summary>
    public static (string Zh, string En) Place(string code)
    {
        var station = Timetable.Default.FindStation(code)!;
        return (station.Name, station.NameEn);
    }

    /// <summary>A train today.</summary>
    public static JourneyChoice Train(this StoryScript script, string train, string origin, string destination) =>
        new(train, ServiceDay.Of(script.Now), origin, destination);

    private static string Certificate(long seconds, bool existing, int left) => string.Create(CultureInfo.InvariantCulture,
        $"{(existing ? "same certificate" : "certificate")}, {seconds / 3600} h, {left} left this month");
}
