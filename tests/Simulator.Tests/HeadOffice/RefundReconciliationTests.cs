using TempIdentity.GateAgent;
using TempIdentity.GateAgent.Core;
using TempIdentity.GateAgent.Recording;
using TempIdentity.Simulator.HeadOffice;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Tests.HeadOffice;

public class RefundReconciliationTests
{
    private static readonly UnixTime Noon = new(1_795_147_200);

    private static TicketVersion Version(long since, TicketState state = TicketState.Sold, long from = -3600, long until = 7200) =>
        new(Noon + since, state, Noon + from, Noon + until);

    private static TicketGrant Grant(long at, ulong ticket = 7) =>
        new("gate-0001", 1, at + 10_000, ticket, Direction.Entry, "VNP", Noon + at, 3, 12);

    private static WrongGrant? Judge(long at, params TicketVersion[] versions) =>
        RefundReconciliation.Find([Grant(at)], ticket => ticket == 7 ? versions : []).SingleOrDefault()?.Why;

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(3600, true)]
    public void A_grant_from_the_second_of_the_refund_on_is_found(long at, bool found) =>
        Assert.Equal(found ? WrongGrant.Refunded : null, Judge(at, Version(-7200), Version(0, TicketState.Refunded)));

    [Theory]
    [InlineData(-600, null)]
    [InlineData(600, WrongGrant.Changed)]
    [InlineData(3600, null)]
    [InlineData(9000, WrongGrant.Changed)]
    public void A_grant_outside_the_windows_of_the_train_changed_to_is_found(long at, object? why) =>
        Assert.Equal((WrongGrant?)why, Judge(at, Version(-7200), Version(0, from: 3600, until: 9000)));

    [Fact]
    public void A_grant_of_a_ticket_never_sold_is_found()
    {
        Assert.Equal(WrongGrant.NotSold, Judge(0));
        Assert.Equal(WrongGrant.NotSold, Judge(-7201, Version(-7200)));
        Assert.Null(Judge(-7200, Version(-7200)));
    }

    [Fact]
    public void A_finding_says_what_the_lane_knew()
    {
        var finding = Assert.Single(RefundReconciliation.Find([Grant(60)], _ => [Version(-7200), Version(0, TicketState.Refunded)]));
        Assert.Equal((3, 12), (finding.Grant.ManifestRevision, finding.Grant.ManifestChange));
        Assert.Equal(Noon, finding.Since);
    }

    [Fact]
    public void Head_offices_records_give_the_grants_that_used_a_ticket()
    {
        var grant = Assert.Single(TicketGrants.Read(
        [
            Decision(1, "granted", "00000000000000aa"), Decision(2, "ticket_refunded", null), Decision(3, "granted", null),
            new HeldRecord("gate-0001", 1, 4, RecordKind.Decision, "granted", null, [], [], 0),
        ]));
        Assert.Equal((0xaaUL, Direction.Entry, "VNP", Noon), (grant.Ticket, grant.Direction, grant.Station, grant.At));
        Assert.Equal((5L, 9L), (grant.ManifestRevision, grant.ManifestChange));
    }

    [Fact]
    public void A_grant_after_which_nobody_went_in_uses_no_ticket()
    {
        HeldRecord[] records =
        [
            Decision(1, "granted", "00000000000000aa"), Decision(2, "granted", "00000000000000aa"), NoEntry(3, grant: 1),
        ];
        Assert.Equal(2, Assert.Single(TicketGrants.Read(records)).Sequence);
    }

    private static HeldRecord Decision(long sequence, string code, string? ticket) => Held(sequence, RecordKind.Decision, code,
        RecordJson.ToBytes(new DecisionBody
        {
            At = Noon.ToString(),
            MonotonicNs = 0,
            Clock = "trusted",
            ClockErrorMs = 0,
            Lane = "in-1",
            Purpose = "station-entry",
            Station = "VNP",
            Answer = code == "granted" ? "granted" : "refused",
            Code = code,
            ManifestRevision = 5,
            ManifestChange = 9,
            Ticket = ticket,
            TrustVersion = 1,
            Provider = "test",
            FrameEnd = "terminator",
            FrameBytes = 1,
            Sealed = "",
        }));

    private static HeldRecord NoEntry(long sequence, long grant)
    {
        var code = PassageOutcome.NoEntryAfterGrant.ToText();
        return Held(sequence, RecordKind.Passage, code, RecordJson.ToBytes(new PassageBody
        {
            At = Noon.ToString(),
            Clock = "trusted",
            ClockErrorMs = 0,
            Lane = "in-1",
            Grant = grant,
            Outcome = code,
        }));
    }

    private static HeldRecord Held(long sequence, RecordKind kind, string code, byte[] body) =>
        new("gate-0001", 1, sequence, kind, code, body, [], [], 0);
}
