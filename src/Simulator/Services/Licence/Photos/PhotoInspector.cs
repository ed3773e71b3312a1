namespace TempIdentity.Simulator.Services.Licence.Photos;

/// <summary>
/// What a file really is: JPEG or PNG by its content, whole, plain, and of a portrait's size. No input makes it throw, and none makes it
/// take more memory than its own length. Pure.
/// </summary>
internal static class PhotoInspector
{
    /// <param name="declared">What the sender says that it is.</param>
    public static PhotoInspection Inspect(ReadOnlySpan<byte> file, PhotoFormat declared)
    {
        if (file.Length > PhotoLimits.BytesMax) return Fault(PhotoFault.TooManyBytes);
        var format = FormatOf(file);
        if (format is not { } found) return Fault(PhotoFault.UnknownFormat);
        if (found != declared) return Fault(PhotoFault.RenamedFormat);
        var read = found switch
        {
            PhotoFormat.Jpeg => JpegHeaderReader.Read(file),
            PhotoFormat.Png => PngHeaderReader.Read(file),
        };
        if (read.Fault is not null) return read;
        return file.Length < PhotoLimits.BytesMin ? Fault(PhotoFault.TooFewBytes) : read;
    }

    /// <summary>A fault of the picture's size and shape, or null.</summary>
    internal static PhotoFault? SizeFault(long width, long height)
    {
        if (width > PhotoLimits.EdgePixelsMax || height > PhotoLimits.EdgePixelsMax) return PhotoFault.TooManyPixels;
        if (width < PhotoLimits.WidthPixelsMin || height < PhotoLimits.HeightPixelsMin) return PhotoFault.TooFewPixels;
        var percent = width * 100 / height;
        return percent is < PhotoLimits.WidthPercentMin or > PhotoLimits.WidthPercentMax ? PhotoFault.WrongShape : null;
    }

    internal static PhotoInspection Fault(PhotoFault fault) => new(default, fault);

    private static PhotoFormat? FormatOf(ReadOnlySpan<byte> file) =>
        file.StartsWith(PngHeaderReader.Signature) ? PhotoFormat.Png
        : file.StartsWith(JpegHeaderReader.Signature) ? PhotoFormat.Jpeg
        : null;
}
