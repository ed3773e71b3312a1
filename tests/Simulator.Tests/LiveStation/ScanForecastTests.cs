using TempIdentity.GateAgent;
using TempIdentity.Simulator.LiveStation.Trials;
using TempIdentity.Simulator.Tests.Issuers;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Simulator.Tests.LiveStation;

/// <summary>What a trial must cause, on both sides of each boundary, without any agent.</summary>
public class ScanForecastTests
{
    private static readonly UnixTime Now = TestWorld.Start;

    private static CodeClaims Claims(
        CodeForm form = CodeForm.Issued, CredentialKind kind = CredentialKind.RideId, long codeAge = 10, long liveAge = 60,
        long validFor = 3600) => new()
        {
            Kind = kind,
            Form = form,
            IssuedAt = form == CodeForm.Bound ? Now - Math.Max(codeAge, 0) - 5 : Now - codeAge,
            ExpiresAt = Now + 60,
            Credential = new CredentialId(7),
            LiveAt = Now - liveAge,
            ValidFrom = Now - 3600,
            ValidUntil = Now + validFor,
            Status = new StatusReference(1, 0),
            Identity = new SealedCompartment(1, new byte[32]),
            Presentation = form == CodeForm.Bound ? new PresentationClaims(Now - codeAge, 1, null) : null,
        };

    private static ScanFacts Facts(CodeClaims? claims = null, Purpose purpose = Purpose.StationEntry) => new()
    {
        Claims = claims ?? Claims(),
        Purpose = purpose,
        Key = KeyFact.Active,
        Status = StatusFact.Normal,
        Ticket = purpose == Purpose.Roadside ? TicketFact.NotAsked : TicketFact.Opens,
    };

    private static VerdictCode Code(ScanFacts facts) => ScanForecast.Code(facts, Now);

    [Theory]
    [Trait("rule", "R9")]
    [InlineData(CodeForm.Issued, 90, VerdictCode.Granted)]
    [InlineData(CodeForm.Issued, 91, VerdictCode.CodeStale)]
    [InlineData(CodeForm.Bound, 90, VerdictCode.Granted)]
    [InlineData(CodeForm.Bound, 91, VerdictCode.CodeStale)]
    [InlineData(CodeForm.Issued, -5, VerdictCode.Granted)]
    [InlineData(CodeForm.Issued, -6, VerdictCode.CodeFromFuture)]
    [InlineData(CodeForm.Bound, -30, VerdictCode.Granted)]
    [InlineData(CodeForm.Bound, -31, VerdictCode.CodeFromFuture)]
    public void A_screenshot_and_a_wound_clock_go_by_the_time_in_the_code(CodeForm form, long age, VerdictCode code) =>
        Assert.Equal(code, Code(Facts(Claims(form, codeAge: age))));

    [Theory]
    [Trait("rule", "R10")]
    [InlineData(1799, VerdictCode.Granted)]
    [InlineData(1800, VerdictCode.LivenessExpired)]
    public void After_30_minutes_the_check_is_over(long liveAge, VerdictCode code) =>
        Assert.Equal(code, Code(Facts(Claims(liveAge: liveAge))));

    [Theory]
    [Trait("rule", "R7")]
    [InlineData(1, VerdictCode.Granted)]
    [InlineData(0, VerdictCode.CredentialExpired)]
    public void After_24_hours_the_certificate_is_over(long validFor, VerdictCode code) =>
        Assert.Equal(code, Code(Facts(Claims(validFor: validFor))));

    [Theory]
    [InlineData(CredentialKind.RideId, Purpose.StationEntry, VerdictCode.Granted)]
    [InlineData(CredentialKind.RideId, Purpose.Roadside, VerdictCode.WrongPurpose)]
    [InlineData(CredentialKind.DrivingLicence, Purpose.Roadside, VerdictCode.Granted)]
    [InlineData(CredentialKind.DrivingLicence, Purpose.StationExit, VerdictCode.WrongPurpose)]
    internal void A_lane_takes_its_own_kind(CredentialKind kind, Purpose purpose, VerdictCode code) =>
        Assert.Equal(code, Code(Facts(Claims(kind: kind), purpose)));

    [Theory]
    [InlineData(StatusFact.Revoked, VerdictCode.Revoked)]
    [InlineData(StatusFact.NotEntitled, VerdictCode.LicenceNotEntitled)]
    [InlineData(StatusFact.Invalid, VerdictCode.LicenceInvalid)]
    [InlineData(StatusFact.PaperNeeded, VerdictCode.AskForPaper)]
    [InlineData(StatusFact.NotKnown, VerdictCode.StatusUnknown)]
    internal void A_status_tells(StatusFact status, VerdictCode code)
    {
        Assert.Equal(code, Code(Facts() with { Status = status }));
        // What was let through with this very code is told first.
        Assert.Equal(VerdictCode.Replayed, Code(Facts() with { Status = status, GrantedBefore = true }));
    }

    [Theory]
    [InlineData(KeyFact.Unknown, VerdictCode.UnknownKey)]
    [InlineData(KeyFact.NotActive, VerdictCode.KeyNotActive)]
    [InlineData(KeyFact.Expired, VerdictCode.KeyExpired)]
    [InlineData(KeyFact.NotTheSigner, VerdictCode.BadSignature)]
    internal void A_key_that_does_not_count_ends_the_check(KeyFact key, VerdictCode code) =>
        Assert.Equal(code, Code(Facts() with { Key = key, Status = StatusFact.Revoked, GrantedBefore = true }));

    [Theory]
    [InlineData(TicketFact.None, VerdictCode.NoTicket)]
    [InlineData(TicketFact.Refunded, VerdictCode.TicketRefunded)]
    [InlineData(TicketFact.WrongStation, VerdictCode.WrongStation)]
    [InlineData(TicketFact.WrongTrain, VerdictCode.WrongTrain)]
    [InlineData(TicketFact.Used, VerdictCode.TicketUsed)]
    [InlineData(TicketFact.TooLate, VerdictCode.TooLate)]
    [InlineData(TicketFact.TooEarly, VerdictCode.TooEarly)]
    [InlineData(TicketFact.ManifestStale, VerdictCode.ManifestStale)]
    [InlineData(TicketFact.Unreadable, VerdictCode.VerifierKeyMissing)]
    internal void A_ticket_tells_and_only_of_a_code_in_its_time(TicketFact ticket, VerdictCode code)
    {
        Assert.Equal(code, Code(Facts() with { Ticket = ticket }));
        Assert.Equal(VerdictCode.CodeStale, Code(Facts(Claims(codeAge: 91)) with { Ticket = ticket }));
    }

    [Fact]
    [Trait("rule", "R9")]
    public void Who_is_inside_or_came_just_now_is_turned_away_with_a_fresh_code()
    {
        Assert.Equal(VerdictCode.AlreadyInside, Code(Facts() with { Inside = true }));
        Assert.Equal(VerdictCode.TooSoon, Code(Facts() with { TooSoon = true }));
        Assert.Equal(VerdictCode.AlreadyInside, Code(Facts() with { Inside = true, TooSoon = true }));
        Assert.Equal(VerdictCode.TooSoon, Code(Facts() with { Inside = true, TooSoon = true, Ticket = TicketFact.Used }));
    }

    [Fact]
    public void At_an_edge_both_sides_are_foretold_and_away_from_it_one()
    {
        Assert.Equal([VerdictCode.Granted], ScanForecast.Codes(Facts(Claims(codeAge: 88)), Now));
        Assert.Equal([VerdictCode.Granted, VerdictCode.CodeStale], ScanForecast.Codes(Facts(Claims(codeAge: 89)), Now));
        Assert.Equal([VerdictCode.CodeStale], ScanForecast.Codes(Facts(Claims(codeAge: 91)), Now));
    }
}
