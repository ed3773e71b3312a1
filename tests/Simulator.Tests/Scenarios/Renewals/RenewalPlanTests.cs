using TempIdentity.GateAgent;
using TempIdentity.Simulator.Scenarios.Renewals;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Simulator.Tests.Scenarios.Renewals;

public sealed class RenewalPlanTests
{
    // 2026-11-25 in China: check-in for VNP to TJP from 05:22 to 22:33, way out from TJP until 21:59 (C2230 and two hours).
    private static readonly UnixTime Noon = new(1_795_579_200);
    private static readonly UnixTime Midnight = Noon - 12 * 3600;

    [Fact]
    public void Half_of_each_kind_is_issued_and_half_bound_and_the_same_seed_gives_the_same_plan()
    {
        var plan = RenewalPlan.Make(200, 10, TimeSpan.FromMinutes(10), 7, licences: true);
        Assert.All(plan.Phones.GroupBy(phone => (phone.Kind, phone.Form)), group => Assert.Equal(50, group.Count()));
        Assert.Equal(4, plan.Phones.GroupBy(phone => (phone.Kind, phone.Form)).Count());
        Assert.Equal(plan.Phones, RenewalPlan.Make(200, 10, TimeSpan.FromMinutes(10), 7, licences: true).Phones);
        Assert.NotEqual(plan.Phones, RenewalPlan.Make(200, 10, TimeSpan.FromMinutes(10), 8, licences: true).Phones);
        Assert.Equal(3, plan.Lanes.Count(lane => lane.Purpose == Purpose.Roadside));
    }

    [Fact]
    [Trait("rule", "R10")]
    public void Every_owner_passes_the_check_again_before_it_is_30_minutes_old()
    {
        var plan = RenewalPlan.Make(400, 1, TimeSpan.FromMinutes(10), 1, licences: true);
        Assert.All(plan.Phones, phone => Assert.InRange(
            phone.RecheckAfterSeconds, 60, CodeLimits.LivenessSeconds - RenewalPlan.PeriodSeconds));
    }

    [Fact]
    public void Without_a_licence_service_all_hold_ride_IDs() =>
        Assert.All(RenewalPlan.Make(9, 1, TimeSpan.FromSeconds(8), 1, licences: false).Phones,
            phone => Assert.Equal(CredentialKind.RideId, phone.Kind));

    [Fact]
    public void In_a_short_run_each_phone_still_renews_once() =>
        Assert.All(RenewalPlan.Make(50, 1, TimeSpan.FromSeconds(8), 3, licences: true).Phones,
            phone => Assert.InRange(phone.Offset, TimeSpan.Zero, TimeSpan.FromSeconds(8)));

    [Fact]
    public void Gates_are_expected_to_say_what_tickets_and_places_allow()
    {
        Assert.Equal(VerdictCode.Granted, GateHours.Expected(Purpose.StationEntry, inside: false, exits: 0, Noon));
        Assert.Equal(VerdictCode.AlreadyInside, GateHours.Expected(Purpose.StationEntry, inside: true, exits: 0, Noon));
        Assert.Equal(VerdictCode.Granted, GateHours.Expected(Purpose.StationExit, inside: true, exits: 3, Noon));
        Assert.Equal(VerdictCode.TicketUsed, GateHours.Expected(Purpose.StationExit, inside: true, exits: 4, Noon));
        Assert.Equal(VerdictCode.TooEarly, GateHours.Expected(Purpose.StationEntry, inside: false, exits: 0, Midnight + 3600));
        Assert.Equal(VerdictCode.TooLate, GateHours.Expected(Purpose.StationEntry, inside: true, exits: 0, Midnight + 23 * 3600));
        Assert.Null(GateHours.Expected(Purpose.StationEntry, inside: false, exits: 0, Midnight));
    }

    [Fact]
    public void Percentiles_are_nearest_ranks()
    {
        Assert.Equal(new LatencyFigures(50, 99, 100), LatencyFigures.Of(Enumerable.Range(1, 100).Select(ms => (double)ms)));
        Assert.Equal(new LatencyFigures(7, 7, 7), LatencyFigures.Of([7.0]));
        Assert.Equal(new LatencyFigures(null, null, null), LatencyFigures.Of([]));
    }

    [Fact]
    public void A_code_after_five_seconds_is_a_miss_and_one_at_five_is_none()
    {
        var group = new PhoneGroup(CredentialKind.RideId, CodeForm.Bound);
        var log = new RenewalLog();
        log.Renewed(group, RenewalPlan.MissedAfter);
        Assert.Equal(0, log.Counts().Missed);
        log.Renewed(group, RenewalPlan.MissedAfter + TimeSpan.FromMilliseconds(1));
        log.Missed(group);
        Assert.Equal(2, log.Counts().Missed);
    }
}
