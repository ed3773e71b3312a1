using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Services;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Tests.Services;

public class CitizenTests
{
    private readonly RealPersonCheck _check = new(new CitizenRegister(CitizenRegister.Standard), new SimulatedCamera());

    [Fact]
    [Trait("rule", "R5")]
    public void A_number_that_nobody_has_a_name_that_does_not_fit_and_another_face_are_told_alike()
    {
        Assert.Equal(CameraResult.Pass, _check.Check(People.Default, CameraCapture.Pass));
        Assert.Equal(CameraResult.Fail, _check.Check(People.Default, CameraCapture.Fail));
        Assert.Equal(CameraResult.Fail, _check.Check(People.Default with { Name = "测试乙" }, CameraCapture.Pass));
        Assert.Equal(CameraResult.Fail, _check.Check(People.Default with { Number = "11010118500101019X" }, CameraCapture.Pass));
    }

    [Theory]
    [InlineData(CameraCapture.Spoof, CameraResult.Spoof)]
    [InlineData(CameraCapture.Timeout, CameraResult.Timeout)]
    internal void What_the_camera_alone_sees_says_nothing_of_the_register(CameraCapture capture, CameraResult result)
    {
        Assert.Equal(result, _check.Check(People.Default, capture));
        Assert.Equal(result, _check.Check(People.Default with { Number = "11010118500101019X" }, capture));
    }

    [Fact]
    public void The_register_has_minors_and_nobody_twice()
    {
        Assert.Equal(CitizenRegister.Standard.Count, CitizenRegister.Standard.Select(person => person.Number).Distinct().Count());
        Assert.All(CitizenRegister.Standard, person => Assert.True(ResidentCardNumber.IsValid(person.Number)));
        Assert.All(CitizenRegister.Standard, person => Assert.Equal(CameraResult.Pass, _check.Check(person, CameraCapture.Pass)));
        Assert.Contains(CitizenRegister.Standard, person => person.Number.StartsWith("119999201", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2026-11-30T15:59:59Z", 2026 * 12 + 10)]
    [InlineData("2026-11-30T16:00:00Z", 2026 * 12 + 11)]
    [InlineData("2026-12-31T15:59:59Z", 2026 * 12 + 11)]
    [InlineData("2026-12-31T16:00:00Z", 2027 * 12)]
    [Trait("rule", "R6")]
    public void A_month_ends_at_midnight_in_China(string instant, int month)
    {
        Assert.True(UnixTime.TryParse(instant, out var now));
        Assert.Equal(month, ChinaMonth.Of(now).Number);
    }

    [Fact]
    public void A_day_begins_at_midnight_in_China()
    {
        var start = ChinaTime.StartOf(new DateOnly(2026, 12, 1));
        Assert.Equal("2026-11-30T16:00:00Z", start.ToString());
        Assert.Equal(new DateOnly(2026, 12, 1), ChinaTime.DateOf(start));
        Assert.Equal(new DateOnly(2026, 11, 30), ChinaTime.DateOf(start - 1));
    }
}
