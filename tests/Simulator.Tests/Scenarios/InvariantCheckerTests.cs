using TempIdentity.Simulator.Scenarios;
using TempIdentity.Simulator.Scenarios.Checks;
using TempIdentity.Simulator.Station;

namespace TempIdentity.Simulator.Tests.Scenarios;

/// <summary>Canaries: a sound log passes, and each way of doctoring it is found under its own name.</summary>
public class InvariantCheckerTests
{
    [Fact]
    public void A_sound_run_has_no_violation_and_adds_up()
    {
        var run = Doctored.Sound().Check();

        Assert.Empty(run.Violations);
        Assert.Equal((6, 5, 0, 6, 6), (run.Scans, run.Granted, run.Referred, run.Recorded, run.AtHeadOffice));
        Assert.Equal([KeyValuePair.Create("code_stale", 1)], run.Refused);
        Assert.Equal((0, 0, 4, 0), (run.Lost, run.Duplicated, run.GateOpenings, run.OpeningsWithoutRecord));
        Assert.Equal("code_stale", run.FinalCodes[2]);
    }

    [Fact]
    public void I1_an_opening_without_a_record_is_found()
    {
        var run = Doctored.Sound();
        run.Edge("1", GateEdges.Open, 999);
        var check = run.Check();
        Assert.Equal(1, check.OpeningsWithoutRecord);
        AssertFound(check, ViolationKind.OpeningWithoutRecord);
    }

    [Fact]
    public void I1_a_second_opening_on_one_record_is_found()
    {
        var run = Doctored.Sound();
        run.Edge("1", GateEdges.Open, 1);
        AssertFound(run.Check(), ViolationKind.OpeningWithoutRecord);
    }

    [Fact]
    public void I1_a_refused_record_opens_nothing()
    {
        var run = Doctored.Sound();
        var refused = run.Rows().First(row => row.Code == "code_stale").Sequence;
        run.Edge("1", GateEdges.Open, refused);
        AssertFound(run.Check(), ViolationKind.OpeningWithoutRecord);
    }

    [Fact]
    public void I1_a_grant_that_never_opened_is_found()
    {
        var run = Doctored.Sound();
        run.Edges.RemoveAll(edge => edge is { What: GateEdges.Open, Lane: "2" });
        AssertFound(run.Check(), ViolationKind.GrantWithoutOpening);
    }

    [Fact]
    public void I1_a_pulse_where_there_are_no_wings_is_found()
    {
        var run = Doctored.Sound();
        run.Edge("4", GateEdges.PulseWithoutWings, 3);
        AssertFound(run.Check(), ViolationKind.PulseWithoutWings);
    }

    [Fact]
    public void I2_a_scan_without_a_decision_is_lost()
    {
        var run = Doctored.Sound();
        run.Forget((_, code) => code == "code_stale");
        var check = run.Check();
        Assert.Equal(1, check.Lost);
        Assert.Contains(check.Violations, violation =>
            violation.Kind == ViolationKind.ScanLost && violation.Text.Contains("scan 2", StringComparison.Ordinal));
    }

    [Fact]
    public void I2_a_scan_decided_twice_is_doubled()
    {
        var run = Doctored.Sound();
        run.Decide("1", "station-entry", "code_stale", 2, null, Doctored.Digest("frame 2"));
        var check = run.Check();
        Assert.Equal(1, check.Duplicated);
        AssertFound(check, ViolationKind.DecisionDoubled);
    }

    [Fact]
    public void I2_a_decision_on_what_was_never_scanned_is_found()
    {
        var run = Doctored.Sound();
        run.Decide("1", "station-entry", "code_stale", 2, null, Doctored.Digest("frame 77"));
        AssertFound(run.Check(), ViolationKind.DecisionWithoutScan);
    }

    [Fact]
    public void I2_a_frame_held_in_view_is_one_scan_and_one_second_later_it_is_two()
    {
        var run = Doctored.Sound();
        var last = run.Scans[^1];
        run.Scans.Add(last with { Scan = 7, AtMs = last.EndMs + 900, EndMs = last.EndMs + 999 });
        Assert.Empty(run.Check().Violations);

        run.Scans[^1] = last with { Scan = 7, AtMs = last.EndMs + 950, EndMs = last.EndMs + 1000 };
        AssertFound(run.Check(), ViolationKind.ScanLost);
    }

    [Fact]
    public void I2_another_code_than_intended_is_found()
    {
        var run = Doctored.Sound();
        run.People[1] = run.People[1] with { Intended = "granted" };
        AssertFound(run.Check(), ViolationKind.UnexpectedCode);
    }

    [Fact]
    public void I2_another_code_shown_than_recorded_is_found()
    {
        var run = Doctored.Sound();
        var shown = run.Edges.FindIndex(edge => edge.Code == "code_stale");
        run.Edges[shown] = run.Edges[shown] with { Code = "granted" };
        AssertFound(run.Check(), ViolationKind.WrongShow);
    }

    [Fact]
    public void I2_decisions_out_of_order_are_found()
    {
        var run = Doctored.Sound();
        (run.Scans[0], run.Scans[1]) = (run.Scans[0] with { AtMs = run.Scans[1].AtMs }, run.Scans[1] with { AtMs = run.Scans[0].AtMs });
        AssertFound(run.Check(), ViolationKind.OutOfOrder);
    }

    [Fact]
    public void I2_a_line_that_is_not_of_the_gates_protocol_is_found()
    {
        var run = Doctored.Sound();
        run.Edge("1", GateEdges.Protocol, null);
        AssertFound(run.Check(), ViolationKind.Protocol);
    }

    [Fact]
    public void I3_a_presentation_granted_twice_is_found()
    {
        var run = Doctored.Sound();
        run.Decide("4", "roadside", "granted", 3, null, Doctored.Digest("frame 3"));
        AssertFound(run.Check(), ViolationKind.PresentationGrantedTwice);
    }

    [Fact]
    public void I3_a_ticket_used_twice_is_found_unless_nobody_went_in_between()
    {
        var run = Doctored.Sound();
        run.Visit(7, "1", "station-entry", "granted", ticket: "a4", outcome: "passed");
        AssertFound(run.Check(), ViolationKind.TicketUsedTwice);
    }

    [Fact]
    [Trait("rule", "R15")]
    public void I3_a_ticket_of_two_rides_is_granted_twice_and_not_a_third_time()
    {
        var run = Doctored.Sound();
        run.Rides["station-entry"] = 2;
        run.Visit(7, "1", "station-entry", "granted", ticket: "a4", outcome: "passed");
        Assert.DoesNotContain(run.Check().Violations, violation => violation.Kind == ViolationKind.TicketUsedTwice);
        run.Visit(8, "1", "station-entry", "granted", ticket: "a4", outcome: "passed");
        AssertFound(run.Check(), ViolationKind.TicketUsedTwice);
    }

    [Fact]
    public void I4_a_grant_without_outcome_is_found()
    {
        var run = Doctored.Sound();
        run.Forget((_, code) => code == "outcome_unknown");
        AssertFound(run.Check(), ViolationKind.OutcomeMissing);
    }

    [Fact]
    public void I4_a_second_outcome_is_found()
    {
        var run = Doctored.Sound();
        run.Outcome("1", 1, "passed");
        AssertFound(run.Check(), ViolationKind.OutcomeDoubled);
    }

    [Fact]
    public void I4_an_outcome_that_the_gate_did_not_see_is_found()
    {
        var run = Doctored.Sound();
        run.Forget((_, code) => code == "outcome_unknown");
        run.Outcome("2", run.Rows().First(row => row.Body!.Contains("\"a6\"", StringComparison.Ordinal)).Sequence, "passed");
        AssertFound(run.Check(), ViolationKind.OutcomeWrong);
    }

    [Fact]
    public void I5_a_missing_row_is_found_and_counted_as_lost()
    {
        var run = Doctored.Sound();
        var rows = run.Rows();
        rows.RemoveAt(3);
        var check = run.Check(rows);
        Assert.True(check.Lost >= 1);
        AssertFound(check, ViolationKind.SequenceGap);
    }

    [Fact]
    public void I5_rows_missing_below_the_signed_head_are_found()
    {
        var run = Doctored.Sound();
        var rows = run.Rows();
        rows.RemoveAt(rows.Count - 1);
        AssertFound(run.Check(rows), ViolationKind.HeadNotProven);
    }

    [Fact]
    public void I5_a_head_whose_signature_does_not_verify_is_found()
    {
        var run = Doctored.Sound();
        AssertFound(run.Check(head: new HeadLine("gate-0001", 1, 1, false)), ViolationKind.HeadNotProven);
    }

    [Fact]
    public void I5_a_row_that_is_there_twice_is_found()
    {
        var run = Doctored.Sound();
        var rows = run.Rows();
        rows.Add(rows[2]);
        var check = run.Check(rows);
        Assert.Equal(1, check.Duplicated);
        AssertFound(check, ViolationKind.SequenceDoubled);
    }

    [Fact]
    public void I5_a_changed_body_breaks_the_chain()
    {
        var run = Doctored.Sound();
        var rows = run.Rows();
        rows[1] = rows[1] with { Body = rows[1].Body!.Replace("trusted", "holdover", StringComparison.Ordinal) };
        AssertFound(run.Check(rows), ViolationKind.ChainBroken);
    }

    [Fact]
    public void I6_what_was_found_in_clear_is_a_violation() =>
        AssertFound(Doctored.Sound().Check(found: ["the name of person 1 in ledger.db"]), ViolationKind.PersonalDataInClear);

    private static void AssertFound(CheckedRun run, ViolationKind kind) =>
        Assert.Contains(run.Violations, violation => violation.Kind == kind);
}
