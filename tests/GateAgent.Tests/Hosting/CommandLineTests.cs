using TempIdentity.GateAgent.Commands;

namespace TempIdentity.GateAgent.Tests.Hosting;

/// <summary>Exit codes of the command line; a helpful text is the library's business.</summary>
public class CommandLineTests
{
    [Theory]
    [InlineData(64)]
    [InlineData(0, "--help")]
    [InlineData(0, "--version")]
    [InlineData(64, "run")]
    [InlineData(64, "no-such-command")]
    [InlineData(64, "check-config")]
    [InlineData(64, "check-config", "--config", "x", "--no-such-option")]
    [InlineData(78, "run", "--config", "/nonexistent/gate.json")]
    [InlineData(78, "check-config", "--config", "/nonexistent/gate.json")]
    [InlineData(78, "check-config", "--config", "/nonexistent/gate.json", "--json")]
    public void ExitCodes(int expected, params string[] args) => Assert.Equal(expected, CommandLine.Run(args));
}
