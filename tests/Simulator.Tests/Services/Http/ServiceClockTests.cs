using TempIdentity.Simulator.Services.Http;

namespace TempIdentity.Simulator.Tests.Services.Http;

public sealed class ServiceClockTests : IDisposable
{
    private readonly ServiceFiles _files = new();
    private readonly StoppedTime _machine = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void A_running_clock_goes_on_with_the_machine_and_ahead_of_it()
    {
        var clock = ServiceClock.Advanced(_machine);
        var start = clock.Now;
        _machine.Seconds += 5;
        Assert.Equal(start + 5, clock.Now);
        Assert.Equal(start + 66, clock.Advance(61));
        _machine.Seconds += 1;
        Assert.Equal((start + 67, 61L), (clock.Now, clock.AdvancedSeconds));
        Assert.True(clock is { Runs: true, CanAdvance: true });
    }

    [Fact]
    public void What_was_advanced_is_there_after_a_restart_so_that_trust_is_never_from_the_future_I8()
    {
        ServiceClock.Advanced(_machine, _files.In("ahead")).Advance(86_400);
        var again = ServiceClock.Advanced(_machine, _files.In("ahead"));
        Assert.Equal(86_400, again.AdvancedSeconds);
        again.Advance(1);
        Assert.Equal(86_401, ServiceClock.Advanced(_machine, _files.In("ahead")).AdvancedSeconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("99999999999")]
    [InlineData("1.5")]
    public void A_damaged_file_is_named(string text)
    {
        File.WriteAllText(_files.In("ahead"), text);
        Assert.Contains("ahead", Assert.Throws<InvalidDataException>(
            () => ServiceClock.Advanced(_machine, _files.In("ahead"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_never_more_than_its_limit_ahead_and_never_goes_back()
    {
        var clock = ServiceClock.Advanced(_machine);
        for (var year = 0; year < 10; year++) clock.Advance(ServiceClock.AdvanceMaxSeconds);
        Assert.Equal(ServiceClock.AdvancedMaxSeconds, clock.AdvancedSeconds);
        Assert.Throws<InvalidOperationException>(() => clock.Advance(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Advance(-1));
        Assert.Throws<InvalidOperationException>(() => ServiceClock.Real(_machine).Advance(1));
    }

    private sealed class StoppedTime : TimeProvider
    {
        public long Seconds { get; set; } = 1_800_000_000;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(Seconds);
    }
}
