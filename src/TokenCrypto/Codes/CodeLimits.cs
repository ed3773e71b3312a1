namespace TempIdentity.TokenCrypto.Codes;

/// <summary>The format's limits and windows. Windows are judged in whole seconds.</summary>
public static class CodeLimits
{
    /// <summary>The family prefix of the text form.</summary>
    public const string Prefix = "TI1:";

    /// <summary>Decoded bytes that a reader accepts at most, whatever the form and the name.</summary>
    public const int DecodedBytesMax = 512;

    /// <summary>Text characters that a reader accepts at most: the prefix and the Base45 of <see cref="DecodedBytesMax"/> bytes.</summary>
    public const int TextCharsMax = 4 + (DecodedBytesMax / 2 * 3);

    /// <summary>
    /// Bytes of an issued code at most (QR version 11-M), with an identity compartment of <see cref="IdentityBytesUsual"/> or less.
    /// </summary>
    public const int IssuedBytesMax = 241;

    /// <summary>
    /// Bytes of a bound code at most (QR version 15-M), with an identity compartment of <see cref="IdentityBytesUsual"/> or less.
    /// </summary>
    public const int BoundBytesMax = 397;

    /// <summary>
    /// Bytes of an identity compartment that the limits of the forms reckon with: a resident identity card and a name of 29 UTF-8 bytes,
    /// nine Chinese characters. A longer name raises the form's limit byte for byte (a larger QR, never a cut name), up to
    /// <see cref="DecodedBytesMax"/>.
    /// </summary>
    public const int IdentityBytesUsual = 58;

    /// <summary>Bytes of an identity compartment at least: the SIV, and an array of the shortest values.</summary>
    public const int IdentityBytesMin = 22;

    /// <summary>Bytes of an identity compartment at most: the SIV, and the longest number and name.</summary>
    public const int IdentityBytesMax = 254;

    /// <summary>Bytes of a gate compartment, exactly: the SIV and the 16-byte manifest secret.</summary>
    public const int GateBytes = 32;

    /// <summary>Bytes of a signature, exactly, in all three algorithms.</summary>
    public const int SignatureBytes = 64;

    /// <summary>Seconds that a code is meant to be shown (R9).</summary>
    public const int CodeLifetimeSeconds = 60;

    /// <summary>Seconds after the real-person check, exclusive, in which codes are served (R10).</summary>
    public const int LivenessSeconds = 1800;

    /// <summary>Seconds that a ride ID is valid (R7).</summary>
    public const int RideIdSeconds = 86_400;

    /// <summary>Characters (Unicode scalar values) of a name at most; a longer name is an error, never cut.</summary>
    public const int NameCharsMax = 40;

    /// <summary>Characters (Unicode scalar values) of a document number at most.</summary>
    public const int DocumentNumberCharsMax = 18;

    /// <summary>Largest number of a status list.</summary>
    public const int StatusListMax = 65_535;

    /// <summary>Largest index in a status list.</summary>
    public const int StatusIndexMax = (1 << 28) - 1;

    /// <summary>Largest number of an audience's key; the smallest is 1, and 0 stands for no gate compartment.</summary>
    public const int AudienceKeyNumberMax = 65_535;

    /// <summary>Smallest issuing authority: a GB/T 2260 division code has six digits.</summary>
    public const int AuthorityMin = 100_000;

    /// <summary>Largest issuing authority.</summary>
    public const int AuthorityMax = 999_999;

    /// <summary>The officer's challenge at most: two digits.</summary>
    public const int ChallengeMax = 99;

    /// <summary>
    /// Bytes of a code at most: the form's limit, raised by what its identity compartment has over <see cref="IdentityBytesUsual"/>.
    /// </summary>
    public static int BytesMax(CodeForm form, int identityCompartmentBytes)
    {
        var limit = form switch
        {
            CodeForm.Issued => IssuedBytesMax,
            CodeForm.Bound => BoundBytesMax,
        };
        return Math.Min(limit + Math.Max(0, identityCompartmentBytes - IdentityBytesUsual), DecodedBytesMax);
    }
}
