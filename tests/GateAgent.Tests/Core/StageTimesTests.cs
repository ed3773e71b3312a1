using TempIdentity.GateAgent.Core;
using TempIdentity.GateAgent.Tests.Actuation;

namespace TempIdentity.GateAgent.Tests.Core;

public class StageTimesTests
{
    [Fact]
    public void Each_stage_has_the_time_since_the_one_before_and_one_that_runs_again_adds_up()
    {
        var time = new ManualTimeProvider();
        var times = new StageTimes(time);
        (Stage, int)[] ran = [(Stage.Decode, 1), (Stage.Verify, 20), (Stage.Decide, 3), (Stage.Record, 7), (Stage.Decide, 4)];
        foreach (var (stage, milliseconds) in ran)
        {
            time.Advance(milliseconds);
            times.Ended(stage);
        }
        Assert.Equal([1000, 20_000, 7000, 7000, 0], Enum.GetValues<Stage>().Select(times.Microseconds));
    }
}
