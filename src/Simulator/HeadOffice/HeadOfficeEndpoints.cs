using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using TempIdentity.GateAgent.Recording;
using TempIdentity.GateAgent.Sync;

namespace TempIdentity.Simulator.HeadOffice;

/// <summary>The three addresses of head office, with the faults that tests ask for. Thread-safe.</summary>
internal sealed class HeadOfficeEndpoints(BatchIntake intake, HeadOfficeOptions options)
{
    private static readonly byte[] Portal = "<html><title>Welcome</title>Log in to the network</html>"u8.ToArray();

    public Func<HeadOfficeFault> Faults { get; set; } = () => HeadOfficeFault.None;

    public Action Answered { get; set; } = () => { };

    public void Map(WebApplication web)
    {
        web.MapPost("v1/appliances/{appliance}/batches", (HttpContext http, string appliance) => BatchAsync(http, appliance));
        web.MapPost("v1/appliances/{appliance}/hints",
            (HttpContext http, string appliance) => AnswerAsync(http, body => intake.Hint(appliance, body)));
        web.MapPost("v1/time", (HttpContext http) => AnswerAsync(http, Time));
        web.MapFallback((HttpContext http) => WriteAsync(http, Reply.Of(Problem.UnknownPath)));
    }

    private async Task BatchAsync(HttpContext http, string appliance)
    {
        var fault = Faults();
        if (await StandInAsync(http, fault)) return;
        var reply = await ReplyAsync(http, body => intake.Batch(appliance, body));
        if (fault == HeadOfficeFault.DropAnswerAfterCommit) http.Abort();
        else await WriteAsync(http, reply);
        Answered();
    }

    /// <summary>True when something else than head office has answered.</summary>
    private static async Task<bool> StandInAsync(HttpContext http, HeadOfficeFault fault)
    {
        switch (fault)
        {
            case HeadOfficeFault.None or HeadOfficeFault.DropAnswerAfterCommit:
                return false;
            case HeadOfficeFault.DropRequest:
                http.Abort();
                return true;
            case HeadOfficeFault.Redirect:
                http.Response.Headers.Location = "/elsewhere";
                await WriteAsync(http, new Reply(302, null, []));
                return true;
            default:
                await WriteAsync(http, StandIn(fault));
                return true;
        }
    }

    private static Reply StandIn(HeadOfficeFault fault) => fault switch
    {
        HeadOfficeFault.HtmlNotFound => new Reply(404, "text/html", Portal),
        HeadOfficeFault.HtmlOk => new Reply(200, "text/html", Portal),
        HeadOfficeFault.OversizeAnswer => new Reply(200, "application/json",
            Encoding.UTF8.GetBytes("{\"acknowledged\":1" + new string(' ', SyncLimits.AnswerBytesMax) + "}")),
        HeadOfficeFault.WrongJson => new Reply(200, "application/json", Encoding.UTF8.GetBytes("{\"status\":\"ok\"}")),
        _ => Reply.Of(Problem.ServerError),
    };

    private Reply Time(byte[] body)
    {
        if (BatchIntake.Parse(body, SyncIntakeJson.Default.TimeRequestMessage) is not { } request
            || request.Nonce.Length != SyncLimits.NonceBytes)
            return Reply.Of(Problem.MalformedBatch);
        var now = options.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var answer = new TimeMessage { TimeMs = now, Signature = options.TimeKey.Sign(SignedBytes.Time(request.Nonce, now)) };
        return new Reply(200, "application/json", JsonSerializer.SerializeToUtf8Bytes(answer, SyncJson.Default.TimeMessage));
    }

    private static async Task AnswerAsync(HttpContext http, Func<byte[], Reply> handle) =>
        await WriteAsync(http, await ReplyAsync(http, handle));

    private static async Task<Reply> ReplyAsync(HttpContext http, Func<byte[], Reply> handle)
    {
        try
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            return handle(body.ToArray());
        }
        catch (BadHttpRequestException e)
        {
            return Reply.Of(e.StatusCode == StatusCodes.Status413PayloadTooLarge ? Problem.Oversize : Problem.MalformedBatch);
        }
        catch (LedgerException)
        {
            return Reply.Of(Problem.StorageFailed);
        }
    }

    private static async Task WriteAsync(HttpContext http, Reply reply)
    {
        http.Response.StatusCode = reply.Status;
        if (reply.MediaType is { } type) http.Response.ContentType = type;
        await http.Response.Body.WriteAsync(reply.Body, http.RequestAborted);
    }
}
