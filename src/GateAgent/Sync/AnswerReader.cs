using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TempIdentity.GateAgent.Recording;

namespace TempIdentity.GateAgent.Sync;

/// <summary>An answer's bytes, bounded.</summary>
internal sealed record RawAnswer(HttpStatusCode Status, string? MediaType, byte[] Body)
{
    public bool IsJson => MediaType == "application/json";

    public bool IsProblem => MediaType == "application/problem+json";
}

/// <summary>Tells answers of head office from everything else. Pure; hostile bytes never throw.</summary>
internal static class AnswerReader
{
    public static HeadOfficeAnswer Read(RawAnswer answer)
    {
        if (answer is { Status: HttpStatusCode.OK, IsJson: true }
            && Parse(answer.Body, SyncJson.Default.AcknowledgedMessage) is { Acknowledged: >= 0 } acknowledged)
            return new HeadOfficeAnswer.Acknowledged(acknowledged.Acknowledged);
        if (answer.IsProblem && Parse(answer.Body, SyncJson.Default.ProblemMessage) is { } problem && DraftCheck.IsCode(problem.Code))
            return OfProblem(answer.Status, problem, problem.Code!);
        return NotHeadOffice(answer.Status);
    }

    /// <summary>Null when the bytes are not of this form.</summary>
    public static T? Parse<T>(byte[] body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static HeadOfficeAnswer OfProblem(HttpStatusCode status, ProblemMessage problem, string code) => (status, code) switch
    {
        (HttpStatusCode.Conflict, "sequence_gap") when problem.Expected is >= 1 and var expected =>
            new HeadOfficeAnswer.ExpectedNext(expected),
        (HttpStatusCode.UnprocessableEntity, _) when problem.Sequence is { } sequence && DraftCheck.IsCode(problem.Reason) =>
            new HeadOfficeAnswer.RecordRefused(sequence, problem.Reason!),
        (HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity, _) =>
            new HeadOfficeAnswer.BatchRefused(code),
        (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Conflict, _) =>
            new HeadOfficeAnswer.SenderRefused(code),
        _ => NotHeadOffice(status),
    };

    private static HeadOfficeAnswer.Unavailable NotHeadOffice(HttpStatusCode status) => new($"Http{(int)status}");
}
