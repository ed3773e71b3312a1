using System.Text;
using System.Text.Json;
using TempIdentity.GateAgent.Commands;
using TempIdentity.GateAgent.Tests.Core;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.GateAgent.Tests.Commands;

/// <summary>The <c>verify</c> command over real files.</summary>
public sealed class VerifyTests : IDisposable
{
    private readonly TestStation _station = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("ti-verify-").FullName;

    public void Dispose()
    {
        _station.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_good_code_is_granted_with_its_tiers_key_and_versions()
    {
        var outcome = Verify(_station.RideId(1));
        Assert.Equal(0, outcome.ExitCode);
        var answer = outcome.Answer!;
        Assert.Equal(("granted", "granted", "real-name-check", "ride-id", "issued"),
            (answer.Answer, answer.Code, answer.Purpose, answer.Credential, answer.Form));
        Assert.Equal(0, answer.Tiers!.Code.AgeS);
        Assert.Equal(60, answer.Tiers.Liveness.AgeS);
        Assert.True(answer.Tiers.Credential.InWindow);
        Assert.Equal(_station.Trust.Version, answer.Versions["set"]);
        Assert.Equal("ESP256", answer.Algorithm);
    }

    [Theory]
    [InlineData(90, 0, "granted")]
    [InlineData(91, 1, "code_stale")]
    [InlineData(-5, 0, "granted")]
    [InlineData(-6, 1, "code_from_future")]
    public void The_codes_window_is_judged_at_the_time_given_R9(int secondsLater, int exitCode, string code)
    {
        var outcome = Verify(_station.RideId(1), at: TestStation.Now + secondsLater);
        Assert.Equal((exitCode, code), (outcome.ExitCode, outcome.Answer!.Code));
    }

    [Theory]
    [InlineData("--shwo-identity")]
    [InlineData("-x")]
    public void A_mistyped_option_is_a_usage_error_and_no_code(string option) =>
        Assert.Equal(64, CommandLine.Run(["verify", "--trust", _folder, option]));

    [Fact]
    public void An_empty_path_is_a_usage_error()
    {
        Assert.Equal(64, CommandLine.Run(["verify", "--trust", "", "TI1:X"]));
        Assert.Equal(64, CommandLine.Run(["verify", "--trust", _folder, "--device", "", "TI1:X"]));
    }

    [Theory]
    [InlineData("vnp")]
    [InlineData("VNPX")]
    [InlineData("")]
    public void A_station_that_is_no_station_is_a_usage_error(string station) =>
        Assert.Equal(64, CommandLine.Run(["verify", "--trust", _folder, "--station", station, "TI1:X"]));

    [Fact]
    public void Standard_input_that_cannot_be_read_is_no_code() =>
        Assert.Null(VerifyInput.From(VerifyInput.Stdin, () => throw new UnauthorizedAccessException()));

    [Fact]
    public void A_licence_is_checked_for_the_roadside_by_default_with_its_classes()
    {
        var answer = Verify(_station.Licence(1)).Answer!;
        Assert.Equal("roadside", answer.Purpose);
        Assert.Equal(["C1"], answer.Licence!.Classes);
        Assert.Equal("normal", answer.Status!.Status);
    }

    [Fact]
    public void It_is_stateless_so_the_same_code_is_granted_again()
    {
        var code = _station.RideId(1);
        Assert.Equal("granted", Verify(code).Answer!.Code);
        Assert.Equal("granted", Verify(code).Answer!.Code);
    }

    [Fact]
    public void A_gate_purpose_needs_the_devices_key_and_station()
    {
        _station.Sell(1, TestStation.Ticket(1));
        Assert.Equal((2, "verifier_key_missing"), Codes(Verify(_station.RideId(1), purpose: "station-entry", device: false)));
        Assert.Equal((0, "granted"), Codes(Verify(_station.RideId(1), purpose: "station-entry")));
        Assert.Equal((1, "wrong_station"), Codes(Verify(_station.RideId(1), purpose: "station-exit")));
    }

    [Fact]
    public void The_identity_is_shown_only_when_asked_with_a_key_and_where_the_purpose_may_see_it_I12()
    {
        Assert.Null(Verify(_station.RideId(1)).Answer!.Identity);
        Assert.Equal("key_missing", Verify(_station.RideId(1), device: false, identity: true).Answer!.Identity!.Outcome);
        Assert.Equal("purpose_may_not", Verify(_station.RideId(1), purpose: "station-entry", identity: true).Answer!.Identity!.Outcome);
        var opened = Verify(_station.RideId(1), identity: true).Answer!.Identity!;
        Assert.Equal(("opened", "11010119900307803X"), (opened.Outcome, opened.Number));
    }

    [Theory]
    [InlineData(91)] // stale
    [InlineData(-6)] // from the future
    [InlineData(100_000)] // credential and liveness over
    public void The_identity_of_a_code_outside_its_windows_stays_sealed_I12(int secondsLater)
    {
        var identity = Verify(_station.RideId(1), at: TestStation.Now + secondsLater, identity: true).Answer!.Identity!;
        Assert.Equal(("not_verified", null, null), (identity.Outcome, identity.Number, identity.Name));
    }

    [Fact]
    public void The_identity_of_a_forged_code_stays_sealed_I12()
    {
        var forged = _station.RideId(1).ToCharArray();
        forged[^1] = forged[^1] == '0' ? '1' : '0';
        var outcome = Verify(new string(forged), identity: true);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal("not_verified", outcome.Answer!.Identity!.Outcome);
        Assert.Null(outcome.Answer.Tiers);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\r\n")]
    public void One_line_end_is_stripped_and_no_more(string end)
    {
        var code = _station.RideId(1);
        Assert.Equal(code, Encoding.ASCII.GetString(VerifyInput.Read(new MemoryStream(Encoding.ASCII.GetBytes(code + end)))));
        Assert.NotEqual(code, Encoding.ASCII.GetString(VerifyInput.Read(new MemoryStream(Encoding.ASCII.GetBytes(code + end + end)))));
        Assert.NotEqual(code, Encoding.ASCII.GetString(VerifyInput.FromArgument(code + " ")));
    }

    [Fact]
    public void An_endless_input_is_oversize_and_not_read_to_its_end() =>
        Assert.Equal((1, "oversize"), Codes(Verify(new string('A', VerifyInput.BytesMax * 2))));

    [Theory]
    [InlineData("yesterday", null)]
    [InlineData("2026-11-20T08:00:00+08:00", null)]
    [InlineData(null, "station")]
    public void Wrong_usage_is_64(string? at, string? purpose)
    {
        var request = Request() with { At = at ?? TestStation.Now.ToString(), Purpose = purpose };
        Assert.Equal(64, VerifyRun.Run(request, default, TestStation.Now).ExitCode);
    }

    [Fact]
    public void Trust_that_cannot_be_trusted_is_65()
    {
        Assert.Equal(65, VerifyRun.Run(Request() with { TrustDirectory = Path.Combine(_folder, "absent") }, default,
            TestStation.Now).ExitCode);
        Write();
        File.WriteAllBytes(Path.Combine(_folder, "trust", "set.cose"), [1, 2, 3]);
        Assert.Equal(65, VerifyRun.Run(Request() with { At = null }, default, TestStation.Now).ExitCode);
    }

    [Fact]
    public void An_expired_trust_set_refers_and_verifies_nothing()
    {
        var outcome = Verify(_station.RideId(1, TestStation.Now + 86_400), at: TestStation.Now + 86_400);
        Assert.Equal((2, "trust_expired"), Codes(outcome));
    }

    [Fact]
    public void The_json_has_every_key_of_its_schema_and_no_other()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(ProjectRoot.In("docs", "cli", "verify.schema.json")));
        var known = schema.RootElement.GetProperty("properties").EnumerateObject().Select(property => property.Name).ToHashSet();
        var required = schema.RootElement.GetProperty("required").EnumerateArray().Select(name => name.GetString()!).ToArray();
        _station.Sell(1, TestStation.Ticket(1));
        foreach (var outcome in new[] { Verify(_station.RideId(1), purpose: "station-entry", identity: true), Verify("x"),
            Verify(_station.Licence(1)) })
        {
            using var json = JsonDocument.Parse(VerifyJson.ToText(outcome.Answer!));
            var keys = json.RootElement.EnumerateObject().Select(property => property.Name).ToArray();
            Assert.Empty(keys.Except(known));
            Assert.Empty(required.Except(keys));
        }
    }

    [Fact]
    public void The_report_for_people_names_verdict_and_next_step()
    {
        var report = VerifyReport.ToText(Verify(_station.RideId(1), at: TestStation.Now + 91).Answer!);
        Assert.Contains("refused · code_stale", report, StringComparison.Ordinal);
        Assert.Contains("刷新", report, StringComparison.Ordinal);
        Assert.Contains("tap Refresh", report, StringComparison.Ordinal);
    }

    private static (int, string) Codes(VerifyOutcome outcome) => (outcome.ExitCode, outcome.Answer!.Code);

    private VerifyRequest Request() => new() { TrustDirectory = Path.Combine(_folder, "trust"), At = TestStation.Now.ToString() };

    private VerifyOutcome Verify(string code, UnixTime? at = null, string? purpose = null, bool device = true, bool identity = false)
    {
        Write();
        var request = Request() with
        {
            At = (at ?? TestStation.Now).ToString(),
            Purpose = purpose,
            DeviceDirectory = device ? Path.Combine(_folder, "device") : null,
            Station = TestStation.Station,
            ShowIdentity = identity,
        };
        return VerifyRun.Run(request, VerifyInput.FromArgument(code), TestStation.Now);
    }

    private void Write()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "trust"));
        foreach (var (name, content) in _station.Directory.Files)
            File.WriteAllBytes(Path.Combine(_folder, "trust", name), content.ToArray());
        Directory.CreateDirectory(Path.Combine(_folder, "device"));
        File.WriteAllBytes(Path.Combine(_folder, "device", DeviceSecrets.File),
            DeviceSecretsWriter.Write("gate-test", TestStation.Station, _station.Keys.All));
    }
}
