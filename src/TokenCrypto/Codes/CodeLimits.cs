namespace TempIdentity.TokenCrypto.Codes;

/// <summary>The format's limits and windows. Windows are judged in whole seconds.</summary>
public static class CodeLimits
{
    /// <summary>The family prefix of the text form.</summary>
    public const string Prefix = "TI1:";

    /// <summary>Decoded bytes that a reader accepts at most.</summary>
    public const int DecodedBytesMax = 512;

    /// <summary>Text characters that a reader accepts at most: the prefix and the Base45 of <see cref="DecodedBytesMax"/> bytes.</summary>
    public const int TextCharsMax = 4 + (DecodedBytesMax / 2 * 3);

    /// <summary>Bytes of an issued code at most (QR version 11-M).</summary>
    public const int IssuedBytesMax = 241;

    /// <summary>Bytes of a bound code at most (QR version 15-M).</summary>
    public const int BoundBytesMax = 397;

    /// <summary>Seconds that a code is meant to be shown (R9).</summary>
    public const int CodeLifetimeSeconds = 60;

    /// <summary>Seconds after the real-person check, exclusive, in which codes are served (R10).</summary>
    public const int LivenessSeconds = 1800;

    /// <summary>Seconds that a ride ID is valid (R7).</summary>
    public const int RideIdSeconds = 86_400;

    /// <summary>Characters (Unicode scalar values) of a name at most; a longer name is an error, never cut.</summary>
    public const int NameCharsMax = 40;
}
