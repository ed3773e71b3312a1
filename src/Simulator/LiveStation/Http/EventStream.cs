using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Net.Http.Headers;

namespace TempIdentity.Simulator.LiveStation.Http;

/// <summary>
/// Answers with server-sent events until the visitor or the host goes: first the state, then what changes, a comment when nothing does, so
/// that a dead line is noticed on both sides.
/// </summary>
/// <param name="visitor">Disposed at the end.</param>
/// <param name="first">The state at connect.</param>
internal sealed class EventStream(EventHub.Visitor visitor, Func<ServerEvent> first, TimeProvider time) : IResult
{
    public const string MediaType = "text/event-stream";

    /// <summary>Seconds without an event after which a comment is sent.</summary>
    public const int HeartbeatSeconds = 10;

    /// <summary>Milliseconds after which a browser that lost the line connects again.</summary>
    public const int RetryMilliseconds = 1000;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var place = visitor;
        var lifetime = httpContext.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await ServeAsync(httpContext.Response, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The visitor has gone, or the services stop: that is how every stream ends.
        }
    }

    /// <summary>An event as it goes over the line.</summary>
    public static string Format(ServerEvent sent) =>
        FormattableString.Invariant($"id: {sent.Id}\nevent: {sent.Name}\ndata: {sent.Data}\n\n");

    private async Task ServeAsync(HttpResponse response, CancellationToken stop)
    {
        response.ContentType = MediaType;
        response.Headers.CacheControl = "no-store";
        response.Headers[HeaderNames.XContentTypeOptions] = "nosniff";
        await WriteAsync(response, FormattableString.Invariant($"retry: {RetryMilliseconds}\n\n") + Format(first()), stop);
        while (true)
        {
            var events = await visitor.NextAsync(TimeSpan.FromSeconds(HeartbeatSeconds), time, stop);
            var text = events.Count == 0 ? ": still here\n\n" : string.Concat(events.Select(Format));
            await WriteAsync(response, text, stop);
        }
    }

    private static async Task WriteAsync(HttpResponse response, string text, CancellationToken stop)
    {
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), stop);
        await response.Body.FlushAsync(stop);
    }
}
