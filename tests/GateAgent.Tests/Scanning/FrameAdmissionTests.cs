using System.Globalization;
using System.Text;
using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Scanning;

namespace TempIdentity.GateAgent.Tests.Scanning;

public sealed class FrameAdmissionTests
{
    private readonly FrameAdmission _admission = new(coalesceMilliseconds: 1000, framesPerSecondMax: 10);
    private MonotonicTime _now = new(7_000_000_000);

    [Fact]
    public void A_code_seen_again_before_the_time_is_held_in_view_and_at_the_time_is_a_new_scan()
    {
        Assert.Equal(Admission.Admitted, Judge("A"));
        Wait(999.9999);
        Assert.Equal(Admission.HeldInView, Judge("A"));
        Wait(1000);
        Assert.Equal(Admission.Admitted, Judge("A"));
    }

    [Fact]
    public void Sightings_extend_the_time_so_that_a_code_held_in_view_is_one_scan()
    {
        Assert.Equal(Admission.Admitted, Judge("A"));
        for (var i = 0; i < 50; i++)
        {
            Wait(900);
            Assert.Equal(Admission.HeldInView, Judge("A"));
        }
        Assert.Equal(0, _admission.ShedDue(_now));
    }

    [Fact]
    public void Two_codes_in_view_are_two_scans()
    {
        Assert.Equal([Admission.Admitted, Admission.Admitted, Admission.HeldInView, Admission.HeldInView],
            new[] { Judge("A"), Judge("B"), Judge("A"), Judge("B") });
    }

    [Fact]
    public void A_code_differs_by_one_space_or_by_its_end()
    {
        Assert.Equal([Admission.Admitted, Admission.Admitted, Admission.Admitted],
            new[] { Judge("A"), Judge("A "), Judge("A", FrameEnd.IdleGap) });
    }

    [Fact]
    public void Zero_coalesces_nothing()
    {
        var every = new FrameAdmission(0, 10);
        Assert.Equal(Admission.Admitted, every.Judge(new RawFrame("A"u8, FrameEnd.Terminator), _now));
        Assert.Equal(Admission.Admitted, every.Judge(new RawFrame("A"u8, FrameEnd.Terminator), _now));
    }

    [Fact]
    public void Of_more_codes_than_are_remembered_the_oldest_is_forgotten()
    {
        for (var i = 0; i <= FrameAdmission.SightingsMax; i++)
        {
            Assert.Equal(Admission.Admitted, Judge($"code {i}"));
            Wait(1);
        }
        Assert.Equal(Admission.HeldInView, Judge("code 1"));
        Assert.Equal(Admission.Admitted, Judge("code 0"));
    }

    [Fact]
    public void Twice_the_rate_may_come_at_once_and_then_one_each_tenth_of_a_second()
    {
        Assert.Equal(20, Enumerable.Range(0, 100).Count(i => Judge($"burst {i}") == Admission.Admitted));
        Wait(99.9999);
        Assert.Equal(Admission.Shed, Judge("early"));
        Wait(0.0001);
        Assert.Equal(Admission.Admitted, Judge("in time"));
        Assert.Equal(Admission.Shed, Judge("next"));
    }

    [Fact]
    public void A_long_wait_saves_up_no_more_than_a_burst()
    {
        Judge("first");
        Wait(TimeSpan.FromDays(400).TotalMilliseconds);
        Assert.Equal(20, Enumerable.Range(0, 100).Count(i => Judge($"burst {i}") == Admission.Admitted));
    }

    [Fact]
    public void A_shed_code_was_not_seen()
    {
        for (var i = 0; i < 20; i++) Judge($"burst {i}");
        Assert.Equal(Admission.Shed, Judge("A"));
        Wait(100);
        Assert.Equal(Admission.Admitted, Judge("A"));
    }

    [Fact]
    public void A_withdrawn_code_was_not_seen_and_is_counted()
    {
        Assert.Equal(Admission.Admitted, Judge("A"));
        _admission.Withdraw();
        Assert.Equal(1, _admission.ShedDue(_now));
        Assert.Equal(Admission.Admitted, Judge("A"));
    }

    [Fact]
    public void Shed_frames_are_reported_once_a_second_and_every_one_is_counted()
    {
        for (var i = 0; i < 25; i++) Judge($"burst {i}");
        Assert.Equal(5, _admission.ShedDue(_now));
        _admission.ShedReported(5, _now);
        Judge("one more");
        Wait(999.9999);
        Assert.Equal(0, _admission.ShedDue(_now));
        Wait(0.0001);
        Assert.Equal(1, _admission.ShedDue(_now));
        _admission.ShedReported(1, _now);
        Wait(5000);
        Assert.Equal(0, _admission.ShedDue(_now));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Every_frame_is_admitted_held_or_shed_and_no_second_admits_more_than_the_rate_and_a_burst(int seed)
    {
        var random = new Random(seed);
        var counts = new int[3];
        var admitted = new List<MonotonicTime>();
        for (var i = 0; i < 5000; i++)
        {
            Wait(random.Next(0, 60));
            var outcome = Judge(random.Next(0, 200).ToString(CultureInfo.InvariantCulture));
            counts[(int)outcome]++;
            if (outcome == Admission.Admitted) admitted.Add(_now);
        }
        Assert.Equal(5000, counts.Sum());
        Assert.Equal(counts[(int)Admission.Shed], _admission.ShedDue(_now));
        for (var i = 0; i < admitted.Count; i++)
            Assert.True(admitted.Skip(i).TakeWhile(at => at - admitted[i] <= TimeSpan.FromSeconds(1)).Count() <= 30);
    }

    private Admission Judge(string code, FrameEnd end = FrameEnd.Terminator) =>
        _admission.Judge(new RawFrame(Encoding.ASCII.GetBytes(code), end), _now);

    private void Wait(double milliseconds) => _now += TimeSpan.FromTicks((long)Math.Round(milliseconds * 10_000));
}
