using TempIdentity.Simulator.Stories.Telling;
using static TempIdentity.Simulator.Tests.Stories.StoryRuns;

namespace TempIdentity.Simulator.Tests.Stories;

/// <summary>The ride-ID stories hold, and what gates and services answered in them is what the rules ask for.</summary>
public sealed class RideIdStoryTests
{
    [Fact]
    [Trait("rule", "R2")]
    [Trait("rule", "R10")]
    [Trait("rule", "R16")]
    public void A_forgotten_card_on_a_workday_morning()
    {
        var result = Held("forgotten-id");
        Assert.Equal(["station-entry too_early", "station-entry granted", "station-exit granted"], Verdicts(result));
        Assert.Equal(2, Openings(result));
        Assert.Equal(["location_not_authorised R2", "check_expired R10"], Refusals(result));
        Assert.Contains(result.Steps, step => step.Answer?.Zh.Contains("重新定位", StringComparison.Ordinal) == true);
    }

    [Fact]
    [Trait("rule", "R6")]
    [Trait("rule", "R8")]
    [Trait("rule", "R17")]
    public void The_fourth_application_of_a_month_is_sent_to_the_police_counter_and_the_next_month_works_again()
    {
        var result = Held("fourth-application");
        Assert.Equal(["check_failed R5", "quota_used R6", "quota_used R6"], Refusals(result));
        Assert.Equal(["real-name-check granted"], Verdicts(result));
        var last = result.Steps.Last(step => step.Seen == "quota_used R6");
        Assert.Equal(StoryTime.At("2026-11-30 23:59:59"), last.At);
        Assert.Contains("车站的公安制证窗口", last.Answer!.Value.Zh, StringComparison.Ordinal);
        Assert.Equal(
            ["certificate, 24 h, 2 left this month", "certificate, 24 h, 1 left this month", "certificate, 24 h, 0 left this month",
                "certificate, 24 h, 2 left this month"],
            Granted(result));
    }

    [Fact]
    [Trait("rule", "R10")]
    [Trait("rule", "R13")]
    public void Without_network_a_bound_code_renews_itself_until_the_thirty_minutes_end()
    {
        var result = Held("tunnel");
        Assert.Equal(
            ["station-entry granted", "station-entry granted", "on-board code_stale", "on-board granted", "on-board granted",
                "on-board liveness_expired", "on-board liveness_expired", "on-board granted"],
            Verdicts(result));
        Assert.Contains("刷新", result.Verdicts[2].Passenger.Zh, StringComparison.Ordinal);
        Assert.Equal([1799L, 1800L], result.Verdicts.Skip(4).Take(2).Select(verdict => verdict.Record.LivenessAgeS!.Value));
        Assert.Null(result.Verdicts[6].Record.Also);
        Assert.Equal(["check_expired R10"], Refusals(result));
    }

    [Fact]
    [Trait("rule", "R7")]
    [Trait("rule", "R14")]
    public void A_certificate_that_ran_out_on_the_train_is_told_both_ways_out()
    {
        var result = Held("certificate-runs-out");
        Assert.Equal(
            ["station-entry granted", "station-exit credential_expired", "real-name-check credential_expired", "real-name-check granted",
                "station-exit granted"],
            Verdicts(result));
        Assert.Equal("证明已失效，请重新申请或走人工通道", result.Verdicts[1].Passenger.Zh);
        Assert.Contains("人工通道", result.Verdicts[2].Staff.Zh, StringComparison.Ordinal);
        Assert.Null(result.Verdicts[1].Record.Also);
        Assert.Equal(["certificate_expired R14"], Refusals(result));
        Assert.Equal(2, Openings(result));
    }

    [Fact]
    [Trait("rule", "R3")]
    [Trait("rule", "R4")]
    public void A_minor_with_a_card_passes_like_an_adult()
    {
        var result = Held("minor");
        Assert.Equal(["real-name-check granted", "station-entry granted", "station-exit granted"], Verdicts(result));
        Assert.Equal(["document_not_accepted R3", "number_check_character R3", "check_failed R5"], Refusals(result));
        Assert.Equal(["certificate, 24 h, 2 left this month"], Granted(result));
    }

    [Fact]
    [Trait("rule", "R15")]
    public void Multi_ride_and_period_tickets_open_the_gate_and_are_used_up()
    {
        var result = Held("multi-ride-and-period");
        Assert.Equal(
            ["station-entry granted", "station-entry already_inside", "station-exit granted", "station-entry granted",
                "station-entry granted", "station-entry ticket_used", "station-entry granted"],
            Verdicts(result));
        Assert.Equal(5, Openings(result));
        Assert.Equal([0, 0, 1], result.Verdicts.Where(verdict => verdict is { Opened: true, Purpose: GateAgent.Purpose.StationEntry })
            .Select(verdict => verdict.Record.Ride).Take(3));
        var (nineteenth, twentieth) = (result.Verdicts[3].Record.Ticket, result.Verdicts[4].Record.Ticket);
        Assert.Equal(nineteenth, twentieth);
        Assert.NotEqual(twentieth, result.Verdicts[6].Record.Ticket);
    }

    [Fact]
    [Trait("rule", "R16")]
    public void A_refund_that_came_after_the_manifest_is_found_at_head_office()
    {
        var result = Held("refunded-at-noon");
        Assert.Equal(["station-entry granted", "station-entry ticket_refunded"], Verdicts(result));
        Assert.Equal([2L, 4L], result.Verdicts.Select(verdict => verdict.Record.ManifestChange!.Value));
        Assert.Equal(result.Verdicts[0].Record.ManifestRevision, result.Verdicts[1].Record.ManifestRevision);
        Assert.Equal("refunded 12:00:00, granted 13:30:00, gate knew change 2", result.Steps[^1].Seen);
    }

    private static string[] Granted(StoryResult result) =>
        [.. result.Steps.Select(step => step.Seen ?? "").Where(seen => seen.StartsWith("certificate,", StringComparison.Ordinal))];
}
