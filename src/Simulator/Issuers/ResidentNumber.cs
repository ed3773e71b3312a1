using System.Globalization;

namespace TempIdentity.Simulator.Issuers;

/// <summary>Numbers of resident identity cards (GB 11643-1999): region (6), birth date (8), sequence (3), check character (ISO 7064 MOD 11-2).</summary>
internal static class ResidentNumber
{
    public const int LengthChars = 18;
    private const string CheckCharacters = "10X98765432";

    /// <summary>First two digits: provinces and their equals (GB/T 2260).</summary>
    private static readonly int[] Provinces =
    [
        11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46,
        50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83,
    ];

    /// <summary>The check character of 17 digits.</summary>
    public static char CheckCharacter(ReadOnlySpan<char> digits)
    {
        // Weight of position i (from the left, 0 to 16) is 2^(17 − i) mod 11; folding p = (p + d) · 2 gives the same sum.
        var sum = 0;
        for (var i = 0; i < LengthChars - 1; i++) sum = (sum + (digits[i] - '0')) * 2 % 11;
        return CheckCharacters[sum];
    }

    /// <summary>True when length, alphabet, region, birth date and check character are right (R3). Lower-case x is not.</summary>
    public static bool IsValid(string number)
    {
        if (number.Length != LengthChars) return false;
        var digits = number.AsSpan(0, LengthChars - 1);
        if (digits.ContainsAnyExceptInRange('0', '9')) return false;
        if (!Provinces.Contains(int.Parse(digits[..2], CultureInfo.InvariantCulture))) return false;
        if (!DateOnly.TryParseExact(digits.Slice(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) return false;
        return number[^1] == CheckCharacter(digits);
    }

    /// <summary>Builds a number. Throws <see cref="ArgumentException"/> when a part is out of range.</summary>
    public static string Build(int region, DateOnly birth, int sequence)
    {
        var digits = FormattableString.Invariant($"{region:D6}{birth:yyyyMMdd}{sequence:D3}");
        var number = digits.Length == LengthChars - 1 ? digits + CheckCharacter(digits) : "";
        return IsValid(number) ? number : throw new ArgumentException("A part of the number is out of range.", nameof(region));
    }

    /// <summary>For a tester's eyes: everything but the last character is hidden.</summary>
    public static string Mask(string number) =>
        number.Length == 0 ? "" : new string('*', number.Length - 1) + number[^1];
}
