using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TempIdentity.GateAgent.Recording;
using TempIdentity.GateAgent.Sync;
using TempIdentity.TokenCrypto.Algorithms;

namespace TempIdentity.Simulator.HeadOffice;

/// <summary>
/// Head office: takes records, hints and questions for the time on 127.0.0.1, and can prove what it holds. May be stopped and started
/// again on the same port; the data stays. Start and stop are not for concurrent use, everything else is thread-safe.
/// </summary>
internal sealed class HeadOfficeServer : IAsyncDisposable
{
    private readonly HeadOfficeOptions _options;
    private readonly HeadOfficeStore _store;
    private readonly Dictionary<string, IVerificationKey> _keys;
    private readonly HeadOfficeEndpoints _endpoints;
    private WebApplication? _web;
    private int _port;

    public HeadOfficeServer(HeadOfficeOptions options)
    {
        _options = options;
        _port = options.Port;
        _store = new HeadOfficeStore(options.DataDirectory);
        _keys = options.Appliances.ToDictionary(
            entry => entry.Key, entry => SignatureProviders.Default.Prepare(entry.Value), StringComparer.Ordinal);
        _endpoints = new HeadOfficeEndpoints(new BatchIntake(_store, _keys, options.Time), options);
    }

    /// <summary>Chooses what goes wrong, asked once a batch. Default: nothing.</summary>
    public Func<HeadOfficeFault> Faults
    {
        get => _endpoints.Faults;
        set => _endpoints.Faults = value;
    }

    /// <summary>Base address for the appliances' configuration. Known after the first start.</summary>
    public Uri Url => _port == 0 ? throw new InvalidOperationException("Not started.") : new Uri($"http://127.0.0.1:{_port}/");

    public async Task StartAsync(CancellationToken stop = default)
    {
        if (_web is not null) throw new InvalidOperationException("Started already.");
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = SyncLimits.RequestBytesMax;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromMilliseconds(SyncLimits.RequestTimeoutMilliseconds);
            kestrel.Listen(IPAddress.Loopback, _port);
        });
        var web = builder.Build();
        _endpoints.Map(web);
        await web.StartAsync(stop);
        _web = web;
        var address = web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        _port = new Uri(address).Port;
    }

    public async Task StopAsync(CancellationToken stop = default)
    {
        if (_web is not { } web) return;
        _web = null;
        await web.StopAsync(stop);
        await web.DisposeAsync();
    }

    /// <summary>All chains known, by appliance and epoch.</summary>
    public IReadOnlyList<LedgerIdentity> Chains() => _store.Chains();

    /// <summary>All records held, ordered by appliance, epoch and sequence.</summary>
    public IReadOnlyList<HeldRecord> Records() => [.. Chains().SelectMany(_store.Records)];

    public IReadOnlyList<HeldRecord> Records(LedgerIdentity identity) => _store.Records(identity);

    public IReadOnlyList<HeldRecord> Records(LedgerIdentity identity, long after, int countMax) =>
        _store.Records(identity, after, countMax);

    /// <summary>The newest signed head of a chain, and whether its signature holds; null when the chain is not known.</summary>
    public (SignedHead Head, bool Signed)? Head(LedgerIdentity identity) => _store.Head(identity) is { } head
        ? (head, ChainVerifier.IsSigned(identity, head, _keys[identity.Appliance]))
        : null;

    /// <summary>Told after each batch that was answered. Handlers neither block nor throw.</summary>
    public Action Answered
    {
        get => _endpoints.Answered;
        set => _endpoints.Answered = value;
    }

    public IReadOnlyList<HeldHint> Hints() => _store.Hints();

    public IReadOnlyList<HeldConflict> Conflicts() => _store.Conflicts();

    public void CloseEpoch(LedgerIdentity identity) => _store.CloseEpoch(identity);

    /// <summary>What can be proven about each chain.</summary>
    public IReadOnlyList<ChainReport> VerifyChain() =>
    [
        .. Chains().Select(identity =>
            ChainVerifier.Verify(identity, _store.Records(identity), _store.Head(identity)!, _keys[identity.Appliance])),
    ];

    /// <summary>The raw frame of a decision; null when it cannot be opened.</summary>
    public byte[]? OpenFrame(HeldRecord record) => FrameOpener.Open(record, _options.SealingPrivateKey.Span);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _store.Dispose();
        foreach (var key in _keys.Values) key.Dispose();
    }

    /// <summary>Signals of the process are its own business, not this server's.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
