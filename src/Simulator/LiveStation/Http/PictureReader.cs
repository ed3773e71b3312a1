using System.Text;
using TempIdentity.Simulator.Imaging;
using TempIdentity.Simulator.Services;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Simulator.LiveStation.Http;

/// <summary>
/// What a scanner's camera makes of a picture of a phone's screen: the text of the one code in it, or why there is none. At most so many
/// pictures at once, because each takes a processor. Thread-safe.
/// </summary>
internal sealed class PictureReader(bool available) : IDisposable
{
    /// <summary>Bytes of a picture at most.</summary>
    public const int BytesMax = 262_144;

    /// <summary>Pictures that are read at once; others wait their turn.</summary>
    public const int AtOnceMax = 2;

    private readonly SemaphoreSlim _turns = new(AtOnceMax, AtOnceMax);

    /// <summary>False where zbar is not installed.</summary>
    public bool IsAvailable => available;

    public async Task<Answer<string>> ReadAsync(ReadOnlyMemory<byte> png, CancellationToken stop)
    {
        if (!available) return StationRefusals.For(StationRefusal.NoImageReader);
        if (png.Length > BytesMax) return CommonRefusals.For(CommonRefusal.RequestTooLarge);
        await _turns.WaitAsync(stop);
        try
        {
            return await Task.Run(() => Read(png.Span), stop);
        }
        finally
        {
            _turns.Release();
        }
    }

    private static Answer<string> Read(ReadOnlySpan<byte> png)
    {
        if (!PngReader.TryRead(png, out var image)) return StationRefusals.For(StationRefusal.NotAPicture);
        return ZbarReader.ReadAll(image!) switch
        {
            [] => StationRefusals.For(StationRefusal.NoCodeInPicture),
            [var only] when only.Length <= CodeLimits.TextCharsMax && Ascii.IsValid(only) => Encoding.ASCII.GetString(only),
            [_] => StationRefusals.For(StationRefusal.NotOneCode),
            _ => StationRefusals.For(StationRefusal.TwoCodes),
        };
    }

    public void Dispose() => _turns.Dispose();
}
