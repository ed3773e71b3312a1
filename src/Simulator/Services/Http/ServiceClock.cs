using TempIdentity.Simulator.Issuers;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Services.Http;

/// <summary>
/// The clock of the services, read once a request. Simulated, it stands still until it is advanced, and a restart finds it where it was
/// left. Thread-safe.
/// </summary>
internal sealed class ServiceClock
{
    /// <summary>Seconds of one step at most: a year and a day.</summary>
    public const long AdvanceMaxSeconds = 366L * 86_400;

    private readonly Lock _gate = new();
    private readonly TimeProvider? _real;
    private readonly string? _path;
    private UnixTime _simulated;

    private ServiceClock(TimeProvider? real, string? path, UnixTime simulated)
    {
        _real = real;
        _path = path;
        _simulated = simulated;
    }

    public bool IsSimulated => _real is null;

    public UnixTime Now
    {
        get
        {
            if (_real is not null) return UnixTime.From(_real.GetUtcNow());
            lock (_gate) return _simulated;
        }
    }

    public static ServiceClock Real(TimeProvider time) => new(time, null, default);

    /// <summary>A clock that stands at <paramref name="start"/>, or where the file left it.</summary>
    /// <param name="path">Keeps the time across restarts; null for a clock that ends with the process.</param>
    public static ServiceClock Simulated(UnixTime start, string? path = null)
    {
        if (path is not null && File.Exists(path) && UnixTime.TryParse(File.ReadAllText(path).Trim(), out var kept)) start = kept;
        return new ServiceClock(null, path, start);
    }

    /// <summary>Moves a simulated clock ahead and gives its time. Throws when it is real, or the step is not 0 to the maximum.</summary>
    public UnixTime Advance(long seconds)
    {
        if (!IsSimulated) throw new InvalidOperationException("The clock is real.");
        ArgumentOutOfRangeException.ThrowIfNegative(seconds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seconds, AdvanceMaxSeconds);
        lock (_gate)
        {
            var next = _simulated + seconds;
            if (_path is not null) TrustFiles.WritePrivate(_path, System.Text.Encoding.ASCII.GetBytes(next.ToString()));
            return _simulated = next;
        }
    }

    /// <summary>An instant as it goes out in JSON.</summary>
    public static DateTimeOffset Out(UnixTime instant) => DateTimeOffset.FromUnixTimeSeconds(instant.Seconds);

}
