using TempIdentity.Simulator.Services;

namespace TempIdentity.Simulator.Tests.Services;

public class CommonRefusalTests
{
    [Fact]
    public void Every_refusal_has_its_own_code_and_both_languages()
    {
        var all = Enum.GetValues<CommonRefusal>().Select(refusal => CommonRefusals.For(refusal)).ToArray();
        Assert.Equal(all.Length, all.Select(refusal => refusal.Code).Distinct().Count());
        Assert.All(all, refusal =>
        {
            Assert.InRange(refusal.Status, 400, 599);
            foreach (var text in new[] { refusal.Title, refusal.NextStep })
            {
                Assert.Matches("^[A-Z]", text.En);
                Assert.Matches("\\p{IsCJKUnifiedIdeographs}", text.Zh);
            }
        });
    }

    [Fact]
    public void A_problem_says_all_that_the_refusal_says()
    {
        var problem = CommonRefusals.For(CommonRefusal.TooManyRequests, 7).ToProblem();
        Assert.Equal(("urn:tempidentity:problem:too_many_requests", 429, "too_many_requests", 7L),
            (problem.Type, problem.Status, problem.Code, problem.RetryAfterSeconds));
        Assert.Equal("操作过于频繁", problem.TitleZhCn);
        Assert.Equal("请稍后再试", problem.NextStepZhCn);
    }
}
