namespace TempIdentity.TokenCrypto.Sealing;

/// <summary>
/// The 18-character number of a resident identity card (GB 11643): 17 digits and a check character, 0–9 or X, by ISO 7064 MOD 11-2.
/// Only its form is judged here; region and birth date are the issuer's business (R3).
/// </summary>
public static class ResidentNumber
{
    /// <summary>Length in characters.</summary>
    public const int Chars = 18;

    /// <summary>Digits before the check character.</summary>
    public const int BodyDigits = 17;

    private const string CheckCharacters = "10X98765432";

    /// <summary>The check character of 17 digits. Throws <see cref="ArgumentException"/> when they are not 17 ASCII digits.</summary>
    public static char CheckCharacter(ReadOnlySpan<char> body)
    {
        if (body.Length != BodyDigits) throw new ArgumentException("17 digits are required.", nameof(body));
        var sum = 0;
        foreach (var c in body)
        {
            if (!char.IsAsciiDigit(c)) throw new ArgumentException("17 digits are required.", nameof(body));
            sum = (sum + (c - '0')) * 2 % 11;
        }
        return CheckCharacters[sum % 11];
    }

    /// <summary>True for 17 digits and their own check character, a capital X where it is one.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> number)
    {
        if (number.Length != Chars) return false;
        foreach (var c in number[..BodyDigits])
            if (!char.IsAsciiDigit(c)) return false;
        return number[BodyDigits] == CheckCharacter(number[..BodyDigits]);
    }
}
