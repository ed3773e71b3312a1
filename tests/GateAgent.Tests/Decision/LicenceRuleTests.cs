using TempIdentity.GateAgent.Decision;
using TempIdentity.GateAgent.Tests.Core;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.GateAgent.Tests.Decision;

/// <summary>Licences: statuses with reason and time, the paper, and the seven places of L15, through the real core.</summary>
public sealed class LicenceRuleTests : IDisposable
{
    private readonly TestStation _station = new();
    private readonly CoreHarness _core;

    public LicenceRuleTests() => _core = new CoreHarness(_station, lanes: [.. Enum.GetValues<Purpose>().Select(Lane)]);

    public void Dispose() => _core.Dispose();

    public static TheoryData<string> Places =>
        ["roadside", "violation", "accident", "licence-business", "rental", "insurance", "qualification"];

    private static Lane Lane(Purpose purpose) =>
        new(new LaneId(purpose.ToText()), purpose, TestStation.Station, CodeWindows.Default, HasGate: false) { Train = "G101" };

    private static StatusEntry Entry(
        CredentialStatus status, StatusReason reason, bool paper = false, int from = -100, int until = 100) =>
        new(status, reason, paper, TestStation.Now + from, TestStation.Now + until);

    [Theory]
    [MemberData(nameof(Places))]
    [Trait("rule", "L15")]
    public void A_licence_serves_in_each_of_the_seven_places_and_a_ride_id_in_none(string place)
    {
        var expected = place == "licence-business" ? "ask_for_paper" : "granted";
        Assert.Equal(expected, _core.Scan(new LaneId(place), _station.Licence(1)));
        Assert.Equal("wrong_purpose", _core.Scan(new LaneId(place), _station.RideId(2)));
    }

    [Theory]
    [InlineData("station-entry")]
    [InlineData("station-exit")]
    [InlineData("real-name-check")]
    [InlineData("on-board")]
    [InlineData("ticket-office")]
    [Trait("rule", "R16")]
    public void A_ride_id_serves_in_each_of_its_places_and_a_licence_in_none(string place)
    {
        _station.Sell(1, TestStation.Ticket(1, destination: TestStation.Station));
        Assert.Equal("granted", _core.Scan(new LaneId(place), _station.RideId(1)));
        Assert.Equal("wrong_purpose", _core.Scan(new LaneId(place), _station.Licence(2)));
    }

    [Fact]
    [Trait("rule", "L15")]
    public void Rental_insurance_and_qualification_never_see_the_identity()
    {
        foreach (var purpose in Enum.GetValues<Purpose>())
        {
            var unseen = purpose is Purpose.StationEntry or Purpose.StationExit or Purpose.Rental or Purpose.Insurance
                or Purpose.Qualification;
            Assert.Equal(!unseen, IdentityDisclosure.MaySee(purpose));
        }
    }

    [Theory]
    [InlineData(-100, 100, "licence_not_entitled")]
    [InlineData(0, 1, "licence_not_entitled")]
    [InlineData(1, 100, "granted")]
    [InlineData(-100, 0, "granted")]
    [Trait("rule", "L9")]
    public void A_status_counts_only_in_its_time(int from, int until, string code)
    {
        _station.SetEntries(CredentialKind.DrivingLicence, 1,
            Entry(CredentialStatus.TwelvePoints, StatusReason.PointsReached, from: from, until: until));
        Assert.Equal(code, _core.Scan(new LaneId("roadside"), _station.Licence(1)));
    }

    [Fact]
    [Trait("rule", "L9")]
    public void The_record_tells_every_status_that_holds_with_reason_and_time()
    {
        _station.SetEntries(CredentialKind.DrivingLicence, 1,
            Entry(CredentialStatus.ViolationPending, StatusReason.TrafficViolation),
            Entry(CredentialStatus.Withheld, StatusReason.DrinkDriving, until: 50));
        Assert.Equal("licence_not_entitled", _core.Scan(new LaneId("roadside"), _station.Licence(1)));
        var record = _core.Decisions[^1];
        Assert.Equal("withheld", record.GetProperty("status").GetString());
        var told = record.GetProperty("statuses").EnumerateArray()
            .Select(entry => (entry.GetProperty("status").GetString(), entry.GetProperty("reason").GetString())).ToArray();
        Assert.Equal([("withheld", "drink_driving"), ("violation_pending", "traffic_violation")], told);
        Assert.Equal((TestStation.Now + 50).ToString(), record.GetProperty("statuses")[0].GetProperty("until").GetString());
    }

    [Fact]
    [Trait("rule", "L10")]
    public void A_revoked_licence_is_invalid_even_when_it_is_also_only_withheld()
    {
        _station.SetEntries(CredentialKind.DrivingLicence, 1,
            Entry(CredentialStatus.Withheld, StatusReason.DrinkDriving), Entry(CredentialStatus.Revoked, StatusReason.DrinkDriving));
        Assert.Equal("licence_invalid", _core.Scan(new LaneId("roadside"), _station.Licence(1)));
    }

    [Theory]
    [InlineData(StatusReason.Superseded)] // L12, L13
    [InlineData(StatusReason.PaperNeeded)]
    [Trait("rule", "L12")]
    [Trait("rule", "L13")]
    [Trait("rule", "L16")]
    public void Paper_is_asked_for_where_the_list_says_so(StatusReason reason)
    {
        _station.SetEntries(CredentialKind.DrivingLicence, 1, Entry(CredentialStatus.Normal, reason, paper: true));
        Assert.Equal("ask_for_paper", _core.Scan(new LaneId("roadside"), _station.Licence(1)));
        Assert.Equal("refer", _core.Decisions[^1].GetProperty("answer").GetString());
        Assert.Equal("granted", _core.Scan(new LaneId("roadside"), _station.Licence(2)));
    }

    [Fact]
    [Trait("rule", "L16")]
    public void Paper_is_asked_for_at_a_lane_that_was_told_to_and_a_worse_status_goes_first()
    {
        var lane = Lane(Purpose.Roadside) with { AsksForPaper = true };
        using var core = new CoreHarness(_station, lanes: [lane]);
        Assert.Equal("ask_for_paper", core.Scan(lane.Id, _station.Licence(1)));
        _station.Set(CredentialKind.DrivingLicence, 2, CredentialStatus.Withheld);
        Assert.Equal("licence_not_entitled", core.Scan(lane.Id, _station.Licence(2)));
        Assert.Contains("ask_for_paper", core.Decisions[^1].GetProperty("also").EnumerateArray().Select(code => code.GetString()));
    }

    [Fact]
    [Trait("rule", "L10")]
    public void Not_known_is_neither_revoked_nor_fine()
    {
        Assert.Null(PaperRule.Judge(Lane(Purpose.Roadside), CredentialKind.DrivingLicence,
            new StatusLookup(StatusKnowledge.Stale, CredentialStatus.Normal, 1, 0)
            {
                InForce = [Entry(CredentialStatus.Normal, StatusReason.Superseded, paper: true)],
            }));
        Assert.Equal(VerdictCode.StatusUnknown, StatusRule.Judge(CredentialKind.DrivingLicence, null));
    }
}
