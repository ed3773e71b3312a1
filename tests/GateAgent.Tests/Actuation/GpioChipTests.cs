using System.Threading.Channels;
using TempIdentity.GateAgent.Actuation;
using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Configuration;
using TempIdentity.GateAgent.Tests.Scanning;
using TempIdentity.TokenCrypto;

namespace TempIdentity.GateAgent.Tests.Actuation;

/// <summary>Runs where the kernel has a simulated chip (gpio-sim); lines of a real one are never touched.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GpioSimFactAttribute : FactAttribute
{
    public GpioSimFactAttribute() => Skip = Device() is null ? "no gpio-sim chip on this machine" : null;

    /// <summary>Such as <c>/sys/devices/platform/gpio-sim.0/gpiochip0</c>; null when there is none.</summary>
    public static string? Device() => Directory.Exists("/sys/devices/platform")
        ? Directory.EnumerateDirectories("/sys/devices/platform", "gpio-sim.*")
            .SelectMany(chip => Directory.EnumerateDirectories(chip, "gpiochip*"))
            .FirstOrDefault(chip => File.Exists("/dev/" + Path.GetFileName(chip)) && Directory.Exists(chip + "/sim_gpio5"))
        : null;
}

public sealed class GpioChipTests
{
    private static readonly LaneId Lane = new("1");

    [Fact]
    public void A_chip_that_is_not_there_refuses() =>
        Assert.Null(new GpioChip("/dev/gpiochip-none").Request(GpioRequests.Passage(Lane, 5)));

    [Fact]
    public void What_is_no_chip_refuses() => Assert.Null(new GpioChip("/dev/null").Request(GpioRequests.Passage(Lane, 5)));

    [GpioSimFact]
    public void The_kernels_lines_move_with_a_pulse_and_a_passage_arrives()
    {
        var device = GpioSimFactAttribute.Device()!;
        var core = Channel.CreateBounded<CoreEvent>(100);
        var time = new ManualTimeProvider();
        var section = new GateSection.Gpio("/dev/" + Path.GetFileName(device), 4, 5, null, null, ActiveLow: false, PulseMilliseconds: 200);
        var signals = new GateSignals(Lane, new FakeClock(new UnixTime(1000)), core.Writer);
        using (var gate = new GpioGate(Lane, section, new GpioChip(section.Chip), signals, time))
        {
            Assert.Equal("0", Value(device));
            Assert.True(gate.Pulse(1));
            Assert.Equal("1", Value(device));
            time.Advance(200);
            Assert.Equal("0", Value(device));
            File.WriteAllText(device + "/sim_gpio5/pull", "pull-up");
            Assert.Equal(GateSignal.Passed, Eventually.Next<GateSignalled>(core.Reader, "passage").Signal);
            Assert.True(gate.Pulse(2));
        }
        File.WriteAllText(device + "/sim_gpio5/pull", "pull-down");
        Assert.Equal("0", Value(device));
    }

    private static string Value(string device) => File.ReadAllText(device + "/sim_gpio4/value").Trim();
}
