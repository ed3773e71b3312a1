using TempIdentity.GateAgent.Clock;

namespace TempIdentity.GateAgent.Core;

/// <summary>
/// While storage fails, lanes are closed: frames are counted here and recorded as one number when storage is back (I2). Retries are
/// spaced; time is passed in.
/// </summary>
internal sealed class StorageGate
{
    /// <summary>Milliseconds between two tries while storage fails.</summary>
    public const int RetryMilliseconds = 1000;

    private MonotonicTime _retryAt;

    public bool IsClosed { get; private set; }

    /// <summary>Frames that came while closed, the one that met the failure included.</summary>
    public long FramesWhileClosed { get; private set; }

    public void Fail(MonotonicTime now)
    {
        IsClosed = true;
        _retryAt = now + TimeSpan.FromMilliseconds(RetryMilliseconds);
    }

    public void CountFrame() => FramesWhileClosed++;

    public bool IsRetryDue(MonotonicTime now) => IsClosed && now >= _retryAt;

    /// <summary>Storage took a record again.</summary>
    public void Reopen()
    {
        IsClosed = false;
        FramesWhileClosed = 0;
    }
}
