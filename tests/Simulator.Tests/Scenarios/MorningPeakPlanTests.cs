using TempIdentity.GateAgent;
using TempIdentity.Simulator.Scenarios;
using TempIdentity.Simulator.Station;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Tests.Scenarios;

/// <summary>The plan is a pure function of its arguments, and holds each kind of trouble that the scenario promises.</summary>
public class MorningPeakPlanTests
{
    [Theory]
    [InlineData(60, 1, 4, true)]
    [InlineData(60, 2, 4, false)]
    [InlineData(12, 3, 4, true)]
    [InlineData(1, 4, 1, true)]
    [InlineData(200, 5, 8, true)]
    public void The_same_arguments_give_the_same_visits(int passengers, int seed, int lanes, bool faults) =>
        Assert.Equal(
            MorningPeakPlan.Make(passengers, seed, lanes, faults).Visits, MorningPeakPlan.Make(passengers, seed, lanes, faults).Visits);

    [Fact]
    public void Another_seed_gives_another_plan() =>
        Assert.NotEqual(MorningPeakPlan.Make(60, 1, 4, true).Visits, MorningPeakPlan.Make(60, 2, 4, true).Visits);

    [Theory]
    [InlineData(1)]
    [InlineData(12)]
    [InlineData(60)]
    [InlineData(300)]
    public void As_many_people_come_as_were_asked_for(int passengers)
    {
        foreach (var faults in new[] { true, false })
            Assert.Equal(passengers, MorningPeakPlan.Make(passengers, 7, 4, faults).Visits.Select(visit => visit.Person)
                .Distinct().Count());
    }

    [Fact]
    public void The_demonstration_meets_every_kind_of_trouble()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var plan = MorningPeakPlan.Make(MorningPeakPlan.PassengersDefault, seed, 4, true);
            var shown = plan.Visits.Select(visit => visit.Shows).ToHashSet();
            Assert.Equal(Enum.GetValues<Shows>().ToHashSet(), shown);
        }
    }

    [Fact]
    public void The_demonstration_shows_both_forms_and_all_algorithms_on_every_lane()
    {
        var plan = MorningPeakPlan.Make(MorningPeakPlan.PassengersDefault, 1, 4, true);
        foreach (var lane in Enumerable.Range(0, 4))
        {
            var good = plan.Visits.Where(visit => visit.Lane == lane && visit.Shows == Shows.Good).ToArray();
            Assert.Equal(2, good.Select(visit => visit.Form).Distinct().Count());
            Assert.Equal(3, good.Select(visit => visit.Algorithm).Distinct().Count());
        }
    }

    [Fact]
    public void A_source_comes_before_what_it_is_the_source_of()
    {
        foreach (var visit in MorningPeakPlan.Make(300, 9, 4, true).Visits.Where(visit => visit.Source is not null))
            Assert.InRange(visit.Source!.Value, 1, visit.Number - 1);
    }

    [Fact]
    public void Visits_are_numbered_in_order_of_phase()
    {
        var visits = MorningPeakPlan.Make(300, 9, 4, true).Visits;
        Assert.Equal(Enumerable.Range(1, visits.Count), visits.Select(visit => visit.Number));
        Assert.Equal(visits.Select(visit => visit.Phase).Order(), visits.Select(visit => visit.Phase));
    }

    [Fact]
    public void A_replay_is_shown_for_the_purpose_that_it_was_granted_for()
    {
        var plan = MorningPeakPlan.Make(300, 11, 8, true);
        foreach (var visit in plan.Visits.Where(visit => visit.Intended == VerdictCode.Replayed))
        {
            var source = plan.Visits[visit.Source!.Value - 1];
            Assert.Equal(plan.Lanes[source.Lane].Purpose, plan.Lanes[visit.Lane].Purpose);
            Assert.Equal(VerdictCode.Granted, source.Intended);
        }
    }

    [Fact]
    public void Without_faults_everybody_is_granted_once()
    {
        var visits = MorningPeakPlan.Make(40, 3, 4, false).Visits;
        Assert.Equal(40, visits.Count);
        Assert.All(visits, visit =>
            Assert.Equal((VerdictCode.Granted, Shows.Good, Phase.Opening), (visit.Intended, visit.Shows, visit.Phase)));
    }

    [Fact]
    public void Exactly_one_person_stands_between_grant_and_passage_when_the_agent_is_killed()
    {
        var killed = Assert.Single(MorningPeakPlan.Make(60, 5, 4, true).Visits, visit => visit.Phase == Phase.Kill);
        Assert.Equal((Shows.KilledMidway, ExpectedOutcome.Unknown), (killed.Shows, killed.Outcome));
    }

    [Fact]
    public void Lanes_follow_the_pattern_entry_exit_entry_roadside() => Assert.Equal(
        [Purpose.StationEntry, Purpose.StationExit, Purpose.StationEntry, Purpose.Roadside, Purpose.StationEntry],
        StationLane.Pattern(5).Select(lane => lane.Purpose));

    [Fact]
    public void A_station_without_a_roadside_lane_expects_nothing_of_one()
    {
        var plan = MorningPeakPlan.Make(60, 1, 2, true);
        Assert.DoesNotContain(plan.Visits, visit => visit.Shows is Shows.NotEntitled or Shows.LicenceInvalid or Shows.RideIdAtRoadside);
    }
}
