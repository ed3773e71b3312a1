using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace TempIdentity.GateAgent.Hosting;

/// <summary>
/// One JSON object a line, see docs/logs.md. An exception appears as type and stack and never as its message, which may quote what was read
/// (I6). Where the journal reads standard error, each line begins with its priority as sd-daemon(3) asks.
/// </summary>
internal sealed class JsonLineFormatter(TimeProvider time, bool journal) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "json-line";

    private const string Original = "{OriginalFormat}";
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("t", time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("level", Level(logEntry.LogLevel).Name);
            json.WriteNumber("id", logEntry.EventId.Id);
            json.WriteString("event", logEntry.EventId.Name);
            json.WriteString("part", logEntry.Category[(logEntry.Category.LastIndexOf('.') + 1)..]);
            json.WriteString("text", logEntry.Formatter(logEntry.State, null));
            if (logEntry.State is IReadOnlyList<KeyValuePair<string, object?>> fields) WriteFields(json, fields);
            for (var (e, n) = (logEntry.Exception, 0); e is not null && n < 4; (e, n) = (e.InnerException, n + 1))
                WriteException(json, e, n);
            json.WriteEndObject();
        }
        if (journal) textWriter.Write($"<{Level(logEntry.LogLevel).Priority}>");
        textWriter.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static void WriteFields(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>> fields)
    {
        foreach (var (name, value) in fields.Where(field => field.Key != Original))
        {
            json.WritePropertyName(JsonNamingPolicy.SnakeCaseLower.ConvertName(name));
            if (value is int or long) json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
            else if (value is bool flag) json.WriteBooleanValue(flag);
            else json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
        }
    }

    private static void WriteException(Utf8JsonWriter json, Exception exception, int depth)
    {
        json.WriteString(depth == 0 ? "exception" : $"exception_{depth}", exception.GetType().FullName);
        json.WriteString(depth == 0 ? "stack" : $"stack_{depth}", exception.StackTrace);
    }

    private static (string Name, int Priority) Level(LogLevel level) => level switch
    {
        LogLevel.Critical => ("critical", 2),
        LogLevel.Error => ("error", 3),
        LogLevel.Warning => ("warning", 4),
        LogLevel.Information => ("information", 6),
        LogLevel.Trace or LogLevel.Debug or LogLevel.None => ("debug", 7),
    };
}
