namespace TempIdentity.GateAgent.Commands;

/// <summary>Exit codes of the appliance's commands (those of sysexits.h).</summary>
internal static class ExitCodes
{
    public const int Ok = 0;
    /// <summary>The command line is wrong.</summary>
    public const int Usage = 64;
    /// <summary>Trust or device secrets are not what they must be.</summary>
    public const int BadData = 65;
    /// <summary>A defect of the program, or a part that had to crash.</summary>
    public const int Internal = 70;
    /// <summary>The configuration is not valid.</summary>
    public const int BadConfiguration = 78;
}
