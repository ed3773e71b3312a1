using System.Text;
using System.Text.Json;
using TempIdentity.GateAgent.Commands;
using TempIdentity.Simulator.Imaging;
using TempIdentity.Simulator.Issue;
using TempIdentity.Simulator.Tests.Imaging;
using TempIdentity.Simulator.Tests.Issuers;
using TempIdentity.Simulator.Tests.Phones;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Simulator.Tests.Issue;

public sealed class IssueRunTests : IDisposable
{
    private const string Number = "11010118500101019X";
    private const string Name = "测试𠮷某";
    private static readonly UnixTime Start = TestWorld.Start;
    private readonly string _directory = Directory.CreateTempSubdirectory("ti-issue-").FullName;

    public static TheoryData<CredentialKind, CodeForm, SignatureAlgorithm> Everything() => PhoneTests.Everything();

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private IssueOptions Options(string output = "a") => new()
    {
        Credential = "ride-id",
        Form = "bound",
        Algorithm = "ESP256",
        At = Start.ToString(),
        Out = Path.Combine(_directory, output),
    };

    private static IssueResult Issue(IssueOptions options)
    {
        var outcome = IssueRun.Run(options, Start);
        Assert.Null(outcome.Error);
        Assert.Equal(0, outcome.ExitCode);
        return outcome.Result!;
    }

    private static VerifyAnswer Verify(
        IssueResult issued, UnixTime at, string? purpose = null, string? trust = null, string? device = null, bool identity = false)
    {
        var request = new VerifyRequest
        {
            TrustDirectory = trust ?? issued.Trust,
            DeviceDirectory = device ?? issued.Device,
            At = at.ToString(),
            Purpose = purpose,
            ShowIdentity = identity,
        };
        var text = File.ReadAllBytes(issued.CodeText);
        Assert.Equal((byte)'\n', text[^1]);
        var outcome = VerifyRun.Run(request, text.AsMemory(0, text.Length - 1), Start);
        Assert.Null(outcome.Error);
        return outcome.Answer!;
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void A_code_is_granted_with_what_was_written_beside_it(CredentialKind kind, CodeForm form, SignatureAlgorithm algorithm)
    {
        var options = Options() with
        {
            Credential = IssueTexts.NameOf(IssueTexts.Kinds, kind),
            Form = IssueTexts.NameOf(IssueTexts.Forms, form),
            Algorithm = IssueTexts.NameOf(IssueTexts.Algorithms, algorithm),
            IdNumber = Number,
            Name = Name,
        };
        var issued = Issue(options);
        var answer = Verify(issued, Start, identity: true);
        Assert.Equal(("granted", options.Credential, options.Form, options.Algorithm),
            (answer.Code, answer.Credential, answer.Form, answer.Algorithm));
        Assert.Equal((Number, Name), (answer.Identity!.Number, answer.Identity.Name));
        if (kind == CredentialKind.RideId)
        {
            Assert.Equal("granted", Verify(issued, Start, "station-entry").Code);
            Assert.Equal("granted", Verify(issued, Start, "station-exit").Code);
        }
        else Assert.Equal("wrong_purpose", Verify(issued, Start, "station-entry").Code);
    }

    [ZbarFact]
    public void The_picture_is_the_text()
    {
        var issued = Issue(Options());
        Assert.True(ZbarReader.TryRead(File.ReadAllBytes(issued.CodePng), out var content));
        Assert.Equal(File.ReadAllText(issued.CodeText), Encoding.ASCII.GetString(content) + "\n");
    }

    [Theory]
    [InlineData("issued")]
    [InlineData("bound")]
    public void Times_may_be_asked_for_that_no_honest_issuer_serves(string form)
    {
        string Code(string output, Func<IssueOptions, IssueOptions> change) =>
            Verify(Issue(change(Options(output) with { Form = form })), Start).Code;
        Assert.Equal("granted", Code("a", o => o with { LiveAt = (Start - 1799).ToString() }));
        Assert.Equal("liveness_expired", Code("b", o => o with { LiveAt = (Start - 1800).ToString() }));
        Assert.Equal("liveness_expired", Code("c", o => o with { LiveAt = (Start - 1860).ToString() }));
        Assert.Equal("granted", Code("d", o => o with { ValidFrom = (Start - 86_399).ToString() }));
        Assert.Equal("credential_expired", Code("e", o => o with { ValidFrom = (Start - 86_400).ToString() }));
        Assert.Equal("credential_expired", Code("f", o => o with { ValidFrom = (Start - 90_000).ToString() }));
        Assert.Equal("granted", Code("g", o => o with { ValidFrom = Start.ToString() }));
        Assert.Equal("not_yet_valid", Code("h", o => o with { ValidFrom = (Start + 1).ToString() }));
    }

    [Fact]
    public void A_code_grows_stale_or_is_from_the_future_by_the_time_it_is_verified_at()
    {
        var issued = Issue(Options());
        Assert.Equal("granted", Verify(issued, Start + 90).Code);
        Assert.Equal("code_stale", Verify(issued, Start + 91).Code);
        Assert.Equal("code_from_future", Verify(issued, Start - 31).Code);
    }

    [Fact]
    public void Without_a_ticket_the_gate_says_so_and_another_station_is_the_wrong_one()
    {
        Assert.Equal("no_ticket", Verify(Issue(Options() with { NoTicket = true }), Start, "station-entry").Code);
        var there = Issue(Options("b") with { Station = "AOH" });
        Assert.Equal("granted", Verify(there, Start, "station-entry").Code);
        Assert.Empty(Claims(Issue(Options() with { NoTicket = true })).GetProperty("tickets").EnumerateArray());
    }

    [Fact]
    public void Trust_is_used_again_with_higher_versions_and_all_earlier_tickets()
    {
        var first = Issue(Options());
        var second = Issue(Options("b") with
        {
            Trust = first.Trust,
            IdNumber = Number,
            Name = Name,
            Algorithm = "SM2",
            At = (Start + 600).ToString(),
        });
        Assert.Equal(first.RootSha256, second.RootSha256);
        Assert.Equal("granted", Verify(second, Start + 600, "station-entry").Code);
        Assert.Equal("granted", Verify(first, Start, "station-entry", second.Trust, second.Device).Code);
        Assert.Equal("granted", Verify(second, Start + 600, trust: first.Trust, device: first.Device).Code);
        var (before, after) = (Verify(first, Start).Versions, Verify(second, Start + 600).Versions);
        Assert.All(before, pair => Assert.True(after[pair.Key] > pair.Value, pair.Key));
        Assert.NotEqual(Claims(first).GetProperty("credential_id").GetString(), Claims(second).GetProperty("credential_id").GetString());
        Assert.Equal((0, 1), (StatusIndex(first), StatusIndex(second)));
    }

    [Fact]
    public void The_same_directory_can_be_used_again_and_no_ticket_takes_the_row_away()
    {
        var first = Issue(Options());
        var second = Issue(Options() with { Trust = first.Trust + "/", NoTicket = true });
        Assert.Equal(first, second);
        Assert.Equal("no_ticket", Verify(second, Start, "station-entry").Code);
    }

    [Fact]
    public void Trust_without_its_issuer_or_of_another_root_is_refused()
    {
        var first = Issue(Options());
        var second = Issue(Options("b"));
        int Code(string trust) => IssueRun.Run(Options("c") with { Trust = trust }, Start).ExitCode;
        Assert.Equal(IssueRun.BadTrust, Code(Path.Combine(_directory, "nowhere", "trust")));
        File.Copy(Path.Combine(second.Issuer, IssuerStore.SeedFile), Path.Combine(first.Issuer, IssuerStore.SeedFile), overwrite: true);
        Assert.Equal(IssueRun.BadTrust, Code(first.Trust));
        File.Copy(Path.Combine(second.Issuer, IssuerStore.StateFile), Path.Combine(first.Issuer, IssuerStore.StateFile), overwrite: true);
        Assert.Equal(IssueRun.BadTrust, Code(first.Trust));
        File.WriteAllBytes(Path.Combine(second.Issuer, IssuerStore.StateFile), [1, 2, 3]);
        Assert.Equal(IssueRun.BadTrust, Code(second.Trust));
        Assert.False(Directory.Exists(Path.Combine(_directory, "c")));
    }

    [Fact]
    public void Personal_data_lies_nowhere_in_clear_and_secrets_are_their_owners_I6()
    {
        var issued = Issue(Options() with { IdNumber = Number, Name = Name });
        foreach (var path in Directory.EnumerateFiles(Options().Out!, "*", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(path);
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Number)) < 0, path);
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Name)) < 0, path);
            var secret = path.StartsWith(issued.Issuer, StringComparison.Ordinal)
                || path.StartsWith(issued.Device, StringComparison.Ordinal);
            Assert.Equal(secret, (File.GetUnixFileMode(path) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) == 0);
        }
        Assert.Equal("***某", Claims(issued).GetProperty("identity").GetProperty("name_masked").GetString());
    }

    private static JsonElement Claims(IssueResult issued) => JsonDocument.Parse(File.ReadAllBytes(issued.Claims)).RootElement;

    private static int StatusIndex(IssueResult issued) => Claims(issued).GetProperty("status").GetProperty("index").GetInt32();
}
