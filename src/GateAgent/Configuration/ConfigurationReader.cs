using System.Text.Json;
using System.Text.Unicode;
using TempIdentity.GateAgent.Texts;

namespace TempIdentity.GateAgent.Configuration;

/// <summary>Reads the configuration: strict JSON, every error at once, unknown and doubled keys refused. Reading bytes is pure.</summary>
internal static class ConfigurationReader
{
    /// <summary>Bytes of the file at most.</summary>
    public const int FileBytesMax = 262_144;

    /// <summary>Nesting at most; ours needs four.</summary>
    private const int DepthMax = 16;

    private static readonly BilingualText OneObject = new("one JSON object, without comments", "一个不含注释的 JSON 对象");

    /// <summary>Reads a file.</summary>
    public static ConfigurationResult ReadFile(string file)
    {
        var errors = new ErrorList(file);
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
            var buffer = new byte[FileBytesMax + 1];
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return Read(buffer.AsMemory(0, length), file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException
            or ArgumentException)
        {
            errors.Add("", ConfigurationProblem.Unreadable, exception.GetType().Name, default);
            return new ConfigurationResult(null, errors.All);
        }
    }

    /// <summary>Reads bytes; <paramref name="file"/> is only for the errors' sake.</summary>
    public static ConfigurationResult Read(ReadOnlyMemory<byte> json, string file)
    {
        var errors = new ErrorList(file);
        if (json.Length > FileBytesMax)
        {
            errors.Add("", ConfigurationProblem.TooLarge, "", new BilingualText($"at most {FileBytesMax} bytes", $"至多 {FileBytesMax} 字节"));
            return new ConfigurationResult(null, errors.All);
        }
        using var document = Parse(json, errors);
        var configuration = document is null ? null : SectionReader.Root(new ObjectReader(document.RootElement, "", errors));
        return new ConfigurationResult(errors.All.Count == 0 ? configuration : null, errors.All);
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> json, ErrorList errors)
    {
        if (!Utf8.IsValid(json.Span))
        {
            errors.Add("", ConfigurationProblem.NotJson, "not UTF-8", OneObject);
            return null;
        }
        JsonDocument? document = null;
        try
        {
            RefuseLoneSurrogates(json.Span);
            document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = DepthMax });
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
            errors.Add("", ConfigurationProblem.NotJson, "not an object", OneObject);
        }
        catch (JsonException exception)
        {
            errors.Add("", ConfigurationProblem.NotJson, $"line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}",
                OneObject);
        }
        catch (InvalidOperationException)
        {
            errors.Add("", ConfigurationProblem.NotJson, "a text that is not Unicode", OneObject);
        }
        document?.Dispose();
        return null;
    }

    /// <summary>Unpaired surrogate escapes are JSON, but no text: GetString throws for them, here rather than in the middle.</summary>
    private static void RefuseLoneSurrogates(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DepthMax });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName) reader.GetString();
        }
    }
}
