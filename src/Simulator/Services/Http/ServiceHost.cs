using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TempIdentity.GateAgent.Recording;
using TempIdentity.Simulator.Pages;

namespace TempIdentity.Simulator.Services.Http;

/// <summary>
/// All services on 127.0.0.1: each under <c>/NAME/v1</c> with its document at <c>/openapi/NAME.json</c>, and the pages. Every error is
/// problem details.
/// Start and stop are not for concurrent use.
/// </summary>
internal sealed class ServiceHost(IReadOnlyList<IServiceModule> modules, int port, PageHost? pages = null) : IAsyncDisposable
{
    /// <summary>Bytes of a request at most, where an address does not say otherwise.</summary>
    public const int RequestBytesMax = 65_536;

    /// <summary>Milliseconds in which a request's headers must have come.</summary>
    public const int HeadersTimeoutMilliseconds = 10_000;

    private WebApplication? _web;

    /// <summary>Base address. Throws before the start.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1/");

    public async Task StartAsync(CancellationToken stop = default)
    {
        if (_web is not null) throw new InvalidOperationException("Started already.");
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(options => Configure(options.SerializerOptions));
        foreach (var module in modules)
            builder.Services.AddOpenApi(module.Document.Name, options => ApiDescription.Configure(options, module.Document));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestBytesMax;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromMilliseconds(HeadersTimeoutMilliseconds);
            kestrel.Listen(IPAddress.Loopback, port);
        });
        var web = builder.Build();
        web.Use(ProblemsAsync);
        web.UseRouting();
        foreach (var module in modules)
            module.Map(web.MapGroup($"/{module.Document.Name}/v1").WithGroupName(module.Document.Name).WithTags(module.Document.Name));
        web.MapOpenApi("/openapi/{documentName}.json");
        await web.StartAsync(stop);
        _web = web;
        Url = new Uri(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public async Task StopAsync(CancellationToken stop = default)
    {
        if (_web is not { } web) return;
        _web = null;
        await web.StopAsync(stop);
        await web.DisposeAsync();
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private void Configure(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.RespectNullableAnnotations = true;
        json.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        json.RespectRequiredConstructorParameters = true;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        json.TypeInfoResolverChain.Clear();
        json.TypeInfoResolverChain.Add(ServiceProblemJson.Default);
        foreach (var module in modules) json.TypeInfoResolverChain.Add(module.Json);
    }

    private async Task ProblemsAsync(HttpContext http, RequestDelegate next)
    {
        if (!OriginGuard.Allows(http.Request))
        {
            await ProblemResult.WriteAsync(http, CommonRefusals.For(CommonRefusal.ForeignOrigin));
            return;
        }
        try
        {
            if (pages is not null && await pages.TryAnswerAsync(http)) return;
            // Answers hold codes and personal data: nobody on the way keeps them.
            http.Response.Headers.CacheControl = "no-store";
            http.Response.Headers.XContentTypeOptions = "nosniff";
            await next(http);
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted)
        {
            await ProblemResult.WriteAsync(http, CommonRefusals.For(RefusalOf(e)));
            return;
        }
        if (http.Response.HasStarted || http.Response.ContentLength > 0) return;
        CommonRefusal? silent = http.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => CommonRefusal.NotFound,
            StatusCodes.Status405MethodNotAllowed => CommonRefusal.MethodNotAllowed,
            StatusCodes.Status413PayloadTooLarge => CommonRefusal.RequestTooLarge,
            StatusCodes.Status415UnsupportedMediaType => CommonRefusal.UnsupportedMediaType,
            _ => null,
        };
        if (silent is { } refusal) await ProblemResult.WriteAsync(http, CommonRefusals.For(refusal));
    }

    private static CommonRefusal RefusalOf(Exception error)
    {
        switch (error)
        {
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return CommonRefusal.RequestTooLarge;
            case BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType }:
                return CommonRefusal.UnsupportedMediaType;
            case BadHttpRequestException:
                return CommonRefusal.MalformedRequest;
            case LedgerException:
                return CommonRefusal.StorageFailed;
            default:
                // Its message may quote what a person typed; the type and the stack do not.
                Console.Error.WriteLine($"{error.GetType().FullName}{Environment.NewLine}{error.StackTrace}");
                return CommonRefusal.InternalError;
        }
    }

    /// <summary>Signals of the process are its own business, not this server's.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
