using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Services.Ticketing;
using TempIdentity.Simulator.Tests.Issuers;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Tests.Services.Ticketing;

/// <summary>The counter takes the traveller's identity from the code and from nowhere else (R16).</summary>
public class TicketDeskTests
{
    private static readonly UnixTime Start = TestWorld.Start;
    private readonly TestWorld _world = new();

    private TicketDesk Desk(TrustStore? trust, Audience audience = Audience.RailStaff) =>
        new(_ => trust, _ => new UnsealingKeys(_world.Authorities.Audiences.ForDevice(audience, Start)));

    private string Code(CredentialId id, UnixTime now, CredentialKind kind = CredentialKind.RideId) =>
        _world.Authorities.IssuerOf(kind).IssueCode(id, SignatureAlgorithm.ESP256, now).Value!;

    [Fact]
    [Trait("rule", "R16")]
    public void A_live_code_tells_the_desk_who_stands_before_it()
    {
        var id = _world.Grant(CredentialKind.RideId, Start);
        var answer = Desk(_world.Publish(Start)).Identify(Code(id, Start), "VNP", Start);
        Assert.Equal(People.Default, answer.Required);
    }

    [Theory]
    [Trait("rule", "R16")]
    [InlineData(91, "code_code_stale")]
    [InlineData(90, null)]
    public void A_code_of_a_while_ago_is_not_taken(int age, string? code)
    {
        var id = _world.Grant(CredentialKind.RideId, Start);
        var refusal = Desk(_world.Publish(Start)).Identify(Code(id, Start), "VNP", Start + age).Refusal;
        Assert.Equal((code, code is null ? null : "R16"), (refusal?.Code, refusal?.Rule));
    }

    [Fact]
    [Trait("rule", "R16")]
    public void A_revoked_certificate_is_not_taken()
    {
        var id = _world.Grant(CredentialKind.RideId, Start);
        _world.Authorities.RideIds.Revoke(id);
        Assert.Equal("code_revoked", Desk(_world.Publish(Start)).Identify(Code(id, Start), "VNP", Start).Refusal!.Code);
    }

    [Fact]
    [Trait("rule", "R16")]
    public void A_driving_licence_is_not_taken()
    {
        var id = _world.Grant(CredentialKind.DrivingLicence, Start);
        var code = Code(id, Start, CredentialKind.DrivingLicence);
        Assert.Equal("code_wrong_purpose", Desk(_world.Publish(Start)).Identify(code, "VNP", Start).Refusal!.Code);
    }

    [Fact]
    public void A_desk_without_staffs_keys_learns_no_identity()
    {
        var id = _world.Grant(CredentialKind.RideId, Start);
        var refusal = Desk(_world.Publish(Start), Audience.RailGate).Identify(Code(id, Start), "VNP", Start).Refusal!;
        Assert.Equal("code_verifier_key_missing", refusal.Code);
    }

    [Fact]
    public void A_desk_without_trust_is_not_ready() =>
        Assert.Equal("desk_not_ready", Desk(null).Identify("TI1:", "VNP", Start).Refusal!.Code);

    [Theory]
    [InlineData("")]
    [InlineData("110101185001010013")]
    [InlineData("TI1:AAAA")]
    public void What_is_no_code_is_refused_by_the_verifiers_word(string text)
    {
        var refusal = Desk(_world.Publish(Start)).Identify(text, "VNP", Start).Refusal!;
        Assert.StartsWith("code_", refusal.Code, StringComparison.Ordinal);
    }
}
