using Microsoft.Extensions.Logging;

namespace TempIdentity.GateAgent.Hosting;

/// <summary>
/// Every log line of the appliance, numbered in one place. A number never changes its meaning once published and is never reused.
/// No line carries personal data, a raw code, or text that a scanner sent. docs/logs.md lists them; a test compares the two.
/// Ranges: 1000 hosting, 2000 trust and keys, 3000 scanning, 4000 gates, 5000 ledger, 6000 sync and time, 7000 core.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Information, "Starting {Appliance}, version {Version}, {Lanes} lanes, simulated: {Simulated}")]
    public static partial void Starting(this ILogger log, string appliance, string version, int lanes, bool simulated);

    [LoggerMessage(1001, LogLevel.Information, "Ready {Milliseconds} ms after the process began")]
    public static partial void Ready(this ILogger log, long milliseconds);

    [LoggerMessage(1002, LogLevel.Information, "Stopping: {Reason}")]
    public static partial void Stopping(this ILogger log, string reason);

    [LoggerMessage(1003, LogLevel.Information, "Stopped cleanly")]
    public static partial void Stopped(this ILogger log);

    [LoggerMessage(1004, LogLevel.Critical, "{Part} failed in a way it must not; the process ends on purpose")]
    public static partial void PartCrashed(this ILogger log, string part, Exception exception);

    [LoggerMessage(1005, LogLevel.Information, "Signatures are verified by {Provider}")]
    public static partial void ProviderChosen(this ILogger log, string provider);

    [LoggerMessage(1006, LogLevel.Error, "{Part} did not stop within {Milliseconds} ms; going on without it")]
    public static partial void StopOverdue(this ILogger log, string part, int milliseconds);

    [LoggerMessage(1007, LogLevel.Critical, "Cannot start: {Reason}")]
    public static partial void CannotStart(this ILogger log, string reason, Exception? exception);

    [LoggerMessage(1008, LogLevel.Error, "A {Event} was dropped: too many wait for the core")]
    public static partial void NoteDropped(this ILogger log, string @event);

    [LoggerMessage(1009, LogLevel.Error, "The ledger could not be closed cleanly; the next start says so")]
    public static partial void NotClosedCleanly(this ILogger log, Exception exception);

    [LoggerMessage(2000, LogLevel.Information, "Trust set {Version} activated")]
    public static partial void TrustActivated(this ILogger log, long version);

    [LoggerMessage(2001, LogLevel.Warning, "Trust refused: {Refusal}, {File}")]
    public static partial void TrustRefused(this ILogger log, string refusal, string file);

    [LoggerMessage(2003, LogLevel.Error, "Accepted trust could not be kept; it is not used until it can be")]
    public static partial void TrustNotKept(this ILogger log, Exception exception);

    [LoggerMessage(2004, LogLevel.Information, "{Count} unsealing keys held, {Erased} ended and erased")]
    public static partial void UnsealingKeysHeld(this ILogger log, int count, int erased);

    [LoggerMessage(2005, LogLevel.Error, "Ended unsealing keys could not be erased from the device file; retried hourly")]
    public static partial void KeysNotErased(this ILogger log, Exception exception);

    [LoggerMessage(2006, LogLevel.Warning, "There is no device file: no unsealing keys, tickets cannot be found")]
    public static partial void UnsealingKeysMissing(this ILogger log);

    [LoggerMessage(2007, LogLevel.Warning, "The device file was replaced by one that is not what it must be; the keys held stay")]
    public static partial void UnsealingKeysNotTaken(this ILogger log);

    [LoggerMessage(6000, LogLevel.Warning, "Records {First} to {Last} were not taken: {Answer}")]
    public static partial void BatchNotTaken(this ILogger log, long first, long last, string answer);

    [LoggerMessage(6001, LogLevel.Error, "Record {Sequence} was put into quarantine: {Reason}")]
    public static partial void RecordQuarantined(this ILogger log, long sequence, string reason);

    [LoggerMessage(6002, LogLevel.Error, "The ledger failed while syncing; tried again")]
    public static partial void SyncLedgerFailed(this ILogger log, Exception exception);

    [LoggerMessage(6003, LogLevel.Warning, "Head office did not answer {Failures} times in a row: {Reason}")]
    public static partial void NetworkDown(this ILogger log, int failures, string reason);

    [LoggerMessage(6004, LogLevel.Information, "Head office answers again")]
    public static partial void NetworkUp(this ILogger log);

    [LoggerMessage(6005, LogLevel.Warning, "A signed time was refused: {Reason}")]
    public static partial void TimeRefused(this ILogger log, string reason);

    [LoggerMessage(7000, LogLevel.Information, "Lane {Lane}: {Answer}, {Code}, record {Sequence}; us: decode {DecodeUs}, "
        + "verify {VerifyUs}, decide {DecideUs}, record {RecordUs}, actuate {ActuateUs}")]
    public static partial void Decided(this ILogger log, string lane, string answer, string code, long sequence,
        long decodeUs, long verifyUs, long decideUs, long recordUs, long actuateUs);

    [LoggerMessage(7001, LogLevel.Information, "Lane {Lane}: grant {Grant} ended, {Outcome}, record {Sequence}")]
    public static partial void PassageEnded(this ILogger log, string lane, long grant, string outcome, long sequence);

    [LoggerMessage(7002, LogLevel.Error, "Lane {Lane}: the agent failed on a frame with {Exception}; nothing moved\n{Stack}")]
    public static partial void InternalError(this ILogger log, string lane, string exception, string? stack);

    [LoggerMessage(7003, LogLevel.Critical, "Storage failed, lanes are closed: {Reason}")]
    public static partial void StorageFailed(this ILogger log, string reason);

    [LoggerMessage(7004, LogLevel.Information, "Storage takes records again, lanes are open")]
    public static partial void StorageBack(this ILogger log);

    [LoggerMessage(7005, LogLevel.Warning, "Lane {Lane}: a frame of {Bytes} bytes was counted and not recorded, storage has failed")]
    public static partial void FrameNotRecorded(this ILogger log, string lane, int bytes);

    [LoggerMessage(7006, LogLevel.Error, "A device or passage record was dropped: storage has failed for too long")]
    public static partial void RecordDropped(this ILogger log);

    [LoggerMessage(7007, LogLevel.Information, "Record {Sequence}: {Code}, lane {Lane}, count {Count}, {Detail}")]
    public static partial void Noted(this ILogger log, long sequence, string code, string? lane, long? count, string? detail);
}
