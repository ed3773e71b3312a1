using Microsoft.Extensions.Logging;
using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Configuration;
using TempIdentity.GateAgent.Recording;
using TempIdentity.GateAgent.Sync;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.GateAgent.Hosting;

/// <summary>What speaks to head office: the sync of records, and the question for signed time where a key for it is configured.</summary>
internal sealed class HeadOfficeLink : IDisposable
{
    private readonly HeadOfficeClient _client;
    private readonly IVerificationKey? _timeKey;
    private readonly SyncWorker _sync;
    private readonly TimeClient? _time;

    public HeadOfficeLink(AgentConfiguration configuration, ILedger ledger, SigningKey signingKey, IAnchoredClock clock,
        ISignatureProvider provider, Action<CoreEvent> note, ILoggerFactory logs)
    {
        var office = configuration.HeadOffice;
        _client = new HeadOfficeClient(office.Url, configuration.Appliance);
        _sync = new SyncWorker(ledger, _client, signingKey, office.RetryMillisecondsMax, clock, note, TimeProvider.System,
            logs.CreateLogger<SyncWorker>());
        if (office.TimeKey is not { } bytes) return;
        if (!PublicKey.TryImport(SignatureAlgorithm.ESP256, bytes.Span, out var key))
            throw new InvalidOperationException("The reader checked this key.");
        _timeKey = provider.Prepare(key!);
        _time = new TimeClient(_client, _timeKey, clock, TimeProvider.System, logs.CreateLogger<TimeClient>());
    }

    public Task SyncAsync(CancellationToken stop) => _sync.RunAsync(stop);

    /// <summary>Null where head office signs no time for us: the clock is then never better than holdover.</summary>
    public Task? TimeAsync(CancellationToken stop) => _time?.RunAsync(stop);

    public void Dispose()
    {
        _sync.Dispose();
        _timeKey?.Dispose();
        _client.Dispose();
    }
}
