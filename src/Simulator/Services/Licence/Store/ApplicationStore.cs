using Microsoft.Data.Sqlite;
using TempIdentity.Simulator.Services.Licence.Calendar;
using TempIdentity.Simulator.Services.Licence.Photos;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Services.Licence.Store;

/// <summary>What is applied for.</summary>
internal enum ApplicationKind
{
    /// <summary>申领: an electronic licence, the first or again.</summary>
    Licence = 1,
    /// <summary>换照片: another photo for the one issued (L7).</summary>
    PhotoReplacement = 2,
}

/// <summary>Where the photo comes from: the three ways of L3, and the earlier photo when applying again.</summary>
internal enum PhotoWay
{
    OnFile = 1,
    Camera = 2,
    Album = 3,
    Earlier = 4,
}

internal enum ApplicationState
{
    Submitted = 1,
    Issued = 2,
    Refused = 3,
}

/// <summary>Why an application ended without success.</summary>
internal enum ApplicationRefusal
{
    /// <summary>The reviewer refused the photo (L6).</summary>
    Photo = 1,
    /// <summary>The licence's status no longer allows it (L9–L11), or the licence has run out.</summary>
    Status = 2,
    /// <summary>The licence was renewed or transferred meanwhile (L12, L13).</summary>
    LicenceChanged = 3,
}

/// <summary>An application as kept.</summary>
/// <param name="Photo">The uploaded photo; null for the one on file and for the earlier one.</param>
/// <param name="LiveAt">The real-person check that it rests on.</param>
/// <param name="Review">When it is reviewed; null when nobody needs to look.</param>
/// <param name="PlannedFindings">What the simulated reviewer will find; set by the tester.</param>
internal sealed record LicenceApplication(
    string Id, long Driver, long Account, ApplicationKind Kind, PhotoWay Way, string? Photo, ApplicationState State, UnixTime LiveAt,
    UnixTime SubmittedAt, ReviewTime? Review, IReadOnlyList<PhotoFinding> PlannedFindings, UnixTime? DecidedAt = null,
    ApplicationRefusal? Refusal = null, IReadOnlyList<PhotoFinding>? Findings = null);

/// <summary>Applications. Joins its caller's transaction. Thread-safe.</summary>
internal sealed class ApplicationStore(ServiceDatabase database)
{
    private const string Columns =
        "id, driver, account, kind, way, photo, state, live_at, submitted_at, review_at, due_at, calendar_known, planned_findings, "
        + "decided_at, refusal, findings";

    public void Add(LicenceApplication application) => database.Execute(
        $"INSERT INTO applications({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        application.Id, application.Driver, application.Account, (long)application.Kind, (long)application.Way, application.Photo,
        (long)application.State, application.LiveAt.Seconds, application.SubmittedAt.Seconds, application.Review?.At.Seconds,
        application.Review?.DueAt.Seconds, application.Review is { CalendarKnown: false } ? 0L : 1L,
        Join(application.PlannedFindings), application.DecidedAt?.Seconds, (long?)application.Refusal, Join(application.Findings ?? []));

    /// <summary>Writes down how an application ended.</summary>
    public void Decide(
        string id, ApplicationState state, UnixTime at, ApplicationRefusal? refusal = null, IReadOnlyList<PhotoFinding>? findings = null) =>
        database.Execute("UPDATE applications SET state = $2, decided_at = $3, refusal = $4, findings = $5 WHERE id = $1",
            id, (long)state, at.Seconds, (long?)refusal, Join(findings ?? []));

    public LicenceApplication? Open(long driver) => database.One(
        $"SELECT {Columns} FROM applications WHERE driver = $1 AND state = $2", Read, driver, (long)ApplicationState.Submitted);

    public LicenceApplication? Find(string id) => database.One($"SELECT {Columns} FROM applications WHERE id = $1", Read, id);

    /// <summary>All applications of a driver, newest first.</summary>
    public IReadOnlyList<LicenceApplication> Of(long driver) => database.Query(
        $"SELECT {Columns} FROM applications WHERE driver = $1 ORDER BY submitted_at DESC, id LIMIT 50", Read, driver);

    /// <summary>Applications that wait, the oldest first; for the operator.</summary>
    public IReadOnlyList<LicenceApplication> Waiting() => database.Query(
        $"SELECT {Columns} FROM applications WHERE state = $1 ORDER BY submitted_at, id LIMIT 200",
        Read, (long)ApplicationState.Submitted);

    /// <summary>Applications whose review is due to have happened, in order.</summary>
    public IReadOnlyList<LicenceApplication> Reviewable(UnixTime now) => database.Query(
        $"SELECT {Columns} FROM applications WHERE state = $1 AND review_at <= $2 ORDER BY review_at, id",
        Read, (long)ApplicationState.Submitted, now.Seconds);

    private static string Join(IEnumerable<PhotoFinding> findings) => string.Join(',', findings.Select(PhotoFindings.ToText));

    private static IReadOnlyList<PhotoFinding> Split(string text) =>
    [
        .. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(code => PhotoFindings.TryParse(code, out var finding)
            ? finding
            : throw new InvalidDataException("A kept finding is unknown.")),
    ];

    private static LicenceApplication Read(SqliteDataReader row) => new(
        row.GetString(0), row.GetInt64(1), row.GetInt64(2), (ApplicationKind)row.GetInt32(3), (PhotoWay)row.GetInt32(4),
        row.IsDBNull(5) ? null : row.GetString(5), (ApplicationState)row.GetInt32(6), new UnixTime(row.GetInt64(7)),
        new UnixTime(row.GetInt64(8)),
        row.IsDBNull(9) ? null : new ReviewTime(new(row.GetInt64(9)), new(row.GetInt64(10)), row.GetInt64(11) == 1),
        Split(row.GetString(12)), row.IsDBNull(13) ? null : new UnixTime(row.GetInt64(13)),
        row.IsDBNull(14) ? null : (ApplicationRefusal)row.GetInt32(14), Split(row.GetString(15)));
}
