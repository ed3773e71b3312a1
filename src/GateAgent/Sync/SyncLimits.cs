namespace TempIdentity.GateAgent.Sync;

/// <summary>Named limits of the sync protocol; docs/sync-protocol.md publishes them.</summary>
internal static class SyncLimits
{
    /// <summary>Records in a batch. Beyond it head office refuses the batch.</summary>
    public const int BatchRecordsMax = 200;
    /// <summary>Bytes of the bodies in a batch, before base64. One record alone may exceed nothing: a body has at most 65,536.</summary>
    public const int BatchBodyBytesMax = 262_144;
    /// <summary>Bytes of a request. Beyond it head office answers 413.</summary>
    public const int RequestBytesMax = 1_048_576;
    /// <summary>Bytes of an answer. Beyond it the answer counts as a network failure.</summary>
    public const int AnswerBytesMax = 16_384;
    public const int NonceBytes = 16;
    public const int SignatureBytes = 64;
    /// <summary>A request without an answer in this time counts as a network failure.</summary>
    public const int RequestTimeoutMilliseconds = 10_000;
    public const int RetryMillisecondsMin = 100;
    /// <summary>Pause between looks at the ledger when nobody wakes the worker.</summary>
    public const int IdleMilliseconds = 1_000;
    /// <summary>Failures in a row after which the network counts as down.</summary>
    public const int NetworkDownFailures = 5;
    /// <summary>Alarms waiting to be told ahead; beyond it the oldest is dropped, its record follows anyway.</summary>
    public const int HintsWaitingMax = 64;
    public const int TimeIntervalMilliseconds = 60_000;
    public const int TimeRetryMilliseconds = 1_000;
    /// <summary>A signed time that took longer than this on its way is thrown away.</summary>
    public const int TimeRoundTripMillisecondsMax = 5_000;
}
