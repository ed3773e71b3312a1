using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace TempIdentity.Simulator.Services.Http;

/// <summary>A refusal as an HTTP answer: problem details, with Retry-After and WWW-Authenticate where they belong.</summary>
internal sealed class ProblemResult(ServiceRefusal refusal) : IResult
{
    // Chinese as it is read, like every other answer, and not as escapes.
    private static readonly ServiceProblemJson Json = new(
        new JsonSerializerOptions(ServiceProblemJson.Default.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });

    public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, refusal);

    public static async Task WriteAsync(HttpContext http, ServiceRefusal refusal)
    {
        http.Response.StatusCode = refusal.Status;
        http.Response.ContentType = ServiceProblem.MediaType;
        if (refusal.RetryAfterSeconds is { } seconds) http.Response.Headers.RetryAfter = FormattableString.Invariant($"{seconds}");
        if (refusal.Status == StatusCodes.Status401Unauthorized) http.Response.Headers.WWWAuthenticate = "Bearer";
        await JsonSerializer.SerializeAsync(
            http.Response.Body, refusal.ToProblem(), Json.ServiceProblem, http.RequestAborted);
    }
}

/// <summary>Turns a service's answers into HTTP's.</summary>
internal static class AnswerResults
{
    /// <summary>The value as JSON, or the refusal as problem details.</summary>
    public static IResult ToResult<T, TMessage>(this Answer<T> answer, Func<T, TMessage> message, int status = StatusCodes.Status200OK)
        where T : class =>
        answer.Value is { } value ? TypedResults.Json(message(value), statusCode: status) : new ProblemResult(answer.Refusal!);

    /// <summary>The refusal as problem details.</summary>
    public static IResult ToResult(this ServiceRefusal refusal) => new ProblemResult(refusal);
}
