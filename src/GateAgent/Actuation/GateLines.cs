using System.Text;
using System.Text.Json;
using TempIdentity.TokenCrypto;

namespace TempIdentity.GateAgent.Actuation;

/// <summary>The lines that the agent and the simulated gate exchange. Pure.</summary>
internal static class GateLines
{
    /// <summary>Bytes of a line with its end; a longer one is malformed.</summary>
    public const int LineBytesMax = 1024;

    public static byte[] Hello(LaneId lane) => Line($$$"""{"hello":{"lane":"{{{JsonEncodedText.Encode(lane.Value)}}}"}}""");

    public static byte[] Pulse(long grantSequence, int milliseconds) =>
        Line($$$"""{"pulse":{"grant":{{{grantSequence}}},"milliseconds":{{{milliseconds}}}}}""");

    public static byte[] Show(Answer answer, VerdictCode code) =>
        Line($$$"""{"show":{"answer":"{{{answer.ToText()}}}","code":"{{{code.ToText()}}}"}}""");

    /// <summary>
    /// Reads one line of the gate without its end. Null when it is malformed: anything but one known signal with an empty object.
    /// </summary>
    public static GateSignal? TryRead(ReadOnlySpan<byte> line)
    {
        var json = new Utf8JsonReader(line);
        try
        {
            if (!Next(ref json, JsonTokenType.StartObject) || !Next(ref json, JsonTokenType.PropertyName)) return null;
            GateSignal? signal = json.ValueTextEquals("passed"u8) ? GateSignal.Passed
                : json.ValueTextEquals("tailgate"u8) ? GateSignal.Tailgate
                : json.ValueTextEquals("emergency_on"u8) ? GateSignal.EmergencyOn
                : json.ValueTextEquals("emergency_off"u8) ? GateSignal.EmergencyOff
                : json.ValueTextEquals("fault"u8) ? GateSignal.Fault
                : json.ValueTextEquals("restored"u8) ? GateSignal.Restored
                : null;
            var whole = Next(ref json, JsonTokenType.StartObject) && Next(ref json, JsonTokenType.EndObject)
                && Next(ref json, JsonTokenType.EndObject) && !json.Read();
            return whole ? signal : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool Next(ref Utf8JsonReader json, JsonTokenType type) => json.Read() && json.TokenType == type;

    private static byte[] Line(string json) => Encoding.UTF8.GetBytes(json + "\n");
}

/// <summary>Cuts the gate's bytes into lines and hands over their signals. Pure but for the hand-over; not thread-safe.</summary>
internal sealed class GateLineReader
{
    private readonly byte[] _line = new byte[GateLines.LineBytesMax];
    private int _length;

    /// <summary>False at the first malformed or over-long line: nothing after it is read.</summary>
    public bool Read(ReadOnlySpan<byte> bytes, Action<GateSignal> signal)
    {
        foreach (var value in bytes)
        {
            if (_length == _line.Length) return false;
            _line[_length++] = value;
            if (value != '\n') continue;
            if (GateLines.TryRead(_line.AsSpan(0, _length - 1)) is not { } known) return false;
            _length = 0;
            signal(known);
        }
        return true;
    }
}
