using TempIdentity.GateAgent.Scanning;
using TempIdentity.TokenCrypto;

namespace TempIdentity.GateAgent.Decoding;

/// <summary>A frame's text, or why there is none. Families of codes stand behind this seam; today there is one, <c>TI1:</c>.</summary>
internal readonly record struct DecodedFrame(ReadOnlyMemory<byte> Text, VerdictCode? Refusal);

/// <summary>Stage 2: from a scanner's frame to a code's text. Pure.</summary>
internal static class FrameDecoder
{
    /// <summary>
    /// Nothing is trimmed: spaces belong to Base45. A frame that the framing cut is oversize, whatever its first bytes say.
    /// </summary>
    public static DecodedFrame Decode(Frame frame) => frame.End switch
    {
        FrameEnd.Oversize => new DecodedFrame(default, VerdictCode.Oversize),
        FrameEnd.Terminator or FrameEnd.IdleGap => new DecodedFrame(frame.Bytes, null),
    };
}
