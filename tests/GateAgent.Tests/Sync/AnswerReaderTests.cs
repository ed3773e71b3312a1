using System.Net;
using System.Text;
using TempIdentity.GateAgent.Sync;

namespace TempIdentity.GateAgent.Tests.Sync;

/// <summary>Only head office's own form of answer moves a record.</summary>
public sealed class AnswerReaderTests
{
    private const string Json = "application/json";
    private const string ProblemJson = "application/problem+json";

    [Theory]
    [InlineData(200, Json, "{\"acknowledged\":7}", "Acknowledged { Sequence = 7 }")]
    [InlineData(200, Json, "{\"acknowledged\":7,\"later\":true}", "Acknowledged { Sequence = 7 }")]
    [InlineData(200, Json, "{\"acknowledged\":-1}", "Unavailable { Reason = Http200 }")]
    [InlineData(200, Json, "{\"status\":\"ok\"}", "Unavailable { Reason = Http200 }")]
    [InlineData(200, Json, "", "Unavailable { Reason = Http200 }")]
    [InlineData(200, "text/html", "{\"acknowledged\":7}", "Unavailable { Reason = Http200 }")]
    [InlineData(201, Json, "{\"acknowledged\":7}", "Unavailable { Reason = Http201 }")]
    [InlineData(302, null, "", "Unavailable { Reason = Http302 }")]
    [InlineData(404, "text/html", "<html>", "Unavailable { Reason = Http404 }")]
    [InlineData(404, Json, "{\"code\":\"unknown_appliance\"}", "Unavailable { Reason = Http404 }")]
    [InlineData(404, ProblemJson, "{\"code\":\"unknown_appliance\"}", "SenderRefused { Code = unknown_appliance }")]
    [InlineData(403, ProblemJson, "{\"code\":\"bad_signature\"}", "SenderRefused { Code = bad_signature }")]
    [InlineData(409, ProblemJson, "{\"code\":\"chain_conflict\",\"expected\":3}", "SenderRefused { Code = chain_conflict }")]
    [InlineData(409, ProblemJson, "{\"code\":\"sequence_gap\",\"expected\":3}", "ExpectedNext { Sequence = 3 }")]
    [InlineData(409, ProblemJson, "{\"code\":\"sequence_gap\",\"expected\":0}", "SenderRefused { Code = sequence_gap }")]
    [InlineData(422, ProblemJson, "{\"code\":\"record_refused\",\"sequence\":9,\"reason\":\"body_malformed\"}",
        "RecordRefused { Sequence = 9, Reason = body_malformed }")]
    [InlineData(422, ProblemJson, "{\"code\":\"record_refused\",\"sequence\":9,\"reason\":\"Not A Code\"}",
        "BatchRefused { Code = record_refused }")]
    [InlineData(422, ProblemJson, "{\"code\":\"record_refused\"}", "BatchRefused { Code = record_refused }")]
    [InlineData(400, ProblemJson, "{\"code\":\"malformed_batch\"}", "BatchRefused { Code = malformed_batch }")]
    [InlineData(413, ProblemJson, "{\"code\":\"oversize\"}", "BatchRefused { Code = oversize }")]
    [InlineData(400, ProblemJson, "{\"code\":\"<script>\"}", "Unavailable { Reason = Http400 }")]
    [InlineData(400, ProblemJson, "{}", "Unavailable { Reason = Http400 }")]
    [InlineData(400, ProblemJson, "null", "Unavailable { Reason = Http400 }")]
    [InlineData(429, ProblemJson, "{\"code\":\"too_many\"}", "Unavailable { Reason = Http429 }")]
    [InlineData(500, ProblemJson, "{\"code\":\"server_error\"}", "Unavailable { Reason = Http500 }")]
    public void Each_answer_has_one_meaning(int status, string? mediaType, string body, string expected) =>
        Assert.Equal(expected, AnswerReader.Read(new RawAnswer((HttpStatusCode)status, mediaType, Encoding.UTF8.GetBytes(body)))
            .ToString());
}
