using TempIdentity.GateAgent.Texts;
using TempIdentity.Simulator.LiveStation.Trials;

namespace TempIdentity.Simulator.Tests.LiveStation;

/// <summary>A trial that cannot come out otherwise would tell nothing.</summary>
public class TrialJudgementTests
{
    private static Expectation[] Expected(params string[] codes) => [.. codes.Select(code => Expectation.Of(code, "en", "zh"))];

    private static Effect[] Caused(params string[] codes) =>
        [.. codes.Select(code => new Effect(new BilingualText("en", "zh"), code, DateTimeOffset.UnixEpoch))];

    [Fact]
    public void As_expected_is_all_that_was_expected_and_nothing_else()
    {
        Assert.Equal(TrialState.AsExpected, TrialJudgement.Of(Expected("granted"), Caused("granted")));
        Assert.Equal(TrialState.AsExpected, TrialJudgement.Of(Expected("granted", "tailgate"), Caused("tailgate", "granted")));
        Assert.Equal(TrialState.Otherwise, TrialJudgement.Of(Expected("granted", "tailgate"), Caused("granted")));
        Assert.Equal(TrialState.Otherwise, TrialJudgement.Of(Expected("granted"), Caused()));
        Assert.Equal(TrialState.Otherwise, TrialJudgement.Of(Expected("granted"), Caused("replayed")));
        Assert.Equal(TrialState.Otherwise, TrialJudgement.Of(Expected("granted"), Caused("granted", "tailgate")));
    }

    [Fact]
    public void Either_side_of_an_edge_will_do_and_the_board_keeps_the_newest()
    {
        Expectation[] edge = [new(new BilingualText("en", "zh"), ["granted", "code_stale"])];
        Assert.Equal(TrialState.AsExpected, TrialJudgement.Of(edge, Caused("code_stale")));
        Assert.Equal(TrialState.Otherwise, TrialJudgement.Of(edge, Caused("revoked")));
        var board = new TrialBoard();
        var first = board.Add(Cheat.Screenshot, new BilingualText("en", "zh"), edge, DateTimeOffset.UnixEpoch);
        Assert.Equal(TrialState.Waiting, Assert.Single(board.NewestFirst).State);
        Assert.Equal(TrialState.AsExpected, board.Judge(first, Caused("granted")).State);
        for (var i = 0; i < TrialBoard.KeptMax; i++) board.Add(Cheat.Fire, new BilingualText("en", "zh"), edge, DateTimeOffset.UnixEpoch);
        Assert.Equal(TrialBoard.KeptMax, board.NewestFirst.Count);
        Assert.DoesNotContain(board.NewestFirst, trial => trial.Id == first.Id);
    }
}
