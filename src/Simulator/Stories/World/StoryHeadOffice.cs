using System.Text.Json;
using TempIdentity.GateAgent.Sync;
using TempIdentity.Simulator.HeadOffice;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.Simulator.Stories.World;

/// <summary>
/// Head office: takes the appliances' signed batches through its real intake into its real store, and gives the tickets' grants to
/// ticketing. Without HTTP between. Not thread-safe.
/// </summary>
internal sealed class StoryHeadOffice : IDisposable
{
    private const int RecordsPerBatch = 100;

    private readonly HeadOfficeStore _store;
    private readonly SigningKey _deviceKey;
    private readonly IVerificationKey _deviceCheck;
    private readonly Dictionary<string, IVerificationKey> _appliances = new(StringComparer.Ordinal);
    private readonly BatchIntake _intake;

    /// <param name="deviceKey">Signs the batches of every appliance here; each has its own in life.</param>
    public StoryHeadOffice(string directory, SigningKey deviceKey, TimeProvider time)
    {
        _store = new HeadOfficeStore(directory);
        _deviceKey = deviceKey;
        _deviceCheck = SignatureProviders.Default.Prepare(deviceKey.PublicKey);
        _intake = new BatchIntake(_store, _appliances, time);
        SealingKey = Hpke.GenerateKeyPair().PublicKey;
    }

    /// <summary>The public key that appliances seal frames to.</summary>
    public ReadOnlyMemory<byte> SealingKey { get; }

    /// <summary>Takes everything that an appliance has recorded; known records change nothing (I5).</summary>
    public void Take(StoryStation station)
    {
        _appliances[station.Plan.Appliance] = _deviceCheck;
        for (long after = 0; BatchBuilder.Next(station.Ledger, after, RecordsPerBatch, _deviceKey) is { } batch; after = batch.Last)
        {
            var reply = _intake.Batch(
                station.Plan.Appliance, JsonSerializer.SerializeToUtf8Bytes(batch, SyncJson.Default.BatchMessage));
            if (reply.Status != 200) throw new InvalidOperationException($"Head office answered {reply.Status}.");
        }
    }

    /// <summary>The grants that used a ticket, of all appliances.</summary>
    public IReadOnlyList<TicketGrant> Grants() => TicketGrants.Read(_store.Chains().SelectMany(_store.Records));

    public void Dispose()
    {
        _deviceCheck.Dispose();
        _deviceKey.Dispose();
        _store.Dispose();
    }
}
