using System.Text.RegularExpressions;

namespace TempIdentity.Simulator.Scenarios.Renewals;

/// <summary>What the phones' SMS say, read from the licence service's simulated outbox. Thread-safe.</summary>
internal sealed partial class SmsInbox(ServiceHttp http) : IDisposable
{
    private readonly Dictionary<string, string> _codes = [];
    private readonly SemaphoreSlim _one = new(1, 1);
    private long _after;

    /// <summary>The newest code sent to a phone. Throws <see cref="InvalidDataException"/> when there is none.</summary>
    public async Task<string> CodeOfAsync(string phone, CancellationToken stop)
    {
        await _one.WaitAsync(stop);
        try
        {
            while (await ReadPageAsync(stop)) { }
            return _codes.TryGetValue(phone, out var code) ? code : throw new InvalidDataException("No SMS came with a code.");
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<bool> ReadPageAsync(CancellationToken stop)
    {
        var page = await http.GetAsync(FormattableString.Invariant($"licence/v1/simulation/outbox?after={_after}"), stop);
        var before = _after;
        foreach (var message in page.GetProperty("messages").EnumerateArray())
        {
            _after = message.GetProperty("id").GetInt64();
            if (Code().Match(message.GetProperty("text").GetString()!) is { Success: true } match)
                _codes[message.GetProperty("recipient").GetString()!] = match.Value;
        }
        return _after > before;
    }

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex Code();

    public void Dispose() => _one.Dispose();
}
