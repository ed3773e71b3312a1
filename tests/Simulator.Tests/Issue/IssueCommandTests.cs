using System.CommandLine;
using TempIdentity.Simulator.Commands;
using TempIdentity.Simulator.Issue;

namespace TempIdentity.Simulator.Tests.Issue;

public sealed class IssueCommandTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("ti-command-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static int Run(params string[] args) => IssueCommand.Create().Parse(args).Invoke();

    [Fact]
    public void The_command_takes_the_documented_options_and_writes_the_documented_files()
    {
        var output = Path.Combine(_directory, "a");
        Assert.Equal(0, Run("--credential", "driving-licence", "--form", "issued", "--alg", "ESP256", "--at", "2026-11-20T08:00:00Z",
            "--live-at", "2026-11-20T07:59:00Z", "--valid-from", "2020-01-01T00:00:00Z",
            "--station", "VNP", "--no-ticket", "--out", output, "--json"));
        Assert.Equal(["claims.json", "code.png", "code.txt", "device", "issuer", "trust"],
            Directory.EnumerateFileSystemEntries(output).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(0, Run("--credential", "ride-id", "--form", "issued", "--alg", "SM2", "--at", "2026-11-20T08:00:00Z", "--trust",
            Path.Combine(output, "trust"), "--out", output));
    }

    [Fact]
    public void A_wrong_value_is_a_usage_error_and_writes_nothing()
    {
        var output = Path.Combine(_directory, "b");
        Assert.Equal(IssueRun.Usage, Run("--credential", "ride-id", "--form", "issued", "--alg", "RS256", "--out", output));
        Assert.False(Directory.Exists(output));
    }

    [Fact]
    public void A_place_that_cannot_be_written_has_its_own_exit_code()
    {
        var file = Path.Combine(_directory, "file");
        File.WriteAllText(file, "");
        Assert.Equal(IssueRun.CannotWrite, Run("--credential", "ride-id", "--form", "issued", "--alg", "SM2", "--out", file));
    }

    [Fact]
    public async Task An_unknown_option_is_a_usage_error() =>
        Assert.Equal(IssueRun.Usage, await CommandLine.RunAsync(["issue", "--bogus"]));
}
