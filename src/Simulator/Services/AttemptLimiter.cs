using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Services;

/// <summary>How often something may be tried.</summary>
/// <param name="AttemptsMax">Attempts in a window.</param>
/// <param name="WindowSeconds">Seconds from the first attempt of a window to its end.</param>
internal sealed record AttemptLimit(int AttemptsMax, int WindowSeconds);

/// <summary>
/// Counts attempts by key in fixed windows that begin with a key's first attempt. Memory is bounded: of more than
/// <see cref="KeysMax"/> keys those whose windows end first go. Counts live as long as the process. Thread-safe.
/// </summary>
internal sealed class AttemptLimiter<TKey>(AttemptLimit limit) where TKey : notnull
{
    /// <summary>Keys remembered at most.</summary>
    public const int KeysMax = 50_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, Window> _windows = [];

    private readonly record struct Window(UnixTime From, int Attempts);

    /// <summary>Counts an attempt. Null when it may go on, else the refusal with the seconds to wait.</summary>
    public ServiceRefusal? Take(TKey key, UnixTime now)
    {
        lock (_gate)
        {
            var window = Current(key, now);
            if (window.Attempts >= limit.AttemptsMax)
                return CommonRefusals.For(CommonRefusal.TooManyRequests, window.From + limit.WindowSeconds - now);
            if (_windows.Count >= KeysMax && !_windows.ContainsKey(key)) MakeRoom(now);
            _windows[key] = window with { Attempts = window.Attempts + 1 };
            return null;
        }
    }

    /// <summary>Forgets a key's attempts: it has shown that it may.</summary>
    public void Clear(TKey key)
    {
        lock (_gate) _windows.Remove(key);
    }

    // A clock that was set back starts a new window, or the key would wait for the old one.
    private Window Current(TKey key, UnixTime now) =>
        _windows.TryGetValue(key, out var window) && now >= window.From && now < window.From + limit.WindowSeconds
            ? window
            : new Window(now, 0);

    private void MakeRoom(UnixTime now)
    {
        foreach (var (key, window) in _windows)
            if (now >= window.From + limit.WindowSeconds) _windows.Remove(key);
        if (_windows.Count < KeysMax) return;
        foreach (var (key, _) in _windows.OrderBy(pair => pair.Value.From).Take(KeysMax / 10).ToArray()) _windows.Remove(key);
    }
}
