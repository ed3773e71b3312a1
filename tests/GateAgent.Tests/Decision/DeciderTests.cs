using TempIdentity.GateAgent.Tests.Core;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Trust;
using static TempIdentity.GateAgent.Tests.Core.CoreHarness;

namespace TempIdentity.GateAgent.Tests.Decision;

/// <summary>Each ticket and status code at both sides of its boundary, through the real core.</summary>
public sealed class DeciderTests : IDisposable
{
    private readonly TestStation _station = new();
    private readonly CoreHarness _core;

    public DeciderTests() => _core = new CoreHarness(_station);

    public void Dispose() => _core.Dispose();

    [Fact]
    public void No_ticket_until_one_is_sold()
    {
        Assert.Equal("no_ticket", _core.Scan(Entry, _station.RideId(1)));
        _station.Sell(1, TestStation.Ticket(1));
        Assert.Equal("granted", _core.Scan(Entry, _station.RideId(1, TestStation.Now + 1)));
    }

    [Fact]
    public void A_refunded_ticket_does_not_open_and_another_one_does()
    {
        _station.Sell(1, TestStation.Ticket(1, state: TicketState.Refunded));
        Assert.Equal("ticket_refunded", _core.Scan(Entry, _station.RideId(1)));
        _station.Sell(1, TestStation.Ticket(2));
        Assert.Equal("granted", _core.Scan(Entry, _station.RideId(1, TestStation.Now + 1)));
    }

    [Theory]
    [InlineData(TicketState.Refunded, "ticket_refunded")]
    [InlineData(TicketState.UsedUp, "ticket_used")]
    [InlineData(TicketState.Changed, "wrong_train")]
    public void A_ticket_that_is_over_says_why(TicketState state, string code)
    {
        _station.Sell(1, TestStation.Ticket(1, state: state));
        Assert.Equal(code, _core.Scan(Entry, _station.RideId(1)));
    }

    [Fact]
    public void Entry_is_at_the_origin_and_exit_at_the_destination()
    {
        _station.Sell(1, TestStation.Ticket(1));
        _station.Sell(2, TestStation.Ticket(2, origin: TestStation.OtherStation, destination: TestStation.Station));
        Assert.Equal("wrong_station", _core.Scan(Exit, _station.RideId(1)));
        Assert.Equal("wrong_station", _core.Scan(Entry, _station.RideId(2)));
        Assert.Equal("granted", _core.Scan(Entry, _station.RideId(1, TestStation.Now + 1)));
        Assert.Equal("granted", _core.Scan(Exit, _station.RideId(2, TestStation.Now + 1)));
    }

    [Theory]
    [InlineData(0, 600, "granted")]
    [InlineData(1, 600, "too_early")]
    [InlineData(-600, 1, "granted")]
    [InlineData(-600, 0, "too_late")]
    public void Check_in_opens_inclusive_and_closes_exclusive(int from, int until, string code)
    {
        _station.Sell(1, TestStation.Ticket(1, from: TestStation.Now + from, until: TestStation.Now + until));
        Assert.Equal(code, _core.Scan(Entry, _station.RideId(1)));
    }

    [Theory]
    [InlineData(0, 600, "granted")]
    [InlineData(1, 600, "too_early")]
    [InlineData(-600, 1, "granted")]
    [InlineData(-600, 0, "too_late")]
    public void Exit_opens_with_check_in_and_closes_at_its_own_end_exclusive(int from, int until, string code)
    {
        _station.Sell(1, TestStation.Ticket(1, TestStation.OtherStation, TestStation.Station, from: TestStation.Now + from)
            with
        { ExitUntil = TestStation.Now + until });
        Assert.Equal(code, _core.Scan(Exit, _station.RideId(1)));
    }

    [Fact]
    public void A_ticket_is_used_once_in_each_direction_I3()
    {
        _station.Sell(1, TestStation.Ticket(1, TestStation.Station, TestStation.Station));
        Assert.Equal("granted", _core.Scan(Entry, _station.RideId(1)));
        _core.Pass(Entry);
        Assert.Equal("granted", _core.Scan(Exit, _station.RideId(1, TestStation.Now + 1)));
        _core.Pass(Exit);
        Assert.Equal("ticket_used", _core.Scan(Entry, _station.RideId(1, TestStation.Now + 2)));
        Assert.Equal("ticket_used", _core.Scan(Exit, _station.RideId(1, TestStation.Now + 3)));
    }

    [Fact]
    public void Of_several_tickets_none_of_which_opens_the_one_closest_to_passing_is_named()
    {
        var expected = new[] { "ticket_refunded", "wrong_station", "too_late", "too_early" };
        Ticket[] tickets =
        [
            TestStation.Ticket(1, state: TicketState.Refunded), TestStation.Ticket(2, origin: TestStation.OtherStation),
            TestStation.Ticket(3, from: TestStation.Now - 600, until: TestStation.Now), TestStation.Ticket(4, from: TestStation.Now + 1),
        ];
        for (var i = 0; i < tickets.Length; i++)
        {
            _station.Sell(1, tickets[i]);
            Assert.Equal(expected[i], _core.Scan(Entry, _station.RideId(1, TestStation.Now - i)));
        }
    }

    [Theory]
    [InlineData(TicketKind.MultiRide)]
    [InlineData(TicketKind.Period)]
    public void Multi_ride_and_period_tickets_open_as_single_ones_do_R15(TicketKind kind)
    {
        _station.Sell(1, TestStation.Ticket(1, kind: kind));
        Assert.Equal("granted", _core.Scan(Entry, _station.RideId(1)));
    }

    [Fact]
    public void A_real_name_check_needs_no_ticket_R16() =>
        Assert.Equal("granted", _core.Scan(RealName, _station.RideId(1)));

    [Fact]
    public void Each_purpose_takes_its_own_credential()
    {
        Assert.Equal("wrong_purpose", _core.Scan(Entry, _station.Licence(1)));
        Assert.Equal("wrong_purpose", _core.Scan(RealName, _station.Licence(2)));
        Assert.Equal("wrong_purpose", _core.Scan(Roadside, _station.RideId(1)));
        Assert.Equal("granted", _core.Scan(Roadside, _station.Licence(3)));
    }

    [Theory]
    [InlineData(CredentialStatus.Normal, "granted")] // L8
    [InlineData(CredentialStatus.ViolationPending, "granted")]
    [InlineData(CredentialStatus.AccidentPending, "granted")]
    [InlineData(CredentialStatus.TwelvePoints, "licence_not_entitled")] // L9
    [InlineData(CredentialStatus.Withheld, "licence_not_entitled")]
    [InlineData(CredentialStatus.Detained, "licence_not_entitled")]
    [InlineData(CredentialStatus.RenewalOverdue, "licence_not_entitled")]
    [InlineData(CredentialStatus.InspectionOverdue, "licence_not_entitled")]
    [InlineData(CredentialStatus.Withdrawn, "licence_invalid")] // L10
    [InlineData(CredentialStatus.Revoked, "licence_invalid")]
    [InlineData(CredentialStatus.Cancelled, "licence_invalid")]
    [InlineData(CredentialStatus.Locked, "licence_invalid")] // L11
    [InlineData(CredentialStatus.UseStopped, "licence_invalid")]
    public void A_licences_status_decides_L8_to_L11(CredentialStatus status, string code)
    {
        _station.Set(CredentialKind.DrivingLicence, 1, status);
        Assert.Equal(code, _core.Scan(Roadside, _station.Licence(1)));
        Assert.Equal(status.ToText(), _core.Decisions[0].GetProperty("status").GetString());
    }

    [Theory]
    [InlineData(CredentialStatus.Normal, "granted")]
    [InlineData(CredentialStatus.Revoked, "revoked")]
    public void A_ride_ids_status_decides(CredentialStatus status, string code)
    {
        _station.Set(CredentialKind.RideId, 1, status);
        Assert.Equal(code, _core.Scan(RealName, _station.RideId(1)));
    }

    [Theory]
    [InlineData(StatusKnowledge.Unknown, VerdictCode.StatusUnknown, Answer.Refer)]
    [InlineData(StatusKnowledge.Stale, VerdictCode.StatusStale, Answer.Refer)]
    public void A_status_that_is_not_known_is_neither_revoked_nor_fine(StatusKnowledge knowledge, VerdictCode code, Answer answer)
    {
        var lookup = new StatusLookup(knowledge, CredentialStatus.Normal, 1, 0);
        Assert.Equal(code, GateAgent.Decision.StatusRule.Judge(CredentialKind.RideId, lookup));
        Assert.Equal(code, GateAgent.Decision.StatusRule.Judge(CredentialKind.DrivingLicence, lookup));
        Assert.Equal(VerdictCode.StatusUnknown, GateAgent.Decision.StatusRule.Judge(CredentialKind.RideId, null));
        Assert.Equal(answer, code.ToAnswer());
    }

    [Fact]
    public void Several_failures_give_the_first_in_the_published_order_and_list_the_rest()
    {
        _station.Set(CredentialKind.RideId, 1, CredentialStatus.Revoked);
        Assert.Equal("code_stale", _core.Scan(Roadside, _station.RideId(1, TestStation.Now - 2000)));
        var also = _core.Decisions[0].GetProperty("also").EnumerateArray().Select(code => code.GetString()!).ToArray();
        Assert.Equal(["liveness_expired", "revoked", "wrong_purpose"], also);
    }

    [Fact]
    public void Without_the_gate_key_the_ticket_is_referred()
    {
        var lane = _core.Lanes[0];
        var at = _core.Clock.Read();
        var check = CodeVerifier.Check(System.Text.Encoding.ASCII.GetBytes(_station.RideId(1)), _station.Trust, at.ToTimeReading(),
            lane.Windows);
        var facts = GateAgent.Decision.FactGatherer.Gather(lane, at, check, _station.Trust, TokenCrypto.Sealing.UnsealingKeys.None, null);
        var verdict = GateAgent.Decision.Decider.Decide(lane, at, check, facts);
        Assert.Equal(VerdictCode.VerifierKeyMissing, verdict.Code);
        Assert.Equal(Answer.Refer, verdict.Answer);
    }

    [Theory]
    [InlineData(25_199, "no_ticket")]
    [InlineData(25_200, "manifest_stale")]
    public void A_manifest_serves_until_its_end_exclusive(int secondsLater, string code)
    {
        _core.Clock.Advance(TimeSpan.FromSeconds(secondsLater));
        var now = _core.Clock.Read().Now;
        // Signed on the manifest's own service day, so that only the manifest's end is at stake.
        var (grant, phone) = _station.GrantLater(1, now);
        using (phone)
        {
            var text = TokenCrypto.Signing.CodeSigner.SignPresentation(grant, phone, now, 1);
            Assert.Equal(code, _core.Scan(Entry, text));
        }
    }
}
