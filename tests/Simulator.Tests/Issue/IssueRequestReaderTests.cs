using TempIdentity.Simulator.Issue;
using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Tests.Issuers;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Tests.Issue;

public class IssueRequestReaderTests
{
    private static readonly UnixTime Start = TestWorld.Start;
    private static readonly IssueOptions Least = new() { Credential = "ride-id", Form = "issued", Algorithm = "Ed25519", Out = "x" };

    [Fact]
    public void Defaults_are_those_of_the_documentation()
    {
        var request = IssueRequestReader.Read(Least, Start, out _)!;
        Assert.Equal((Start, Start - 60, Start - 60, "VNP", true),
            (request.At, request.LiveAt, request.ValidFrom, request.Station, request.WithTicket));
        Assert.Equal(People.Default, request.Person);
        var licence = IssueRequestReader.Read(Least with { Credential = "driving-licence", At = "2026-03-01T00:00:00Z" }, Start, out _)!;
        Assert.Equal(("2025-03-01T00:00:00Z", false), (licence.ValidFrom.ToString(), licence.WithTicket));
    }

    [Fact]
    public void All_wrong_options_are_named_at_once_in_both_languages_without_their_values()
    {
        var wrong = new IssueOptions
        {
            Credential = "passport",
            Form = "Bound",
            Algorithm = "ES256",
            At = "yesterday",
            LiveAt = "2026-11-20T08:00:00+08:00",
            ValidFrom = "1",
            IdNumber = "110101185001010190",
            Name = new string('测', 41),
            Station = "vnp",
        };
        Assert.Null(IssueRequestReader.Read(wrong, Start, out var errors));
        foreach (var option in new[] { "credential", "form", "alg", "at", "live-at", "valid-from", "id-number", "name", "station", "out" })
            Assert.Single(errors, error => error.StartsWith($"--{option} ", StringComparison.Ordinal)
                && error.Contains($" / --{option} {(option == "out" ? "is required" : "must ")}", StringComparison.Ordinal));
        Assert.DoesNotContain(errors, error => error.Contains("110101", StringComparison.Ordinal) || error.Contains('测'));
    }

    [Theory]
    [InlineData("1999-12-31T23:59:59Z", false)]
    [InlineData("2000-01-01T00:00:00Z", true)]
    [InlineData("2099-12-31T23:59:59Z", true)]
    [InlineData("2100-01-01T00:00:00Z", false)]
    public void Times_have_a_range(string at, bool accepted) =>
        Assert.Equal(accepted, IssueRequestReader.Read(Least with { At = at }, Start, out _) is not null);

    [Fact]
    public void The_check_is_not_after_the_code()
    {
        Assert.NotNull(IssueRequestReader.Read(Least with { LiveAt = Start.ToString() }, Start, out _));
        Assert.Null(IssueRequestReader.Read(Least with { LiveAt = (Start + 1).ToString() }, Start, out _));
    }

    [Fact]
    public void Names_have_40_characters_at_most_counted_as_people_count()
    {
        string Rare(int count) => string.Concat(Enumerable.Repeat("𠮷", count));
        Assert.NotNull(IssueRequestReader.Read(Least with { Name = Rare(40) }, Start, out _));
        Assert.Null(IssueRequestReader.Read(Least with { Name = Rare(41) }, Start, out _));
        Assert.Null(IssueRequestReader.Read(Least with { Name = "" }, Start, out _));
        Assert.Null(IssueRequestReader.Read(Least with { Name = "测\n试" }, Start, out _));
    }

    [Fact]
    public void Keys_of_an_earlier_output_serve_only_in_their_window()
    {
        var directory = Directory.CreateTempSubdirectory("ti-window-").FullName;
        try
        {
            var first = Least with { At = Start.ToString(), Out = Path.Combine(directory, "a") };
            Assert.Equal(0, IssueRun.Run(first, Start).ExitCode);
            var again = first with { Trust = Path.Combine(directory, "a", "trust"), Out = Path.Combine(directory, "b") };
            int At(UnixTime at) => IssueRun.Run(again with { At = at.ToString() }, Start).ExitCode;
            Assert.Equal(0, At(Start + 30 * 86_400 - 1));
            Assert.Equal(IssueRun.Usage, At(Start + 30 * 86_400));
            Assert.Equal(0, At(Start - 30 * 86_400 + IssueRun.TrustBeforeSeconds));
            Assert.Equal(IssueRun.Usage, At(Start - 30 * 86_400 + IssueRun.TrustBeforeSeconds - 1));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
