using TempIdentity.GateAgent.Texts;

namespace TempIdentity.Simulator.Services.Licence.Photos;

/// <summary>The image formats that are taken, told by content and never by name.</summary>
internal enum PhotoFormat
{
    Jpeg,
    Png,
}

/// <summary>Why a file is not taken as a photo. Found by the machine at upload; nobody has looked at the picture yet.</summary>
internal enum PhotoFault
{
    /// <summary>Fewer bytes than <see cref="PhotoLimits.BytesMin"/>.</summary>
    TooFewBytes,
    /// <summary>More bytes than <see cref="PhotoLimits.BytesMax"/>.</summary>
    TooManyBytes,
    /// <summary>Neither JPEG nor PNG.</summary>
    UnknownFormat,
    /// <summary>JPEG or PNG, and said to be the other.</summary>
    RenamedFormat,
    /// <summary>The file ends before the picture does.</summary>
    Truncated,
    /// <summary>The file breaks its format's rules: a checksum, a length, an order.</summary>
    Damaged,
    /// <summary>Something follows the picture's end: another file, or a film.</summary>
    TrailingBytes,
    /// <summary>A variant that is not taken: interlaced, animated, 16 bits, CMYK, lossless or arithmetic coding.</summary>
    UnsupportedVariant,
    /// <summary>Too few pixels.</summary>
    TooFewPixels,
    /// <summary>Too many pixels.</summary>
    TooManyPixels,
    /// <summary>Not upright as a portrait is.</summary>
    WrongShape,
}

/// <summary>Names of <see cref="PhotoFormat"/>.</summary>
internal static class PhotoFormats
{
    public static string ToMediaType(this PhotoFormat format) => format switch
    {
        PhotoFormat.Jpeg => "image/jpeg",
        PhotoFormat.Png => "image/png",
    };
}

/// <summary>Limits of a photo (ours: the documents name none).</summary>
internal static class PhotoLimits
{
    public const int BytesMin = 10 * 1024;
    public const int BytesMax = 2 * 1024 * 1024;

    /// <summary>A licence's photo is printed 22 by 32 mm; this is that at 300 dots per inch.</summary>
    public const int WidthPixelsMin = 260;

    /// <summary>See <see cref="WidthPixelsMin"/>.</summary>
    public const int HeightPixelsMin = 378;

    public const int EdgePixelsMax = 4096;

    /// <summary>Width for 100 of height at least.</summary>
    public const int WidthPercentMin = 60;

    /// <summary>Width for 100 of height at most.</summary>
    public const int WidthPercentMax = 85;

    /// <summary>Segments or chunks of a file at most.</summary>
    public const int PartsMax = 4096;
}

/// <summary>What a readable photo is.</summary>
internal readonly record struct PhotoFacts(PhotoFormat Format, int Width, int Height);

/// <summary>The result of looking at a file: facts, or one fault.</summary>
internal readonly record struct PhotoInspection(PhotoFacts Facts, PhotoFault? Fault);

/// <summary>Texts of <see cref="PhotoFault"/>.</summary>
internal static class PhotoFaults
{
    public static string ToText(this PhotoFault fault) => fault switch
    {
        PhotoFault.TooFewBytes => "photo_too_few_bytes",
        PhotoFault.TooManyBytes => "photo_too_many_bytes",
        PhotoFault.UnknownFormat => "photo_unknown_format",
        PhotoFault.RenamedFormat => "photo_renamed_format",
        PhotoFault.Truncated => "photo_truncated",
        PhotoFault.Damaged => "photo_damaged",
        PhotoFault.TrailingBytes => "photo_trailing_bytes",
        PhotoFault.UnsupportedVariant => "photo_unsupported_variant",
        PhotoFault.TooFewPixels => "photo_too_few_pixels",
        PhotoFault.TooManyPixels => "photo_too_many_pixels",
        PhotoFault.WrongShape => "photo_wrong_shape",
    };

    public static BilingualText Text(PhotoFault fault) => fault switch
    {
        PhotoFault.TooFewBytes => new("The file has less than 10 KiB: send a larger picture", "图片小于10KB，请上传更清晰的照片"),
        PhotoFault.TooManyBytes => new("The file has more than 2 MiB: send a smaller picture", "图片大于2MB，请压缩后上传"),
        PhotoFault.UnknownFormat => new("Neither JPEG nor PNG: send one of these", "仅支持JPEG或PNG图片，请重新选择"),
        PhotoFault.RenamedFormat => new("The file is another format than said: send it as what it is", "图片格式与声明不符，请重新选择"),
        PhotoFault.Truncated => new("The file is not complete: send it again", "图片不完整，请重新上传"),
        PhotoFault.Damaged => new("The file is damaged: choose another picture", "图片已损坏，请更换图片"),
        PhotoFault.TrailingBytes =>
            new("Something is hidden behind the picture: send a plain photo", "图片后附有其他内容，请上传普通照片"),
        PhotoFault.UnsupportedVariant =>
            new("This kind of JPEG or PNG is not taken: save it as an ordinary photo", "不支持此类图片编码，请另存为普通照片"),
        PhotoFault.TooFewPixels => new("Send at least 260 by 378 pixels", "照片像素不足，宽至少260、高至少378"),
        PhotoFault.TooManyPixels => new("Send at most 4096 pixels on an edge", "照片像素过大，每边最多4096"),
        PhotoFault.WrongShape => new("Send an upright portrait photo", "请上传竖幅证件照"),
    };
}
