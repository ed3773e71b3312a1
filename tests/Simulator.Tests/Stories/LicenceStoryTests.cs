using TempIdentity.Simulator.Stories.Telling;
using static TempIdentity.Simulator.Tests.Stories.StoryRuns;

namespace TempIdentity.Simulator.Tests.Stories;

/// <summary>The licence stories hold, and what officers and the service answered in them is what the rules ask for.</summary>
public sealed class LicenceStoryTests
{
    [Fact]
    [Trait("rule", "L9")]
    public void Twelve_points_are_genuine_and_not_entitled_until_the_status_ends()
    {
        var result = Held("twelve-points");
        Assert.Equal(["roadside licence_not_entitled", "roadside licence_not_entitled", "roadside granted"], Verdicts(result));
        var status = Assert.Single(result.Verdicts[0].Record.Statuses!);
        Assert.Equal(("twelve_points", "points_reached", "2026-11-24T16:00:00Z", "2026-12-01T16:00:00Z"),
            (status.Status, status.Reason, status.From, status.Until));
        Assert.Null(result.Verdicts[0].Record.Also);
        Assert.Equal(["2026-12-01T15:59:59Z", "2026-12-01T16:00:00Z"], result.Verdicts.Skip(1).Select(verdict => verdict.Record.At));
        Assert.Null(result.Verdicts[2].Record.Statuses);
        Assert.Equal(["licence_status_forbids L9"], Refusals(result));
        Assert.Equal(["red code", "black code"],
            result.Steps.Select(step => step.Seen ?? "").Where(seen => seen.EndsWith("code", StringComparison.Ordinal)));
    }

    [Fact]
    [Trait("rule", "L11")]
    public void A_locked_licence_tells_both_texts_word_for_word_and_is_invalid_at_the_roadside()
    {
        var result = Held("locked-licence");
        Assert.Equal(["roadside granted", "roadside licence_invalid"], Verdicts(result));
        Assert.Equal(["licence_not_valid L11", "licence_status_forbids L11"], Refusals(result));
        Assert.Equal(
            ["您的驾驶证状态异常，驾驶证电子版无效，请联系驾驶证发证地公安交管部门。",
                "您的驾驶证状态异常，无法申领驾驶证电子版，请联系驾驶证发证地公安交管部门。"],
            result.Steps.Where(step => step.Seen is "licence_not_valid L11" or "licence_status_forbids L11")
                .Select(step => step.Answer!.Value.Zh));
        Assert.Equal("您的驾驶证状态异常，驾驶证电子版无效，请联系驾驶证发证地公安交管部门。", result.Verdicts[1].Passenger.Zh);
        Assert.Equal("bound", result.Verdicts[1].Record.Form);
        Assert.Equal("locked", Assert.Single(result.Verdicts[1].Record.Statuses!).Status);
    }

    [Fact]
    [Trait("rule", "L12")]
    public void A_renewed_licence_asks_for_paper_until_it_is_applied_for_again()
    {
        var result = Held("renewed-not-reissued");
        Assert.Equal(["roadside granted", "roadside ask_for_paper", "roadside granted"], Verdicts(result));
        Assert.Equal(["superseded_by_renewal L12"], Refusals(result));
        var superseded = Assert.Single(result.Verdicts[1].Record.Statuses!);
        Assert.Equal(("normal", "superseded", true), (superseded.Status, superseded.Reason, superseded.PaperNeeded));
        Assert.Equal(result.Verdicts[0].Record.Credential, result.Verdicts[1].Record.Credential);
        Assert.NotEqual(result.Verdicts[1].Record.Credential, result.Verdicts[2].Record.Credential);
        Assert.Equal("C1 D", result.Steps[^1].Seen);
    }

    [Fact]
    [Trait("rule", "L5")]
    [Trait("rule", "L6")]
    [Trait("rule", "L7")]
    public void A_photo_is_refused_by_name_and_reviewed_within_a_working_day_over_the_holidays()
    {
        var result = Held("photo-refused-twice");
        string[] told = [.. result.Steps.Where(step => step.Actor == StoryActor.Reviewer).Select(step => step.Answer!.Value.Zh)];
        Assert.Equal(4, told.Length);
        Assert.Contains("背景应为白色；头发不遮盖面部、眉毛、耳朵", told[0], StringComparison.Ordinal);
        Assert.Contains("不得对人像特征进行技术处理", told[1], StringComparison.Ordinal);
        Assert.Contains("申领成功", told[2], StringComparison.Ordinal);
        Assert.Equal(
            [StoryTime.At("2026-09-28 09:00:00"), StoryTime.At("2026-09-28 10:30:00"), StoryTime.At("2026-10-08 09:00:00"),
                StoryTime.At("2026-10-09 10:30:00")],
            result.Steps.Where(step => step.Actor == StoryActor.Reviewer).Select(step => step.At));
        Assert.Equal(["roadside granted"], Verdicts(result));
        Assert.Equal(["replacement_too_soon L7"], Refusals(result));
    }

    [Fact]
    [Trait("rule", "L14")]
    public void A_screenshot_is_stale_and_the_live_display_is_granted()
    {
        var result = Held("screenshot-roadside");
        Assert.Equal(["roadside code_stale", "roadside code_stale", "roadside granted"], Verdicts(result));
        Assert.Equal([91L, 900L, 5L], result.Verdicts.Select(verdict => verdict.Record.CodeAgeS!.Value));
        Assert.Null(result.Verdicts[0].Record.Also);
        Assert.Contains("截图无效", result.Verdicts[0].Staff.Zh, StringComparison.Ordinal);
    }
}
