using System.Globalization;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Issuers;

/// <summary>What is wrong with a resident identity card's number (R3).</summary>
internal enum NumberProblem
{
    WrongLength,
    /// <summary>One of the first 17 characters is no digit.</summary>
    WrongCharacter,
    /// <summary>The first two digits are no province.</summary>
    UnknownRegion,
    ImpossibleBirthDate,
    BirthDateInFuture,
    /// <summary>The check character is not the one that the 17 digits give.</summary>
    WrongCheckCharacter,
}

/// <summary>
/// What an issuer checks of a resident identity card's number (R3, GB 11643-1999): region (6 digits), birth date (8), sequence (3), and the
/// check character that <see cref="ResidentNumber"/> knows.
/// </summary>
internal static class ResidentCardNumber
{
    /// <summary>First two digits: provinces and their equals (GB/T 2260).</summary>
    private static readonly int[] Provinces =
    [
        11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46,
        50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83,
    ];

    /// <summary>
    /// True when length, alphabet, region, birth date and check character are right (R3), on any day. Lower-case x is not.
    /// </summary>
    public static bool IsValid(string number) => Problem(number, DateOnly.MaxValue) is null;

    /// <summary>What is wrong with a number (R3), the first in this order; null when nothing is. Lower-case x is wrong here.</summary>
    /// <param name="today">Nobody was born after this day.</param>
    public static NumberProblem? Problem(string number, DateOnly today)
    {
        if (number.Length != ResidentNumber.Chars) return NumberProblem.WrongLength;
        var digits = number.AsSpan();
        if (digits[..ResidentNumber.BodyDigits].ContainsAnyExceptInRange('0', '9')) return NumberProblem.WrongCharacter;
        if (!Provinces.Contains(int.Parse(digits[..2], CultureInfo.InvariantCulture))) return NumberProblem.UnknownRegion;
        if (!DateOnly.TryParseExact(digits.Slice(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var birth))
            return NumberProblem.ImpossibleBirthDate;
        if (birth > today) return NumberProblem.BirthDateInFuture;
        return ResidentNumber.IsWellFormed(number) ? null : NumberProblem.WrongCheckCharacter;
    }

    /// <summary>A number as typed: spaces around it gone, a small x made the X that the card shows.</summary>
    public static string Normalise(string typed) => typed.Trim().ToUpperInvariant();

    /// <summary>Builds a number. Throws <see cref="ArgumentException"/> when a part is out of range.</summary>
    public static string Build(int region, DateOnly birth, int sequence)
    {
        var digits = FormattableString.Invariant($"{region:D6}{birth:yyyyMMdd}{sequence:D3}");
        var number = digits.Length == ResidentNumber.BodyDigits ? digits + ResidentNumber.CheckCharacter(digits) : "";
        return IsValid(number) ? number : throw new ArgumentException("A part of the number is out of range.", nameof(region));
    }

    /// <summary>For a tester's eyes: everything but the last character is hidden.</summary>
    public static string Mask(string number) =>
        number.Length == 0 ? "" : new string('*', number.Length - 1) + number[^1];
}
