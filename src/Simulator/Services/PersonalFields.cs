using System.Text;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Simulator.Services;

/// <summary>The form of what people type. Whether it is true is another question.</summary>
internal static class PersonalFields
{
    public const int AddressCharsMax = 200;
    private const int PhoneDigits = 11;

    /// <summary>11 digits that begin with 1 and a digit from 3 up.</summary>
    public static bool IsPhone(string phone) =>
        phone.Length == PhoneDigits && phone.All(char.IsAsciiDigit) && phone[0] == '1' && phone[1] >= '3';

    /// <summary>A name as it is kept: no space around it, the middle dots of transliterated names all alike, NFC.</summary>
    public static string NormaliseName(string name) => IsUnicode(name)
        ? name.Trim().Replace('•', '·').Replace('・', '·').Normalize(NormalizationForm.FormC)
        : name;

    /// <summary>1 to 40 characters, letters, spaces and middle dots.</summary>
    public static bool IsName(string name) =>
        IsUnicode(name) && name.EnumerateRunes().Count() is >= 1 and <= CodeLimits.NameCharsMax
        && name.EnumerateRunes().All(rune => Rune.IsLetter(rune) || rune.Value is '·' or ' ' or '.' or '\'' or '-');

    public static bool IsAddress(string address) =>
        IsUnicode(address) && address.Length <= AddressCharsMax && !address.Any(char.IsControl);

    private static bool IsUnicode(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var used) != System.Buffers.OperationStatus.Done) return false;
            rest = rest[used..];
        }
        return true;
    }
}
