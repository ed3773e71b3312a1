namespace TempIdentity.Simulator.Services.Licence.Rules;

/// <summary>The archive number (档案编号) printed on a driving licence: 12 digits (L2).</summary>
internal static class ArchiveNumber
{
    public const int Digits = 12;

    /// <summary>True for 12 ASCII digits. Says nothing about whether such a licence exists.</summary>
    public static bool IsWellFormed(string text) => text.Length == Digits && !text.AsSpan().ContainsAnyExceptInRange('0', '9');
}
