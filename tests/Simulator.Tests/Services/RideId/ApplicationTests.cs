using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Services.RideId;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Tests.Services.RideId;

/// <summary>Applying: R1 to R5.</summary>
public sealed class ApplicationTests : IDisposable
{
    private readonly RideWorld _world = new();

    public void Dispose() => _world.Dispose();

    private string? CodeOf(ApplicationForm form) => _world.Service.Apply(_world.Anonymous(), form, "c", _world.Now).Refusal?.Code;

    private static ApplicationForm Typed(string number, string name = "测试甲") =>
        RideWorld.Form(new Identity(DocumentType.ResidentIdentityCard, number, name));

    [Fact]
    [Trait("rule", "R1")]
    public void Somebody_without_an_account_gives_name_and_number()
    {
        Assert.Null(CodeOf(RideWorld.Form(RideWorld.Person())));
        Assert.Equal("identity_incomplete", CodeOf(RideWorld.Form(null)));
        Assert.Equal("identity_incomplete", CodeOf(RideWorld.Form(null) with { Name = "测试甲" }));
        Assert.Equal("identity_incomplete", CodeOf(RideWorld.Form(null) with { Number = RideWorld.Person().Number }));
        Assert.Equal("name_malformed", CodeOf(Typed(RideWorld.Person().Number, "")));
    }

    [Fact]
    [Trait("rule", "R1")]
    public void A_signed_in_users_own_name_and_number_are_filled_in()
    {
        var session = _world.Registered(RideWorld.Person(3)).Session;
        var view = _world.Obtain(session, person: null).Required;
        Assert.Equal(ResidentCardNumber.Mask(RideWorld.Person(3).Number), view.MaskedNumber);
        Assert.Equal(People.MaskName(RideWorld.Person(3).Name), view.MaskedName);
    }

    [Fact]
    [Trait("rule", "R1")]
    public void A_signed_in_user_applies_for_somebody_else_only_with_both_given()
    {
        var session = _world.Registered(RideWorld.Person(3)).Session;
        var half = RideWorld.Form(null) with { Number = RideWorld.Person(4).Number };
        Assert.Equal("identity_incomplete", _world.Service.Apply(session, half, "c", _world.Now).Refusal!.Code);
        var view = _world.Obtain(session, RideWorld.Person(4)).Required;
        Assert.Equal(ResidentCardNumber.Mask(RideWorld.Person(4).Number), view.MaskedNumber);
    }

    [Fact]
    [Trait("rule", "R2")]
    public void The_location_must_be_authorised_and_found()
    {
        var form = RideWorld.Form(RideWorld.Person());
        Assert.Equal("location_not_authorised", CodeOf(form with { LocationAuthorised = false }));
        Assert.Equal("location_not_fixed", CodeOf(form with { Fix = null }));
        Assert.Equal("location_not_fixed", CodeOf(form with { Fix = new LocationFix(91, 0) }));
        Assert.Equal("location_not_fixed", CodeOf(form with { Fix = new LocationFix(0, double.NaN) }));
        var refusal = _world.Service.Apply(_world.Anonymous(), form with { Fix = null }, "c", _world.Now).Refusal!;
        Assert.Contains("重新定位", refusal.NextStep.Zh, StringComparison.Ordinal);
        Assert.Equal("R2", refusal.Rule);
    }

    [Theory]
    [InlineData(DocumentType.OfficerCard)]
    [InlineData(DocumentType.SoldierCard)]
    [InlineData(DocumentType.RetiredOfficerCard)]
    [Trait("rule", "R3")]
    public void Only_the_resident_identity_card_is_accepted(DocumentType document)
    {
        Assert.Equal("document_not_accepted", CodeOf(RideWorld.Form(RideWorld.Person()) with { Document = document }));
    }

    [Theory]
    [InlineData("11010118500101001", "number_length")]
    [InlineData("1101011850010100188", "number_length")]
    [InlineData("", "number_length")]
    [InlineData("1101011850010100X8", "number_character")]
    [InlineData("11010１185001010018", "number_character")]
    [InlineData("990101185001010024", "number_region")]
    [InlineData("110101185002300018", "number_birth_date")]
    [InlineData("110101185013010018", "number_birth_date")]
    [InlineData("110101185001010010", "number_check_character")]
    [InlineData("11010118500101001X", "number_check_character")]
    [InlineData("110101185001010018", null)]
    [InlineData(" 11010118500101019x ", null)]
    [InlineData("11010118500101019X", null)]
    [Trait("rule", "R3")]
    public void A_number_is_checked_by_length_region_birth_date_and_check_character(string number, string? code) =>
        Assert.Equal(code, CodeOf(Typed(number)));

    [Fact]
    [Trait("rule", "R3")]
    public void Nobody_was_born_after_today_in_China()
    {
        using var world = new RideWorld(RideWorld.China("2026-11-20 00:00:00"));
        var today = ResidentCardNumber.Build(119999, new DateOnly(2026, 11, 20), 1);
        var tomorrow = ResidentCardNumber.Build(119999, new DateOnly(2026, 11, 21), 1);
        Assert.Null(world.Service.Apply(world.Anonymous(), Typed(today), "c", world.Now).Refusal);
        Assert.Equal("number_birth_date_in_future", world.Service.Apply(world.Anonymous(), Typed(tomorrow), "c", world.Now).Refusal!.Code);
        Assert.Equal("number_birth_date_in_future",
            world.Service.Apply(world.Anonymous(), Typed(today), "c", world.Now - 1).Refusal!.Code);
    }

    [Fact]
    [Trait("rule", "R4")]
    public void A_minor_who_holds_a_card_obtains_a_certificate()
    {
        var minor = CitizenRegister.Minor(5);
        Assert.Equal("2015", minor.Number[6..10]);
        Assert.Equal(People.MaskName(minor.Name), _world.Obtain(_world.Anonymous(), minor).Required.MaskedName);
    }

    [Fact]
    [Trait("rule", "R5")]
    public void Before_the_check_nothing_is_told_of_the_result()
    {
        _world.ObtainAndExpire(RideWorld.Person(), 3);
        var stranger = RideWorld.Person() with { Number = "11010118500101019X" };
        var session = _world.Anonymous();
        // Somebody whose month is used up, somebody who may have one, and nobody at all: the same receipt.
        foreach (var person in new[] { RideWorld.Person(), RideWorld.Person(1), stranger })
        {
            var receipt = _world.Apply(session, person).Required;
            Assert.Equal(_world.Now + RideIdService.ApplicationSeconds, receipt.ExpiresAt);
            Assert.Equal("check_failed", _world.Service.Check(session, receipt.Id, CameraCapture.Fail, _world.Now).Refusal!.Code);
            Assert.Equal("no_certificate", _world.Service.View(session, _world.Now).Refusal!.Code);
        }
    }

    [Fact]
    [Trait("rule", "R5")]
    public void Nobodys_number_a_name_that_does_not_fit_and_another_face_get_one_answer()
    {
        var refusals = new[]
        {
            _world.Obtain(_world.Anonymous(), RideWorld.Person() with { Number = "11010118500101019X" }).Refusal,
            _world.Obtain(_world.Anonymous(), RideWorld.Person() with { Name = "测试乙" }).Refusal,
            _world.Obtain(_world.Anonymous(), RideWorld.Person(), CameraCapture.Fail).Refusal,
        };
        Assert.Equal("check_failed", refusals[0]!.Code);
        Assert.All(refusals, refusal => Assert.Equal(refusals[0], refusal));
    }

    [Theory]
    [InlineData(CameraCapture.Fail, "check_failed", "application_unknown")]
    [InlineData(CameraCapture.Spoof, "check_spoofed", "application_unknown")]
    [InlineData(CameraCapture.Timeout, "check_timed_out", null)]
    [Trait("rule", "R5")]
    internal void A_timeout_may_be_tried_again_and_a_failure_ends_the_application(CameraCapture camera, string code, string? then)
    {
        var session = _world.Anonymous();
        var application = _world.Apply(session, RideWorld.Person()).Required.Id;
        Assert.Equal(code, _world.Service.Check(session, application, camera, _world.Now).Refusal!.Code);
        Assert.Equal(then, _world.Service.Check(session, application, CameraCapture.Pass, _world.Now).Refusal?.Code);
    }

    [Fact]
    public void An_application_waits_ten_minutes_and_is_its_sessions_own()
    {
        var session = _world.Anonymous();
        var application = _world.Apply(session, RideWorld.Person()).Required.Id;
        Assert.Equal("application_unknown",
            _world.Service.Check(_world.Anonymous(), application, CameraCapture.Pass, _world.Now).Refusal!.Code);
        Assert.Equal("application_unknown", _world.Service.Check(session, application, CameraCapture.Pass,
            _world.Now + RideIdService.ApplicationSeconds).Refusal!.Code);
        Assert.NotNull(_world.Service.Check(session, application, CameraCapture.Pass,
            _world.Now + RideIdService.ApplicationSeconds - 1).Value);
    }

    [Fact]
    public void Every_refusal_has_its_own_code_a_next_step_and_both_languages()
    {
        var all = Enum.GetValues<RideIdRefusal>().Select(RideIdRefusals.For).ToArray();
        Assert.Equal(all.Length, all.Select(refusal => refusal.Code).Distinct().Count());
        Assert.All(all, refusal =>
        {
            Assert.InRange(refusal.Status, 400, 499);
            foreach (var text in new[] { refusal.Title, refusal.NextStep })
            {
                Assert.Matches("^[A-Z3]", text.En);
                Assert.Matches("\\p{IsCJKUnifiedIdeographs}", text.Zh);
            }
        });
    }

    [Fact]
    public void Too_many_checks_of_a_session_or_of_one_person_are_refused()
    {
        var session = _world.Anonymous();
        var application = _world.Apply(session, RideWorld.Person()).Required.Id;
        for (var i = 0; i < RideIdLimits.ChecksPerSessionMax; i++)
            Assert.Equal("check_timed_out", _world.Service.Check(session, application, CameraCapture.Timeout, _world.Now).Refusal!.Code);
        Assert.Equal("too_many_requests", _world.Service.Check(session, application, CameraCapture.Pass, _world.Now).Refusal!.Code);
        for (var i = RideIdLimits.ChecksPerSessionMax; i < RideIdLimits.ChecksPerPersonMax; i++)
            Assert.Equal("check_failed", _world.Obtain(_world.Anonymous(), RideWorld.Person(), CameraCapture.Fail).Refusal!.Code);
        var refusal = _world.Obtain(_world.Anonymous(), RideWorld.Person()).Refusal!;
        Assert.Equal(("too_many_requests", 3600), (refusal.Code, refusal.RetryAfterSeconds));
    }
}
