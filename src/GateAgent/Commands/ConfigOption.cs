using System.CommandLine;

namespace TempIdentity.GateAgent.Commands;

/// <summary><c>--config FILE</c>, the same for every command that takes it.</summary>
internal static class ConfigOption
{
    public static Option<string> Create() => new("--config") { Description = "Configuration (JSON)", HelpName = "FILE", Required = true };
}
