using System.Globalization;
using TempIdentity.GateAgent.Clock;
using TempIdentity.Simulator.Issuers;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Services.Http;

/// <summary>
/// The clock of the services, read once a request. It runs with the machine's, or runs ahead of it by what it was advanced, or stands
/// still until it is advanced. What was advanced is kept: a restart never finds an earlier time. Thread-safe.
/// </summary>
internal sealed class ServiceClock
{
    /// <summary>Seconds of one step at most: a year and a day.</summary>
    public const long AdvanceMaxSeconds = 366L * 86_400;

    /// <summary>Seconds that a running clock may be ahead of the machine's: what the appliance follows at most.</summary>
    public const long AdvancedMaxSeconds = AdvancedKernelClock.AdvancedSecondsMax;

    private readonly Lock _gate = new();
    private readonly TimeProvider? _real;
    private readonly string? _path;
    private UnixTime _simulated;
    private long _advancedSeconds;

    private ServiceClock(TimeProvider? real, string? path, UnixTime simulated, bool canAdvance)
    {
        _real = real;
        _path = path;
        _simulated = simulated;
        CanAdvance = canAdvance;
    }

    /// <summary>False where the clock stands still until it is advanced.</summary>
    public bool Runs => _real is not null;

    /// <summary>True where a tester may move the time ahead.</summary>
    public bool CanAdvance { get; }

    /// <summary>Seconds that a running clock is ahead of the machine's.</summary>
    public long AdvancedSeconds
    {
        get { lock (_gate) return _advancedSeconds; }
    }

    public UnixTime Now
    {
        get
        {
            lock (_gate) return _real is null ? _simulated : UnixTime.From(_real.GetUtcNow()) + _advancedSeconds;
        }
    }

    /// <summary>The machine's time.</summary>
    public static ServiceClock Real(TimeProvider time) => new(time, null, default, canAdvance: false);

    /// <summary>The machine's time and what was advanced, now and in earlier runs.</summary>
    /// <param name="path">
    /// Keeps what was advanced across restarts; null for a clock that ends with the process. Throws <see cref="InvalidDataException"/> when
    /// it holds no number of seconds.
    /// </param>
    public static ServiceClock Advanced(TimeProvider time, string? path = null)
    {
        var clock = new ServiceClock(time, path, default, canAdvance: true);
        if (path is null || !File.Exists(path)) return clock;
        if (!long.TryParse(File.ReadAllText(path).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > AdvancedMaxSeconds)
            throw new InvalidDataException($"{path} holds no number of seconds.");
        clock._advancedSeconds = seconds;
        return clock;
    }

    /// <summary>A clock that stands at <paramref name="start"/>, or where the file left it.</summary>
    /// <param name="path">Keeps the time across restarts; null for a clock that ends with the process.</param>
    public static ServiceClock Simulated(UnixTime start, string? path = null)
    {
        if (path is not null && File.Exists(path) && UnixTime.TryParse(File.ReadAllText(path).Trim(), out var kept)) start = kept;
        return new ServiceClock(null, path, start, canAdvance: true);
    }

    /// <summary>Moves the clock ahead and gives its time. Throws when it is real, or the step is not 0 to the maximum.</summary>
    public UnixTime Advance(long seconds)
    {
        if (!CanAdvance) throw new InvalidOperationException("The clock is real.");
        ArgumentOutOfRangeException.ThrowIfNegative(seconds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seconds, AdvanceMaxSeconds);
        lock (_gate)
        {
            if (_real is null)
            {
                var next = _simulated + seconds;
                Keep(next.ToString());
                return _simulated = next;
            }
            var ahead = _advancedSeconds + seconds;
            if (ahead > AdvancedMaxSeconds) throw new InvalidOperationException("The clock is as far ahead as it may be.");
            Keep(ahead.ToString(CultureInfo.InvariantCulture));
            _advancedSeconds = ahead;
            return UnixTime.From(_real.GetUtcNow()) + ahead;
        }
    }

    private void Keep(string text)
    {
        if (_path is not null) TrustFiles.WritePrivate(_path, System.Text.Encoding.ASCII.GetBytes(text));
    }

    /// <summary>An instant as it goes out in JSON.</summary>
    public static DateTimeOffset Out(UnixTime instant) => DateTimeOffset.FromUnixTimeSeconds(instant.Seconds);
}
