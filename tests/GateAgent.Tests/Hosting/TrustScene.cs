using Microsoft.Extensions.Logging.Abstractions;
using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Configuration;
using TempIdentity.GateAgent.Hosting;
using TempIdentity.GateAgent.Recording;
using TempIdentity.GateAgent.Tests.Recording;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.GateAgent.Tests.Hosting;

/// <summary>An inbox, a state directory with a real ledger, and head office's root: what a trust keeper lives between.</summary>
internal sealed class TrustScene : IDisposable
{
    public static readonly UnixTime Start = new(1_800_000_000);

    private readonly TemporaryDirectory _directory = new();
    private readonly SigningKey _root = SigningKey.Generate(SignatureAlgorithm.ESP256);
    private readonly byte[] _fingerprint;

    public TrustScene()
    {
        _fingerprint = new TrustDirectory(_root).Fingerprint;
        Directory.CreateDirectory(Inbox);
        Directory.CreateDirectory(State);
        Ledger = SqliteLedger.Open(State, "gate-0001");
        Keeper = NewKeeper(Ledger);
    }

    public FakeClock Clock { get; } = new(Start);
    public string Inbox => Path.Combine(_directory.Path, "inbox");
    public string State => Path.Combine(_directory.Path, "state");
    public string Shelf => Path.Combine(State, "trust");
    public ILedger Ledger { get; private set; }
    public TrustKeeper Keeper { get; private set; }
    public List<DeviceNoted> Notes { get; } = [];

    /// <summary>Events and details noted so far.</summary>
    public IEnumerable<string> Noted => Notes.Select(note => $"{note.Event}: {note.Detail}");

    /// <summary>A signed set of a version.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Set(long version, UnixTime? issuedAt = null) =>
        new TrustDirectory(_root).SignSet(version, issuedAt ?? Start, (issuedAt ?? Start) + 604_800).Files;

    public void Deliver(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        Directory.CreateDirectory(Inbox);
        foreach (var (name, content) in files) File.WriteAllBytes(Path.Combine(Inbox, name), content.Span);
    }

    /// <summary>As many looks as a change needs: one sees it, the next finds it settled.</summary>
    public void Look()
    {
        Keeper.Look();
        Keeper.Look();
    }

    public TrustKeeper NewKeeper(ILedger ledger) => new(
        new TrustSection(Inbox, _fingerprint, 250), new TrustShelf(Shelf), ledger, Clock, SignatureProviders.Default,
        note => Notes.Add((DeviceNoted)note), NullLogger.Instance);

    /// <summary>The process dies and a new one starts on the same disk.</summary>
    public void Restart()
    {
        Ledger.Dispose();
        Notes.Clear();
        Ledger = SqliteLedger.Open(State, "gate-0001");
        Keeper = NewKeeper(Ledger);
        Keeper.Start();
    }

    public void Dispose()
    {
        Ledger.Dispose();
        _root.Dispose();
        _directory.Dispose();
    }
}
