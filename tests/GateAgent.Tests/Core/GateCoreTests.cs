using TempIdentity.GateAgent.Actuation;
using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Recording;
using TempIdentity.GateAgent.Scanning;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Signing;
using static TempIdentity.GateAgent.Tests.Core.CoreHarness;

namespace TempIdentity.GateAgent.Tests.Core;

public sealed class GateCoreTests : IDisposable
{
    private readonly CoreHarness _core = new(new TestStation().Sell(1, TestStation.Ticket(101)).Sell(2, TestStation.Ticket(102)));

    public void Dispose() => _core.Dispose();

    [Fact]
    public void A_grant_is_recorded_before_the_gate_is_pulsed_I1()
    {
        Assert.Equal("granted", _core.Scan(Entry, _core.Station.RideId(1)));
        var (grant, newest) = Assert.Single(_core.Gates[Entry].Pulses);
        Assert.Equal(grant, newest);
        Assert.Equal(VerdictCode.Granted, Assert.Single(_core.Gates[Entry].Shown));
    }

    [Fact]
    public void A_grant_that_storage_refuses_moves_nothing_I1_I2()
    {
        _core.Advance(0);
        _core.Ledger.FailAppends(100);
        _core.Core.Handle(Frame(Entry, _core.Station.RideId(1)));
        Assert.Empty(_core.Gates[Entry].Pulses);
        Assert.Equal(VerdictCode.StorageFailed, Assert.Single(_core.Gates[Entry].Shown));
        Assert.Empty(_core.Decisions);
    }

    [Fact]
    public void Frames_of_a_closed_lane_are_counted_and_recorded_when_storage_is_back_I2()
    {
        _core.Ledger.Failing = true;
        for (var i = 0; i < 3; i++) _core.Core.Handle(Frame(Entry, _core.Station.RideId(1)));
        _core.Advance(1.1);
        Assert.Empty(_core.Records);
        _core.Ledger.Failing = false;
        _core.Advance(1.1);
        var noted = _core.Records.First(record => record.TryGetProperty("event", out var name) && name.GetString() == "storage_error");
        Assert.Equal(3, noted.GetProperty("count").GetInt64());
        Assert.Equal("granted", _core.Scan(Entry, _core.Station.RideId(1, _core.Clock.Read().Now)));
    }

    [Theory]
    [InlineData("rubbish", "malformed")]
    [InlineData("", "malformed")]
    [InlineData("HC1:ABC", "unknown_format")]
    [InlineData("TI1:", "malformed")]
    public void Rubbish_ends_in_exactly_one_refusal_I2(string text, string code)
    {
        Assert.Equal(code, _core.Scan(Entry, text));
        Assert.Single(_core.Decisions);
        Assert.Empty(_core.Gates[Entry].Pulses);
    }

    [Fact]
    public void A_frame_that_the_framing_cut_is_oversize_even_when_it_begins_with_a_good_code()
    {
        Assert.Equal("oversize", _core.Scan(Entry, _core.Station.RideId(1), FrameEnd.Oversize));
        Assert.Empty(_core.Gates[Entry].Pulses);
    }

    [Fact]
    public void The_same_presentation_is_granted_once_for_a_purpose_I3()
    {
        var code = _core.Station.RideId(3);
        Assert.Equal("granted", _core.Scan(RealName, code));
        Assert.Equal("replayed", _core.Scan(RealName, code));
        Assert.Single(_core.Decisions, decision => decision.GetProperty("answer").GetString() == "granted");
    }

    [Fact]
    public void A_refused_presentation_may_be_granted_later_I3()
    {
        var code = _core.Station.RideId(1);
        _core.HasTrust = false;
        Assert.Equal("trust_expired", _core.Scan(Entry, code));
        _core.HasTrust = true;
        Assert.Equal("granted", _core.Scan(Entry, code));
    }

    [Fact]
    public void A_malleated_signature_is_the_same_presentation_I3()
    {
        var (grant, phone) = _core.Station.RideIdGrant(4);
        using (phone)
        {
            // The phone signs the same claims twice: other signature, other text, same thing signed.
            var first = CodeSigner.SignPresentation(grant, phone, TestStation.Now, 1);
            var second = CodeSigner.SignPresentation(grant, phone, TestStation.Now, 1);
            Assert.NotEqual(first, second);
            Assert.Equal("granted", _core.Scan(RealName, first));
            Assert.Equal("replayed", _core.Scan(RealName, second));
        }
    }

    [Fact]
    public void A_ticket_opens_one_direction_once_whoever_shows_a_fresh_code_I3()
    {
        Assert.Equal("granted", _core.Scan(Entry, _core.Station.RideId(1)));
        _core.Pass(Entry);
        Assert.Equal("ticket_used", _core.Scan(Entry, _core.Station.RideId(1, TestStation.Now + 1)));
        Assert.Equal("ticket_used", _core.Scan(Entry2, _core.Station.RideId(1, TestStation.Now + 2)));
        Assert.Single(_core.Gates[Entry].Pulses);
        Assert.Empty(_core.Gates[Entry2].Pulses);
    }

    [Fact]
    public void A_grant_without_passage_may_be_re_entered_with_a_fresh_code_I4()
    {
        var code = _core.Station.RideId(1);
        Assert.Equal("granted", _core.Scan(Entry, code));
        _core.Advance(6);
        Assert.Equal(["no_entry_after_grant"], _core.Outcomes);
        Assert.Equal("replayed", _core.Scan(Entry, code));
        Assert.Equal("granted", _core.Scan(Entry, _core.Station.RideId(1, _core.Clock.Read().Now)));
    }

    [Fact]
    public void The_pass_window_and_its_grace_end_to_the_millisecond_I4()
    {
        _core.Scan(Entry, _core.Station.RideId(1));
        _core.Advance(5.999);
        Assert.Empty(_core.Outcomes);
        _core.Advance(0.001);
        Assert.Equal(["no_entry_after_grant"], _core.Outcomes);
    }

    [Fact]
    public void A_passage_ends_its_grant_once_I4()
    {
        _core.Scan(Entry, _core.Station.RideId(1));
        _core.Pass(Entry);
        _core.Pass(Entry);
        _core.Advance(10);
        Assert.Equal(["passed"], _core.Outcomes);
    }

    [Fact]
    public void The_next_frame_waits_while_somebody_is_passing_and_is_decided_after_I2_I4()
    {
        _core.Scan(Entry, _core.Station.RideId(1));
        _core.Core.Handle(Frame(Entry, _core.Station.RideId(2)));
        Assert.Single(_core.Decisions);
        _core.Pass(Entry);
        Assert.Equal(2, _core.Decisions.Count);
        Assert.Equal(2, _core.Gates[Entry].Pulses.Count);
    }

    [Fact]
    public void Beyond_the_waiting_room_frames_are_shed_and_said_so()
    {
        _core.Scan(Entry, _core.Station.RideId(1));
        for (var i = 0; i < GateAgent.Core.GateCore.WaitingFramesMax + 3; i++) _core.Core.Handle(Frame(Entry, "rubbish"));
        _core.Advance(1);
        _core.Advance(1);
        Assert.Equal([3], ShedCounts());
        _core.Pass(Entry);
        Assert.Equal(1 + GateAgent.Core.GateCore.WaitingFramesMax, _core.Decisions.Count);
    }

    [Fact]
    public void Frames_shed_by_the_waiting_room_are_told_at_most_once_a_second_I2()
    {
        _core.Advance(1);
        _core.Scan(Entry, _core.Station.RideId(1));
        for (var i = 0; i < GateAgent.Core.GateCore.WaitingFramesMax + 1; i++) _core.Core.Handle(Frame(Entry, "rubbish"));
        _core.Advance(0.1);
        _core.Core.Handle(Frame(Entry, "rubbish"));
        _core.Advance(0.999);
        Assert.Equal([1], ShedCounts());
        _core.Advance(0.001);
        Assert.Equal([1, 1], ShedCounts());
    }

    [Fact]
    public void Frames_that_wait_when_the_agent_stops_are_told_as_shed_and_move_nothing_I2()
    {
        _core.Scan(Entry, _core.Station.RideId(1));
        for (var i = 0; i < 2; i++) _core.Core.Handle(Frame(Entry, _core.Station.RideId(2)));
        _core.Core.Stop(_core.Clock.Read());
        Assert.Equal([2], ShedCounts());
        Assert.Equal("stopped", _core.Events[^1]);
        Assert.Single(_core.Gates[Entry].Pulses);
        Assert.Single(_core.Decisions);
    }

    [Fact]
    public void Frames_of_a_closed_lane_are_told_at_the_stop_when_storage_is_back_by_then_I2()
    {
        _core.Ledger.Failing = true;
        for (var i = 0; i < 3; i++) _core.Core.Handle(Frame(Entry, _core.Station.RideId(1)));
        _core.Ledger.Failing = false;
        _core.Core.Stop(_core.Clock.Read());
        var noted = _core.Records.Single(record => record.TryGetProperty("event", out var name) && name.GetString() == "storage_error");
        Assert.Equal(3, noted.GetProperty("count").GetInt64());
        Assert.Equal("stopped", _core.Events[^1]);
    }

    [Fact]
    public void A_gate_that_fails_after_the_record_ends_the_core_and_never_makes_a_second_record_I2_I4()
    {
        _core.Gates[Entry].Throws = true;
        Assert.Throws<InvalidCastException>(() => _core.Scan(Entry, _core.Station.RideId(1)));
        Assert.Equal("granted", Assert.Single(_core.Decisions).GetProperty("code").GetString());
        using var next = new CoreHarness(new TestStation(), _core.Inner);
        next.Core.Start(next.Clock.Read());
        Assert.Equal(["outcome_unknown"], next.Outcomes);
    }

    [Fact]
    public void A_pulse_that_could_not_be_written_ends_as_unknown_I4()
    {
        _core.Gates[Entry].Works = false;
        Assert.Equal("granted", _core.Scan(Entry, _core.Station.RideId(1)));
        _core.Advance(0.1);
        Assert.Equal(["outcome_unknown"], _core.Outcomes);
    }

    [Fact]
    public void Grants_left_open_by_the_last_run_are_ended_as_unknown_at_start_I4()
    {
        _core.Scan(Entry, _core.Station.RideId(1));
        using var next = new CoreHarness(new TestStation(), _core.Inner);
        next.Core.Start(next.Clock.Read());
        Assert.Equal(["outcome_unknown"], next.Outcomes);
        Assert.Empty(next.Inner.OpenGrants());
    }

    [Fact]
    public void A_gate_fault_while_passing_ends_as_unknown_and_is_a_device_record()
    {
        _core.Scan(Entry, _core.Station.RideId(1));
        _core.Core.Handle(new GateSignalled(Entry, GateSignal.Fault, _core.Clock.Read()));
        Assert.Equal(["outcome_unknown"], _core.Outcomes);
        Assert.Contains("gpio_fault", _core.Events);
    }

    [Fact]
    public void Lanes_without_a_gate_grant_without_a_pulse_or_an_outcome()
    {
        Assert.Equal("granted", _core.Scan(Roadside, _core.Station.Licence(9)));
        _core.Advance(10);
        Assert.Empty(_core.Gates[Roadside].Pulses);
        Assert.Empty(_core.Outcomes);
    }

    [Fact]
    public void Records_hold_no_code_and_head_office_can_open_what_was_shown_I6()
    {
        var code = _core.Station.RideId(1);
        _core.Scan(Entry, code);
        _core.Scan(Entry2, "not a code, but private");
        var text = string.Join('\n', _core.Records.Select(record => record.GetRawText()));
        Assert.DoesNotContain(code, text, StringComparison.Ordinal);
        Assert.DoesNotContain("but private", text, StringComparison.Ordinal);
        Assert.DoesNotContain("11010119900307803X", text, StringComparison.Ordinal);
        Assert.Equal(code, _core.Open(_core.Decisions[0]));
        Assert.Equal("not a code, but private", _core.Open(_core.Decisions[1]));
    }

    [Theory]
    [InlineData("trusted", 0, "granted")]
    [InlineData("holdover", 30_000, "granted")]
    [InlineData("holdover", 30_001, "clock_untrusted")]
    [InlineData("untrusted", 0, "clock_untrusted")]
    public void The_clocks_state_and_bound_decide_and_are_recorded_I7(string state, int errorMilliseconds, string code)
    {
        _core.Clock.SetState(Enum.GetValues<ClockState>().Single(value => value.ToText() == state), errorMilliseconds);
        Assert.Equal(code, _core.Scan(Entry, _core.Station.RideId(1)));
        Assert.Equal(state, _core.Decisions[0].GetProperty("clock").GetString());
        Assert.Equal(errorMilliseconds, _core.Decisions[0].GetProperty("clock_error_ms").GetInt32());
        Assert.Contains("clock_state", _core.Events);
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(40)]
    public void A_clock_that_is_days_off_and_untrusted_refers_even_where_it_closes_the_keys_window_I7(int days)
    {
        var code = _core.Station.RideId(1);
        _core.Clock.JumpWall(TimeSpan.FromDays(days));
        Assert.Equal(days < 0 ? "key_not_active" : "key_expired", _core.Scan(Entry, code));
        _core.Clock.SetState(ClockState.Untrusted, 0);
        Assert.Contains(_core.Scan(Entry, code), new[] { "clock_untrusted", "trust_expired" });
        Assert.Equal("refer", _core.Decisions[^1].GetProperty("answer").GetString());
    }

    [Fact]
    public void A_code_signed_outside_its_keys_window_is_refused_whatever_the_clock_I7()
    {
        var code = _core.Station.RideId(1, TestStation.Now - 172_801);
        _core.Clock.SetState(ClockState.Untrusted, 0);
        Assert.Equal("key_not_active", _core.Scan(Entry, code));
    }

    [Fact]
    public void Tickets_are_not_looked_up_for_a_code_that_failed_I12()
    {
        Assert.Equal("code_stale", _core.Scan(Entry, _core.Station.RideId(1, TestStation.Now - 91)));
        Assert.False(_core.Decisions[0].TryGetProperty("manifest_revision", out _));
    }

    [Fact]
    public void Nothing_is_unsealed_by_a_clock_that_cannot_be_trusted_I7_I12()
    {
        _core.Clock.SetState(ClockState.Untrusted, 0);
        Assert.Equal("clock_untrusted", _core.Scan(Entry, _core.Station.RideId(1)));
        Assert.False(_core.Decisions[0].TryGetProperty("manifest_revision", out _));
        _core.Clock.SetState(ClockState.Trusted, 0);
        _core.Scan(Entry, _core.Station.RideId(1));
        Assert.True(_core.Decisions[1].TryGetProperty("manifest_revision", out _));
    }

    [Fact]
    public void What_is_granted_for_one_purpose_is_no_replay_for_another_I3()
    {
        var code = _core.Station.RideId(1);
        Assert.Equal("granted", _core.Scan(RealName, code));
        Assert.Equal("granted", _core.Scan(Entry, code));
        _core.Pass(Entry);
        Assert.Equal("replayed", _core.Scan(Entry2, code));
    }

    [Fact]
    public void Every_frame_of_a_mixed_morning_has_one_decision_in_order_I2()
    {
        string[] shown =
        [
            _core.Station.RideId(1), "junk", _core.Station.Licence(1), _core.Station.RideId(5),
                _core.Station.RideId(2, TestStation.Now - 200),
        ];
        foreach (var text in shown)
        {
            _core.Core.Handle(Frame(Entry, text));
            _core.Pass(Entry);
        }
        string[] expected = ["granted", "malformed", "wrong_purpose", "no_ticket", "code_stale"];
        Assert.Equal(expected, _core.Decisions.Select(decision => decision.GetProperty("code").GetString()));
        Assert.Equal(shown, _core.Decisions.Select(_core.Open));
    }

    [Fact]
    public void A_core_that_fails_on_a_frame_records_internal_error_and_goes_on_I2()
    {
        using var broken = new CoreHarness(_core.Station, new DefectiveLookups(new InMemoryLedger("gate-broken"), throws: true));
        Assert.Equal("internal_error", broken.Scan(RealName, _core.Station.RideId(1)));
        Assert.Equal("malformed", broken.Scan(RealName, "rubbish"));
        Assert.Equal(VerdictCode.InternalError, broken.Gates[RealName].Shown[0]);
    }

    [Fact]
    public void A_mark_that_the_look_up_does_not_find_is_never_granted_twice_and_never_hangs_the_core_I3()
    {
        using var blind = new CoreHarness(_core.Station, new DefectiveLookups(new InMemoryLedger("gate-blind"), throws: false));
        var code = _core.Station.RideId(1);
        Assert.Equal("granted", blind.Scan(RealName, code));
        Assert.Equal("internal_error", blind.Scan(RealName, code));
        Assert.Equal(2, blind.Decisions.Count);
    }

    [Fact]
    public void What_somebody_must_come_for_is_an_alarm_and_travels_as_a_hint_too_I5()
    {
        var at = _core.Clock.Read();
        _core.Core.Start(at);
        _core.Core.Handle(new ScannerChanged(Entry, true, at));
        _core.Core.Handle(new ScannerChanged(Entry, false, at));
        _core.Core.Handle(new GateSignalled(Entry, GateSignal.Fault, at));
        _core.Clock.SetState(ClockState.Untrusted, 0);
        _core.Advance(0);
        _core.Clock.SetState(ClockState.Trusted, 0);
        _core.Advance(0);
        _core.Core.Handle(new DeviceNoted("trust_refused", null, null, "expired", Alarm: true, at));
        _core.Core.Handle(new DeviceNoted("trust_activated", null, null, "1", Alarm: false, at));
        (string, bool)[] expected =
        [
            ("started", false), ("clock_state", false), ("scanner_online", false), ("scanner_offline", true), ("gpio_fault", true),
            ("clock_state", true), ("clock_state", false), ("trust_refused", true), ("trust_activated", false),
        ];
        Assert.Equal(expected, _core.Inner.Read(0, 100, int.MaxValue).Select(record => (record.Code, record.Alarm)));
    }

    private long[] ShedCounts() => [.. _core.Records
        .Where(record => record.TryGetProperty("event", out var name) && name.GetString() == "frames_shed")
        .Select(record => record.GetProperty("count").GetInt64())];

    private FrameArrived Frame(LaneId lane, string text) =>
        new(new Frame(lane, System.Text.Encoding.UTF8.GetBytes(text), FrameEnd.Terminator, _core.Clock.Read()));
}
