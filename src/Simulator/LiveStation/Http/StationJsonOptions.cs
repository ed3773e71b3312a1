using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace TempIdentity.Simulator.LiveStation.Http;

/// <summary>
/// The station's JSON: one line, snake_case, Chinese as it is read, and null where there is nothing, so that pages can ask.
/// </summary>
internal static class StationJsonOptions
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
        TypeInfoResolver = StationJson.Default,
    };

    public static string ToText<T>(T message) => JsonSerializer.Serialize(message, (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T)));
}
