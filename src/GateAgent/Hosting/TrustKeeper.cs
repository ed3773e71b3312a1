using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Configuration;
using TempIdentity.GateAgent.Recording;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Trust;
using Files = System.Collections.Generic.IReadOnlyDictionary<string, System.ReadOnlyMemory<byte>>;

namespace TempIdentity.GateAgent.Hosting;

/// <summary>
/// Holds the trust in use and takes newer trust from its inbox while scans go on. A new directory is checked whole, kept, its versions made
/// floors in the ledger, and only then used (I8): what is in use can never be followed by anything older, not even across a restart.
/// One caller drives it (<see cref="RunAsync"/>, or tests step by step); <see cref="Current"/> is read by any thread.
/// </summary>
internal sealed class TrustKeeper(
    TrustSection section, TrustShelf shelf, ILedger ledger, IClock clock, ISignatureProvider provider, Action<CoreEvent> note, ILogger log)
{
    /// <summary>Milliseconds after which trust that failed for a passing reason (time, storage) is tried again.</summary>
    public const int RetryMilliseconds = 5000;

    private TrustStore? _current;
    private string? _looked;
    private string? _tried;
    private string? _refused;
    private MonotonicTime? _retryAt;
    private bool _floored;

    /// <summary>The trust in use; null until there is any.</summary>
    public TrustStore? Current => Volatile.Read(ref _current);

    /// <summary>
    /// Takes what was kept, then looks into the inbox once. Whatever happens is noted; nothing is thrown for what disks hold.
    /// </summary>
    public void Start()
    {
        TakeKept();
        _looked = TrustFiles.Fingerprint(section.Directory);
        Look();
    }

    /// <summary>Looks until cancelled, on a thread of its own: checking a large directory never delays a scan.</summary>
    public Task RunAsync(CancellationToken stop) => Task.Factory.StartNew(
        () =>
        {
            while (!stop.WaitHandle.WaitOne(section.PollMilliseconds)) Look();
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>One look. A directory is read when it was the same at the last look too: somebody may be writing.</summary>
    public void Look()
    {
        var fingerprint = TrustFiles.Fingerprint(section.Directory);
        var settled = fingerprint == _looked;
        _looked = fingerprint;
        var now = clock.Read();
        var due = _retryAt is { } at && now.Monotonic >= at;
        if (!settled || (fingerprint == _tried && !due && _tried is not null)) return;
        _retryAt = null;
        if (Current is null && due) TakeKept();
        if (fingerprint is null || TrustFiles.Read(section.Directory) is not { } files)
        {
            RefuseOnce("unreadable", "directory", "unreadable");
            return;
        }
        _tried = fingerprint;
        Consider(files, now);
    }

    private void TakeKept()
    {
        try
        {
            shelf.Open();
            foreach (var files in shelf.Newest())
            {
                var now = clock.Read();
                var load = Load(files, now);
                if (load.Refusal == TrustRefusal.FromFuture) RetryLater(now);
                if (load.Store is null) continue;
                Use(load.Store, now);
                return;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or LedgerException)
        {
            log.TrustNotKept(e);
            RetryLater(clock.Read());
        }
    }

    private void Consider(Files files, ClockReading now)
    {
        try
        {
            var load = Load(files, now);
            if (load.Refusal is { } refusal)
            {
                // Both are judged by the clock, and a clock that is not trusted may yet be set right.
                if (refusal == TrustRefusal.FromFuture
                    || (refusal == TrustRefusal.Expired && now.State != ClockState.Trusted)) RetryLater(now);
                RefuseOnce(JsonNamingPolicy.SnakeCaseLower.ConvertName(refusal.ToString()), load.File ?? "", Digest(files));
                // Better than none: every verdict then says that the trust is past its end.
                if (refusal == TrustRefusal.Expired && Current is null) Volatile.Write(ref _current, load.Store);
                return;
            }
            _refused = null;
            if (load.Store is not { } store || (_floored && IsHeld(store))) return;
            shelf.Keep(files);
            Use(store, now);
            shelf.Sweep();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or LedgerException)
        {
            log.TrustNotKept(e);
            RetryLater(now);
        }
    }

    private TrustLoad Load(Files files, ClockReading now) =>
        TrustLoader.Load(files, section.RootSha256, ledger.TrustFloors(), now.Now, provider, Current?.Digests);

    /// <summary>The floors are durable before anybody can rest a verdict on the new store (I8).</summary>
    private void Use(TrustStore store, ClockReading now)
    {
        ledger.RaiseTrustFloors(store.Versions);
        _floored = true;
        Volatile.Write(ref _current, store);
        log.TrustActivated(store.Version);
        note(new DeviceNoted("trust_activated", null, null, store.Version.ToString(CultureInfo.InvariantCulture), Alarm: false, now));
    }

    private bool IsHeld(TrustStore store) =>
        Current is { } held && held.Digests.Count == store.Digests.Count
        && store.Digests.All(digest => held.Digests.TryGetValue(digest.Key, out var same) && same == digest.Value);

    private void RefuseOnce(string refusal, string file, string content)
    {
        if (_refused == content) return;
        _refused = content;
        log.TrustRefused(refusal, file);
        note(new DeviceNoted("trust_refused", null, null, $"{refusal} {file}".TrimEnd(), Alarm: true, clock.Read()));
    }

    private void RetryLater(ClockReading now) => _retryAt = now.Monotonic + TimeSpan.FromMilliseconds(RetryMilliseconds);

    private static string Digest(Files files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, content) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
            hash.AppendData(SHA256.HashData(content.Span));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
