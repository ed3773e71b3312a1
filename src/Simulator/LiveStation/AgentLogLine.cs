using System.Text.Json;

namespace TempIdentity.Simulator.LiveStation;

/// <summary>A line of the agent's log that the station goes by; docs/logs.md. Anything else is for people.</summary>
internal abstract record AgentLogLine
{
    private const int TrustActivatedId = 2000;
    private const int DecidedId = 7000;
    private const int PassageEndedId = 7001;
    private const int InternalErrorId = 7002;
    private const int FrameNotRecordedId = 7005;
    private const int NotedId = 7007;

    private AgentLogLine()
    {
    }

    internal sealed record TrustActivated(long Version) : AgentLogLine;

    /// <summary>A frame's answer. Sequence and times are null where the agent failed on it, or could not record it.</summary>
    internal sealed record Answered(string Lane, string Answer, string Code, long? Sequence, StageMicroseconds? Times) : AgentLogLine;

    internal sealed record PassageEnded(string Lane, long Grant, string Outcome, long Sequence) : AgentLogLine;

    /// <summary>A device record.</summary>
    internal sealed record Noted(long Sequence, string Code, string Lane, string Detail) : AgentLogLine;

    /// <summary>Null for a line that is none of these.</summary>
    public static AgentLogLine? TryRead(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return Read(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            // The runtime itself may write to standard error.
            return null;
        }
    }

    private static AgentLogLine? Read(JsonElement line) => line.GetProperty("id").GetInt32() switch
    {
        TrustActivatedId => new TrustActivated(line.GetProperty("version").GetInt64()),
        DecidedId => new Answered(Text(line, "lane"), Text(line, "answer"), Text(line, "code"), Number(line, "sequence"), TimesOf(line)),
        InternalErrorId => new Answered(Text(line, "lane"), "refused", "internal_error", null, null),
        FrameNotRecordedId => new Answered(Text(line, "lane"), "refused", "storage_failed", null, null),
        PassageEndedId => new PassageEnded(
            Text(line, "lane"), Number(line, "grant"), Text(line, "outcome"), Number(line, "sequence")),
        NotedId => new Noted(Number(line, "sequence"), Text(line, "code"), Text(line, "lane"), Text(line, "detail")),
        _ => null,
    };

    private static StageMicroseconds TimesOf(JsonElement line) => new(
        Number(line, "decode_us"), Number(line, "verify_us"), Number(line, "decide_us"), Number(line, "record_us"),
        Number(line, "actuate_us"));

    private static string Text(JsonElement line, string name) => line.GetProperty(name).GetString() ?? "";

    private static long Number(JsonElement line, string name) => line.GetProperty(name).GetInt64();
}
