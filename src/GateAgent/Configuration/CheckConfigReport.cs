using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using TempIdentity.GateAgent.Texts;

namespace TempIdentity.GateAgent.Configuration;

/// <summary>The JSON form of <c>check-config</c>'s result.</summary>
internal static class CheckConfigReport
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string ToJson(string file, ConfigurationResult result, IReadOnlyList<EnvironmentFinding> environment)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("file", file);
            json.WriteBoolean("valid", result.Configuration is not null);
            json.WriteStartArray("errors");
            foreach (var error in result.Errors) WriteItem(json, error.Path, "problem", error.Problem.ToText(), null, error.Text);
            json.WriteEndArray();
            json.WriteStartArray("environment");
            foreach (var finding in environment)
                WriteItem(json, finding.Path, "lack", JsonNamingPolicy.SnakeCaseLower.ConvertName(finding.Lack.ToString()), finding.Target,
                    finding.Text);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteItem(Utf8JsonWriter json, string path, string name, string value, string? target, BilingualText text)
    {
        json.WriteStartObject();
        json.WriteString("path", path);
        json.WriteString(name, value);
        if (target is not null) json.WriteString("target", target);
        json.WriteString("en", text.En);
        json.WriteString("zh", text.Zh);
        json.WriteEndObject();
    }
}
