using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Channels;
using TempIdentity.GateAgent.Actuation;
using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Configuration;
using TempIdentity.GateAgent.Interop;
using TempIdentity.GateAgent.Tests.Scanning;
using TempIdentity.TokenCrypto;

namespace TempIdentity.GateAgent.Tests.Actuation;

/// <summary>The GPIO gate on a fake chip: what is asked of the kernel, and what is done when it refuses (I9).</summary>
public sealed class GpioGateTests : IDisposable
{
    private const uint RisingEdge = 1;
    private const uint FallingEdge = 2;
    private static readonly LaneId Lane = new("2");
    private static readonly GateSection.Gpio Section =
        new("/dev/gpiochip0", RelayLine: 4, PassageLine: 5, GreenLine: 6, RedLine: 7, ActiveLow: false, PulseMilliseconds: 200);

    private readonly FakeGpioChip _chip = new();
    private readonly ManualTimeProvider _time = new();
    private readonly Channel<CoreEvent> _core = Channel.CreateBounded<CoreEvent>(100);
    private GpioGate? _gate;

    [Fact]
    public void Outputs_are_requested_with_an_inactive_first_value()
    {
        var request = GpioRequests.Outputs(Lane, Section);
        Assert.Equal([4U, 6U, 7U], new[] { request.offsets[0], request.offsets[1], request.offsets[2] });
        Assert.Equal((3U, 8UL, 1U), (request.num_lines, request.config.flags, request.config.num_attrs));
        var first = request.config.attrs[0];
        Assert.Equal((2U, 0UL, 0b111UL), (first.attr.id, first.attr.values, first.mask));
    }

    [Fact]
    public void The_gate_asks_for_exactly_those_requests()
    {
        Open();
        Assert.Equal([Bytes(GpioRequests.Outputs(Lane, Section)), Bytes(GpioRequests.Passage(Lane, 5))], _chip.Requests.Select(Bytes));
        Assert.Empty(_chip.Values);
    }

    [Fact]
    public void An_active_low_relay_is_a_flag_and_inactive_stays_zero()
    {
        var request = GpioRequests.Outputs(Lane, Section with { ActiveLow = true, GreenLine = null, RedLine = null });
        Assert.Equal((1U, 8UL | 2UL), (request.num_lines, request.config.flags));
        Assert.Equal((0UL, 1UL), (request.config.attrs[0].attr.values, request.config.attrs[0].mask));
    }

    [Fact]
    public void The_passage_line_is_a_debounced_input_with_rising_edges()
    {
        var request = GpioRequests.Passage(Lane, 5);
        Assert.Equal((5U, 1U, 4UL | 16UL, 64U), (request.offsets[0], request.num_lines, request.config.flags, request.event_buffer_size));
        var debounce = request.config.attrs[0];
        Assert.Equal((3U, 10_000U, 1UL), (debounce.attr.id, debounce.attr.debounce_period_us, debounce.mask));
    }

    [Theory]
    [InlineData("2", "tempidentity lane 2")]
    [InlineData("a-lane-with-a-long-name", "tempidentity lane a-lane-with-a")]
    public void The_consumer_names_the_lane_and_ends_with_NUL(string lane, string expected)
    {
        var consumer = GpioRequests.Passage(new LaneId(lane), 5).consumer;
        ReadOnlySpan<byte> bytes = consumer;
        Assert.Equal(expected, Encoding.UTF8.GetString(bytes).TrimEnd('\0'));
        Assert.Equal(0, bytes[^1]);
    }

    [Fact]
    public void A_pulse_sets_the_relay_and_releases_it_after_its_time()
    {
        Open();
        Assert.True(_gate!.Pulse(1));
        Assert.Equal([(1UL, 1UL)], Values());
        _time.Advance(199);
        Assert.Equal([(1UL, 1UL)], Values());
        _time.Advance(1);
        Assert.Equal([(1UL, 1UL), (0UL, 1UL)], Values());
    }

    [Fact]
    public void A_second_pulse_extends_the_first()
    {
        Open();
        _gate!.Pulse(1);
        _time.Advance(150);
        _gate.Pulse(2);
        _time.Advance(199);
        Assert.DoesNotContain((0UL, 1UL), Values());
        _time.Advance(1);
        Assert.Equal((0UL, 1UL), Values()[^1]);
    }

    [Fact]
    public void A_refused_pulse_is_false_and_a_fault_and_the_lines_are_asked_for_anew()
    {
        Open();
        _chip.RefuseValues = true;
        Assert.False(_gate!.Pulse(1));
        Assert.Equal(GateSignal.Fault, NextSignal());
        _chip.RefuseValues = false;
        Assert.Equal(GateSignal.Restored, NextSignal());
        Assert.Equal(4, _chip.Requests.Count);
        Assert.True(_gate.Pulse(2));
    }

    [Fact]
    public void A_refused_release_is_a_fault_and_is_tried_again()
    {
        Open();
        Assert.True(_gate!.Pulse(1));
        _chip.RefuseValues = true;
        _time.Advance(200);
        Assert.Equal(GateSignal.Fault, NextSignal());
        _chip.RefuseValues = false;
        _time.Advance(50);
        Eventually.True(() => Values()[^1] == (0UL, 1UL), "released");
    }

    [Fact]
    public void A_missing_chip_is_a_fault_until_it_is_there()
    {
        _chip.RefuseRequests = true;
        Open();
        Assert.Equal(GateSignal.Fault, NextSignal());
        Assert.False(_gate!.Pulse(1));
        _chip.RefuseRequests = false;
        Assert.Equal(GateSignal.Restored, NextSignal());
        Assert.True(_gate.Pulse(2));
    }

    [Fact]
    public void The_end_releases_the_relay_and_gives_the_lines_back()
    {
        Open();
        _gate!.Pulse(1);
        _gate.Dispose();
        Assert.Equal((0UL, 0b111UL), Values()[^1]);
        Assert.Equal(0, _chip.Held);
        Assert.False(_gate.Pulse(2));
    }

    [Fact]
    public void A_rising_edge_is_a_passage_and_a_falling_one_is_not()
    {
        Open();
        _chip.Edge(FallingEdge);
        _chip.Edge(RisingEdge);
        Assert.Equal(GateSignal.Passed, NextSignal());
        _chip.Edge(RisingEdge);
        Assert.Equal(GateSignal.Passed, NextSignal());
        Assert.False(_core.Reader.TryPeek(out _));
    }

    [Fact]
    public void A_passage_line_that_cannot_be_read_is_a_fault()
    {
        Open();
        _chip.RefuseReads = true;
        Assert.Equal(GateSignal.Fault, NextSignal());
        _chip.RefuseReads = false;
        Assert.Equal(GateSignal.Restored, NextSignal());
    }

    [Fact]
    public void Lamps_show_the_answer_for_two_seconds()
    {
        Open();
        _gate!.Show(Answer.Granted, VerdictCode.Granted);
        Assert.Equal((0b010UL, 0b110UL), Values()[^1]);
        _gate.Show(Answer.Refused, VerdictCode.Malformed);
        Assert.Equal((0b100UL, 0b110UL), Values()[^1]);
        _gate.Show(Answer.Refer, VerdictCode.StatusUnknown);
        Assert.Equal((0b100UL, 0b110UL), Values()[^1]);
        _time.Advance(1999);
        Assert.Equal(3, Values().Count);
        _time.Advance(1);
        Assert.Equal((0UL, 0b110UL), Values()[^1]);
    }

    [Fact]
    public void Without_lamps_nothing_is_shown_and_with_red_alone_it_is_the_second_line()
    {
        Open(Section with { GreenLine = null, RedLine = null });
        _gate!.Show(Answer.Granted, VerdictCode.Granted);
        Assert.Empty(Values());
        var red = Section with { GreenLine = null };
        Assert.Equal((0UL, 2UL), (GpioRequests.GreenMask(red), GpioRequests.RedMask(red)));
    }

    [Fact]
    public void It_is_hardware() => Assert.False(Open().Simulated);

    public void Dispose() => _gate?.Dispose();

    private GpioGate Open(GateSection.Gpio? section = null) =>
        _gate = new GpioGate(Lane, section ?? Section, _chip, new GateSignals(Lane, new FakeClock(new UnixTime(1000)), _core.Writer),
            _time);

    private static string Bytes(gpio_v2_line_request request) =>
        Convert.ToHexString(MemoryMarshal.AsBytes(new ReadOnlySpan<gpio_v2_line_request>(in request)));

    private List<(ulong Bits, ulong Mask)> Values() => [.. _chip.Values.Select(values => (values.bits, values.mask))];

    private GateSignal NextSignal() => Eventually.Next<GateSignalled>(_core.Reader, "signal").Signal;
}
