using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using TempIdentity.Simulator.LiveStation.Trials;
using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Services.Http;

namespace TempIdentity.Simulator.LiveStation.Http;

/// <summary>
/// The running station over HTTP: see it, hold codes to its scanners, cheat and break, and open head office's books with its key;
/// docs/station.md. Thread-safe.
/// </summary>
internal sealed class StationModule(StationParts parts, ServiceClock clock, TimeProvider time) : IServiceModule
{
    private const string Picture = "image/png";
    private const string Json = "application/json";

    public ServiceDocument Document { get; } = new("station", "Station",
        "A running station: gates, head office's books, and ways to cheat and break / 运行中的车站");

    IJsonTypeInfoResolver IServiceModule.Json => StationJson.Default;

    public void Map(RouteGroupBuilder group)
    {
        group.MapGet("/state", () => Text(parts.Feed.State()))
            .Describe("readState", "The whole station now", "查看车站现状").Produces<StateMessage>().Refuses();
        group.MapGet("/events", Events)
            .Describe("watchStation", "The whole station, and what changes, as server-sent events", "订阅车站变化")
            .Produces<string>(StatusCodes.Status200OK, EventStream.MediaType).Refuses(503);
        group.MapPost("/lanes/{lane}/scans", ScanAsync)
            .Describe("scan", "Hold a code to a lane's scanner: a picture of the phone's screen, or the code's text", "向通道扫码器出示二维码")
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                operation.RequestBody = ScanBody();
                return Task.CompletedTask;
            })
            .Produces<ScanMessage>().Refuses(404, 409, 413, 415, 422);
        group.MapPost("/trials", (TrialRequestMessage body, CancellationToken stop) => TryAsync(body, stop))
            .Describe("tryCheat", "Cheat or break something; what it should cause is said before it is done", "试验作弊或破坏")
            .Produces<Trial>(StatusCodes.Status201Created).Refuses(404, 409, 422, 429);
        group.MapPost("/books/open", (HttpContext http, OpenRecordMessage body) =>
                Opened(parts.Books.Open(body, Bearer.ClientOf(http), clock.Now)))
            .Describe("openRecord", "Open a record with head office's private key", "用总部私钥打开记录")
            .Produces<OpenedRecordMessage>().Refuses(403, 404, 409, 429);
    }

    private IResult Events()
    {
        if (parts.Feed.Hub.Join() is not { } visitor)
            return StationRefusals.For(StationRefusal.TooManyVisitors, EventStream.HeartbeatSeconds).ToResult();
        return new EventStream(
            visitor, () => new ServerEvent(0, StateFeed.StateEvent, StationJsonOptions.ToText(parts.Feed.State())), time);
    }

    private async Task<IResult> ScanAsync(HttpContext http, string lane, CancellationToken stop)
    {
        if (StationVisits.LaneOf(lane) is null) return StationRefusals.For(StationRefusal.NoSuchLane).ToResult();
        switch (http.Request.ContentType?.Split(';')[0].Trim())
        {
            case Picture:
                using (var png = new MemoryStream())
                {
                    if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
                        limit.MaxRequestBodySize = PictureReader.BytesMax;
                    await http.Request.Body.CopyToAsync(png, stop);
                    var read = await parts.Pictures.ReadAsync(png.GetBuffer().AsMemory(0, (int)png.Length), stop);
                    return read.Value is { } text ? await ShowAsync(lane, text, ReadAs.Image, true, stop) : read.Refusal!.ToResult();
                }
            case Json:
                return await ReadTextAsync(http, stop) is { } body
                    ? await ShowAsync(lane, body.Text, ReadAs.Text, body.Walks ?? true, stop)
                    : CommonRefusals.For(CommonRefusal.MalformedRequest).ToResult();
            default:
                return CommonRefusals.For(CommonRefusal.UnsupportedMediaType).ToResult();
        }
    }

    private static async Task<ScanTextMessage?> ReadTextAsync(HttpContext http, CancellationToken stop)
    {
        try
        {
            return await http.Request.ReadFromJsonAsync(StationJson.Default.ScanTextMessage, stop);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<IResult> ShowAsync(string lane, string text, ReadAs readAs, bool walks, CancellationToken stop)
    {
        var result = await parts.Visits.ScanAsync(lane, text, readAs, walks, stop);
        return RefusalOf(result.End) is { } refusal
            ? StationRefusals.For(refusal).ToResult()
            : Text(new ScanMessage { Verdict = result.Verdict });
    }

    private async Task<IResult> TryAsync(TrialRequestMessage asked, CancellationToken stop)
    {
        var answer = await parts.Trials.RunAsync(new TrialRequest(asked.Cheat, asked.Lane, asked.Text, asked.On ?? true, asked.Kind), stop);
        return answer.Value is { } trial ? Text(trial, StatusCodes.Status201Created) : answer.Refusal!.ToResult();
    }

    private static IResult Opened(Answer<OpenedRecordMessage> answer) =>
        answer.Value is { } record ? Text(record) : answer.Refusal!.ToResult();

    private static StationRefusal? RefusalOf(ScanEnd end) => end switch
    {
        ScanEnd.Answered or ScanEnd.NoAnswer => null,
        ScanEnd.NoSuchLane => StationRefusal.NoSuchLane,
        ScanEnd.NotOneCode => StationRefusal.NotOneCode,
        ScanEnd.LaneBusy => StationRefusal.LaneBusy,
        ScanEnd.ScannerUnplugged => StationRefusal.ScannerUnplugged,
        ScanEnd.AgentDown => StationRefusal.AgentDown,
    };

    private static ContentHttpResult Text<T>(T message, int status = StatusCodes.Status200OK) =>
        TypedResults.Text(StationJsonOptions.ToText(message), "application/json; charset=utf-8", statusCode: status);

    private static OpenApiRequestBody ScanBody() => new()
    {
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            [Picture] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
            [Json] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = new HashSet<string> { "text" },
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        ["text"] = new OpenApiSchema { Type = JsonSchemaType.String },
                        ["walks"] = new OpenApiSchema { Type = JsonSchemaType.Boolean },
                    },
                },
            },
        },
    };
}
