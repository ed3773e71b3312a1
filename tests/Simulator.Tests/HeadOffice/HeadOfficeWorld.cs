using Microsoft.Extensions.Logging.Abstractions;
using TempIdentity.GateAgent;
using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Recording;
using TempIdentity.GateAgent.Sync;
using TempIdentity.Simulator.HeadOffice;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.Simulator.Tests.HeadOffice;

/// <summary>One appliance with its sync worker and one real head office over loopback.</summary>
internal sealed class HeadOfficeWorld : IAsyncDisposable
{
    public const string Appliance = "gate-0001";

    private readonly string _directory = Directory.CreateTempSubdirectory("ti-head-office-").FullName;

    public HeadOfficeWorld()
    {
        var (sealingPrivate, sealingPublic) = Hpke.GenerateKeyPair();
        Options = new HeadOfficeOptions
        {
            DataDirectory = _directory,
            Appliances = new Dictionary<string, PublicKey> { [Appliance] = DeviceKey.PublicKey, ["gate-0002"] = OtherKey.PublicKey },
            TimeKey = TimeKey,
            SealingPrivateKey = sealingPrivate,
            SealingPublicKey = sealingPublic,
        };
        Server = new HeadOfficeServer(Options);
    }

    public SigningKey DeviceKey { get; } = SigningKey.Generate(SignatureAlgorithm.ESP256);

    public SigningKey OtherKey { get; } = SigningKey.Generate(SignatureAlgorithm.ESP256);

    public SigningKey TimeKey { get; } = SigningKey.Generate(SignatureAlgorithm.ESP256);

    public HeadOfficeOptions Options { get; }

    public HeadOfficeServer Server { get; private set; }

    public InMemoryLedger Ledger { get; } = new(Appliance);

    public List<DeviceNoted> Notes { get; } = [];

    public string DatabasePath => Path.Combine(_directory, HeadOfficeStore.FileName);

    public static RecordDraft Draft(int number, bool alarm = false, string code = "code_stale") =>
        new(RecordKind.Decision, code, System.Text.Encoding.UTF8.GetBytes($"{{\"number\":{number}}}")) { Alarm = alarm };

    public void Append(int count)
    {
        for (var i = 0; i < count; i++) Ledger.Append(Draft((int)Ledger.LastSequence + 1));
    }

    public HeadOfficeClient Client(string appliance = Appliance) => new(Server.Url, appliance);

    public SyncWorker Worker(IHeadOffice client, int retryMillisecondsMax = 1) => new(
        Ledger, client, DeviceKey, retryMillisecondsMax, new StillClock(), note => Notes.Add((DeviceNoted)note), TimeProvider.System,
            NullLogger.Instance);

    /// <summary>A whole new server process on the same data and port.</summary>
    public async Task RestartAsync()
    {
        var port = Server.Url.Port;
        await Server.DisposeAsync();
        Server = new HeadOfficeServer(Options with { Port = port });
        await Server.StartAsync();
    }

    /// <summary>Steps until the worker has nothing to send; fails after so many steps.</summary>
    public static async Task DrainAsync(SyncWorker worker, int stepsMax = 1_000)
    {
        for (var i = 0; i < stepsMax; i++)
        {
            if (await worker.StepAsync(CancellationToken.None) == SyncStep.Idle) return;
        }
        Assert.Fail($"Still not idle after {stepsMax} steps.");
    }

    /// <summary>Head office holds what the ledger holds, each once, in order, proven.</summary>
    public void AssertHeldExactlyOnce()
    {
        var held = Server.Records(Ledger.Identity);
        var recorded = Ledger.Read(0, int.MaxValue, int.MaxValue);
        Assert.Equal(recorded.Select(r => (r.Sequence, Convert.ToHexString(r.Hash.Span))),
            held.Select(r => (r.Sequence, Convert.ToHexString(r.Hash))));
        var report = Assert.Single(Server.VerifyChain());
        Assert.True(report.Complete);
        Assert.Equal(Ledger.LastSequence, report.SignedHead);
        Assert.Empty(Server.Conflicts());
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Ledger.Dispose();
        DeviceKey.Dispose();
        OtherKey.Dispose();
        TimeKey.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private sealed class StillClock : IClock
    {
        public ClockReading Read() => new(new UnixTime(1_795_132_800), new MonotonicTime(0), ClockState.Trusted, 5);
    }
}
