using System.Security.Cryptography;
using System.Text;
using TempIdentity.GateAgent.Recording;
using TempIdentity.Simulator.HeadOffice;
using TempIdentity.Simulator.Scenarios.Checks;
using TempIdentity.TokenCrypto.Algorithms;

namespace TempIdentity.Simulator.Station;

/// <summary>Head office as a station sees it: there or away, and what it holds. Its rows are the evidence.</summary>
internal sealed class HeadOfficeDesk : IAsyncDisposable
{
    /// <summary>What an appliance does is told here within this time, or a run fails.</summary>
    public static readonly TimeSpan SeenMax = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    private readonly HeadOfficeServer _server;
    private readonly HeadOfficeKeys _keys;

    /// <param name="keys">Its own to dispose; null: keys that end with it.</param>
    public HeadOfficeDesk(string directory, string appliance, PublicKey key, TimeProvider time, HeadOfficeKeys? keys = null)
    {
        Directory = directory;
        _keys = keys ?? HeadOfficeKeys.Generate();
        _server = new HeadOfficeServer(new HeadOfficeOptions
        {
            DataDirectory = directory,
            Appliances = new Dictionary<string, PublicKey> { [appliance] = key },
            TimeKey = _keys.Time,
            SealingPrivateKey = _keys.SealingPrivate,
            SealingPublicKey = _keys.SealingPublic,
            Time = time,
        });
    }

    public string Directory { get; }
    public Uri Url => _server.Url;
    public byte[] SealingKey => _keys.SealingPublic;
    public byte[] TimeKey => _keys.Time.PublicKey.Bytes.ToArray();
    public bool IsThere { get; private set; }

    /// <summary>What goes wrong with the answers to batches.</summary>
    public Func<HeadOfficeFault> Faults
    {
        set => _server.Faults = value;
    }

    /// <summary>Opens, on the same port as before.</summary>
    public async Task OpenAsync(CancellationToken stop)
    {
        await _server.StartAsync(stop);
        IsThere = true;
    }

    /// <summary>Goes away: connections are refused.</summary>
    public async Task LeaveAsync(CancellationToken stop)
    {
        await _server.StopAsync(stop);
        IsThere = false;
    }

    public IReadOnlyList<HeldRecord> Records() => _server.Records();

    /// <summary>What it holds and can prove.</summary>
    public HeadOfficeServer Server => _server;

    /// <summary>Waits for a record. Throws <see cref="TimeoutException"/> when none comes in time.</summary>
    public async Task SeenAsync(string what, Func<HeldRecord, bool> wanted, TimeProvider time, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        while (!Records().Any(wanted))
        {
            if (time.GetElapsedTime(began) > SeenMax)
                throw new TimeoutException($"Head office was not told within {SeenMax.TotalSeconds} s: {what}.");
            await Task.Delay(LookAgain, time, stop);
        }
    }

    /// <summary>True when each scan has its decision here, and each opening its outcome.</summary>
    public bool IsDrained(EvidenceLog log)
    {
        var records = Records();
        return records.Count(record => record.Kind == RecordKind.Decision) >= ReadEvidence.Admit(log.Scans).Count
            && records.Count(record => record.Kind == RecordKind.Passage) >= log.Edges.Count(edge => edge.What == GateEdges.Open);
    }

    /// <summary>All rows, frames opened with head office's private key and kept as digests only.</summary>
    public IReadOnlyList<HeadOfficeLine> Rows() => [.. _server.Records().Select(record => new HeadOfficeLine(
        record.Appliance, record.Epoch, record.Sequence, record.Kind.ToText(), record.Code,
        record.Body is null ? null : Encoding.UTF8.GetString(record.Body), Convert.ToHexStringLower(record.BodyHash),
        Convert.ToHexStringLower(record.Hash),
        record.Kind == RecordKind.Decision && _server.OpenFrame(record) is { } frame
            ? Convert.ToHexStringLower(SHA256.HashData(frame)) : null))];

    public IReadOnlyList<HeadLine> Heads() => [.. _server.VerifyChain().Select(chain => new HeadLine(
        chain.Appliance, chain.Epoch, chain.SignedHead, chain.Complete))];

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _keys.Dispose();
    }
}
