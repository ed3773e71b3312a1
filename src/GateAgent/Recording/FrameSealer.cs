using System.Text;
using TempIdentity.GateAgent.Scanning;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.GateAgent.Recording;

/// <summary>
/// Seals what a person showed to head office's public key, so that no raw code lies in clear on this machine (I6). Thread-safe.
/// </summary>
internal sealed class FrameSealer(ReadOnlyMemory<byte> headOfficeKey)
{
    /// <summary>Bytes of a frame that are kept at most: more than any code has, so what is cut is rubbish.</summary>
    public const int FrameBytesMax = 1024;

    private static readonly byte[] Info = "TI/frame/1"u8.ToArray();

    /// <summary>Base64 of the sealed bytes; bound to lane and time of the record by the associated data.</summary>
    public string Seal(Frame frame)
    {
        var bytes = frame.Bytes.Length <= FrameBytesMax ? frame.Bytes : frame.Bytes[..FrameBytesMax];
        return Convert.ToBase64String(Hpke.Seal(headOfficeKey.Span, Info, Context(frame.Lane.Value, frame.At.Now.ToString()), bytes.Span));
    }

    /// <summary>Head office's side, for the same context.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> privateKey, string lane, string at, string sealedText, out byte[] frame)
    {
        frame = [];
        var bytes = new byte[sealedText.Length];
        return Convert.TryFromBase64String(sealedText, bytes, out var length)
            && Hpke.TryOpen(privateKey, Info, Context(lane, at), bytes.AsSpan(0, length), out frame);
    }

    private static byte[] Context(string lane, string at) => Encoding.UTF8.GetBytes($"{lane}|{at}");
}
