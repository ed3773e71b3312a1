using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TempIdentity.GateAgent.Sync;

/// <summary>
/// Head office over HTTP. Whatever is not head office's own form of answer (redirects, HTML of a captive portal, wrong JSON, more bytes
/// than the limit) counts as a network failure: an answer that head office did not give never moves a record. Thread-safe.
/// </summary>
internal sealed class HeadOfficeClient : IHeadOffice, IDisposable
{
    private readonly HttpClient _http;
    private readonly Uri _batches;
    private readonly Uri _hints;
    private readonly Uri _time;

    public HeadOfficeClient(Uri headOffice, string appliance)
    {
        var root = headOffice.AbsoluteUri.EndsWith('/') ? headOffice : new Uri(headOffice.AbsoluteUri + "/");
        _batches = new Uri(root, $"v1/appliances/{appliance}/batches");
        _hints = new Uri(root, $"v1/appliances/{appliance}/hints");
        _time = new Uri(root, "v1/time");
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromMilliseconds(SyncLimits.RequestTimeoutMilliseconds / 2),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxResponseHeadersLength = 16,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        };
        _http = new HttpClient(handler)
        {
            Timeout = TimeSpan.FromMilliseconds(SyncLimits.RequestTimeoutMilliseconds),
            MaxResponseContentBufferSize = SyncLimits.AnswerBytesMax,
        };
    }

    public async Task<HeadOfficeAnswer> SendAsync(BatchMessage batch, CancellationToken stop)
    {
        var (answer, failure) = await PostAsync(_batches, batch, SyncJson.Default.BatchMessage, stop);
        return answer is null ? new HeadOfficeAnswer.Unavailable(failure) : AnswerReader.Read(answer);
    }

    public async Task<bool> HintAsync(HintMessage hint, CancellationToken stop)
    {
        var (answer, _) = await PostAsync(_hints, hint, SyncJson.Default.HintMessage, stop);
        return answer?.Status == HttpStatusCode.NoContent;
    }

    public async Task<TimeMessage?> TimeAsync(ReadOnlyMemory<byte> nonce, CancellationToken stop)
    {
        var request = new TimeRequestMessage { Nonce = nonce.ToArray() };
        var (answer, _) = await PostAsync(_time, request, SyncJson.Default.TimeRequestMessage, stop);
        return answer is { Status: HttpStatusCode.OK, IsJson: true } ? AnswerReader.Parse(answer.Body, SyncJson.Default.TimeMessage) : null;
    }

    public void Dispose() => _http.Dispose();

    private async Task<(RawAnswer? Answer, string Failure)> PostAsync<T>(Uri uri, T message, JsonTypeInfo<T> type, CancellationToken stop)
    {
        try
        {
            using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(message, type));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var answer = await _http.PostAsync(uri, content, stop);
            var body = await answer.Content.ReadAsByteArrayAsync(stop);
            return (new RawAnswer(answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, body), "");
        }
        catch (HttpRequestException e)
        {
            return (null, e.HttpRequestError.ToString());
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return (null, "Timeout");
        }
    }
}
