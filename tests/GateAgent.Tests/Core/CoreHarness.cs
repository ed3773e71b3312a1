using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using TempIdentity.GateAgent.Actuation;
using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Core;
using TempIdentity.GateAgent.Recording;
using TempIdentity.GateAgent.Scanning;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.GateAgent.Tests.Core;

/// <summary>A gate that remembers what it was told, and what the ledger held at that moment.</summary>
internal sealed class FakeGate(ILedger ledger) : IGate
{
    public bool Simulated => true;
    public bool Works { get; set; } = true;

    /// <summary>A defect: a gate never throws.</summary>
    public bool Throws { get; set; }

    public List<(long Grant, long NewestRecord)> Pulses { get; } = [];
    public List<VerdictCode> Shown { get; } = [];

    public bool Pulse(long grantSequence)
    {
        if (Throws) throw new InvalidCastException("defect");
        if (!Works) return false;
        Pulses.Add((grantSequence, ledger.LastSequence));
        return true;
    }

    public void Show(Answer answer, VerdictCode code) => Shown.Add(code);

    public void Dispose()
    {
    }
}

/// <summary>The real core over an in-memory ledger that can fail, fake gates and a clock that moves when told.</summary>
internal sealed class CoreHarness : IDisposable
{
    public static readonly LaneId Entry = new("entry");
    public static readonly LaneId Entry2 = new("entry-2");
    public static readonly LaneId Exit = new("exit");
    public static readonly LaneId RealName = new("real-name");
    public static readonly LaneId Roadside = new("roadside");

    private readonly (byte[] PrivateKey, byte[] PublicKey) _headOffice = Hpke.GenerateKeyPair();

    public CoreHarness(TestStation station, ILedger? ledger = null, IReadOnlyList<Lane>? lanes = null)
    {
        Station = station;
        Inner = ledger ?? new InMemoryLedger("gate-test");
        Ledger = new FaultyLedger(Inner);
        Lanes = lanes ??
        [
            Lane(Entry, Purpose.StationEntry), Lane(Entry2, Purpose.StationEntry), Lane(Exit, Purpose.StationExit),
            Lane(RealName, Purpose.RealNameCheck), Lane(Roadside, Purpose.Roadside),
        ];
        Gates = Lanes.ToDictionary(lane => lane.Id, _ => new FakeGate(Inner));
        Core = new GateCore(new CoreParts
        {
            Lanes = Lanes,
            PassWindow = _ => TimeSpan.FromSeconds(5),
            Ledger = Ledger,
            Gates = Gates.ToDictionary(pair => pair.Key, pair => (IGate)pair.Value),
            Trust = () => HasTrust ? Station.Trust : null,
            Keys = () => station.Keys,
            Sealer = new FrameSealer(_headOffice.PublicKey),
            Provider = SignatureProviders.Default,
            Simulated = true,
            Log = NullLogger<GateCore>.Instance,
        });
    }

    public TestStation Station { get; }
    public ILedger Inner { get; }
    public FaultyLedger Ledger { get; }
    public FakeClock Clock { get; } = new(TestStation.Now);
    public IReadOnlyList<Lane> Lanes { get; }
    public Dictionary<LaneId, FakeGate> Gates { get; }
    public GateCore Core { get; }
    public bool HasTrust { get; set; } = true;

    /// <summary>All records' bodies, in order.</summary>
    public IReadOnlyList<JsonElement> Records =>
        [.. Inner.Read(0, 100_000, int.MaxValue).Select(record => JsonDocument.Parse(record.Body).RootElement)];

    public IReadOnlyList<JsonElement> Decisions => [.. Records.Where(record => record.TryGetProperty("answer", out _))];

    public IReadOnlyList<string> Outcomes =>
        [.. Records.Where(record => record.TryGetProperty("outcome", out _)).Select(record => record.GetProperty("outcome").GetString()!)];

    public IReadOnlyList<string> Events =>
        [.. Records.Where(record => record.TryGetProperty("event", out _)).Select(record => record.GetProperty("event").GetString()!)];

    /// <summary>Scans a text and gives the newest decision's code.</summary>
    public string Scan(LaneId lane, string text, FrameEnd end = FrameEnd.Terminator)
    {
        Core.Handle(new FrameArrived(new Frame(lane, Encoding.UTF8.GetBytes(text), end, Clock.Read())));
        return Decisions[^1].GetProperty("code").GetString()!;
    }

    public void Pass(LaneId lane) => Core.Handle(new GateSignalled(lane, GateSignal.Passed, Clock.Read()));

    public void Advance(double seconds)
    {
        Clock.Advance(TimeSpan.FromSeconds(seconds));
        Core.Handle(new Tick(Clock.Read()));
    }

    /// <summary>Head office's view of what was shown.</summary>
    public string Open(JsonElement decision) =>
        FrameSealer.TryOpen(_headOffice.PrivateKey, decision.GetProperty("lane").GetString()!, decision.GetProperty("at").GetString()!,
            decision.GetProperty("sealed").GetString()!, out var frame)
            ? Encoding.UTF8.GetString(frame)
            : throw new InvalidOperationException("Head office could not open the frame.");

    public void Dispose()
    {
        Ledger.Dispose();
        Station.Dispose();
    }

    private static Lane Lane(LaneId id, Purpose purpose) =>
        new(id, purpose, TestStation.Station, CodeWindows.Default, HasGate: purpose.Direction() != Direction.None);
}
