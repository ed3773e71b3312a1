using System.Text;
using TempIdentity.GateAgent;
using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Recording;
using TempIdentity.GateAgent.Scanning;
using TempIdentity.GateAgent.Texts;
using TempIdentity.Simulator.HeadOffice;
using TempIdentity.Simulator.LiveStation;
using TempIdentity.Simulator.Services;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Tests.LiveStation;

/// <summary>A station without machines: answers what a test says, and keeps sealed records as the real one does.</summary>
internal sealed class FakeStation(ServiceWorld world) : IStation
{
    private readonly (byte[] PrivateKey, byte[] PublicKey) _sealing = Hpke.GenerateKeyPair();
    private readonly List<HeldRecord> _records = [];
    private readonly List<LiveVerdict> _verdicts = [];

    public event Action? Changed;

    public event Action<StationNote>? Noted;

    /// <summary>What the agent says to the next codes.</summary>
    public VerdictCode Says { get; set; } = VerdictCode.Granted;

    public string TrustDirectory => world.Publisher.Directory;

    public string HeadOfficeKey => Convert.ToBase64String(_sealing.PrivateKey);

    public StationSnapshot Snapshot() => new()
    {
        Now = DateTimeOffset.FromUnixTimeSeconds(world.Clock.Now.Seconds),
        NowMs = world.Clock.Now.Seconds * 1000,
        AdvancedS = 0,
        Agent = new AgentView(true, 1, "trusted", 1),
        Networks = new NetworkView(true, true),
        Lanes = [],
        Verdicts = [.. Enumerable.Reverse(_verdicts)],
        Books = new BooksView(_records.Count, 0, true,
            [.. _records.Select(record => new BookRow(record.Sequence, "decision", record.Code, "1", null, DateTimeOffset.UnixEpoch))]),
    };

    public HeldRecord? Record(long sequence) => _records.Find(record => record.Sequence == sequence);

    public Task<ScanResult> ScanAsync(string laneId, string text, ReadAs readAs, bool walks, CancellationToken stop = default)
    {
        var sequence = Keep(laneId, text);
        var texts = VerdictTexts.For(Says);
        var verdict = new LiveVerdict
        {
            Scan = sequence,
            Lane = laneId,
            At = Snapshot().Now,
            Answer = Says.ToAnswer().ToText(),
            Code = Says.ToText(),
            Also = [],
            Passenger = texts.Passenger,
            Staff = texts.Staff,
            Engineer = new EngineerView { Text = texts.Engineer },
            TimingsUs = null,
            ReadAs = readAs,
            ScanToAnswerMs = 1,
            Record = sequence,
            Outcome = null,
        };
        _verdicts.Add(verdict);
        Changed?.Invoke();
        return Task.FromResult(new ScanResult(ScanEnd.Answered, sequence, verdict));
    }

    public void Tell(string code) => Noted?.Invoke(new StationNote(code, "", Snapshot().Now));

    public void Raise() => Changed?.Invoke();

    public Task KillAgentAsync() => Task.CompletedTask;

    public bool UnplugScanner(string laneId) => true;

    public bool PlugScanner(string laneId) => true;

    public bool TailgateNext(string laneId) => true;

    public Task FireAsync(bool on) => Task.CompletedTask;

    public Task CutStationNetworkAsync(bool cut, CancellationToken stop = default) => Task.CompletedTask;

    public Task CutHeadOfficeAsync(bool cut, CancellationToken stop = default) => Task.CompletedTask;

    public Task<bool> FollowAsync(TimeSpan within, CancellationToken stop = default)
    {
        world.Publisher.Publish(world.Clock.Now);
        return Task.FromResult(true);
    }

    /// <summary>A decision as the agent records it, with the frame sealed to head office.</summary>
    private long Keep(string lane, string text)
    {
        var at = new ClockReading(world.Clock.Now, default, ClockState.Trusted, 0);
        var frame = new Frame(new LaneId(lane), Encoding.ASCII.GetBytes(text), FrameEnd.Terminator, at);
        var body = RecordJson.ToBytes(new DecisionBody
        {
            At = at.Now.ToString(),
            MonotonicNs = 0,
            Clock = "trusted",
            ClockErrorMs = 0,
            Lane = lane,
            Purpose = "station-entry",
            Answer = Says.ToAnswer().ToText(),
            Code = Says.ToText(),
            TrustVersion = 1,
            Provider = "test",
            FrameEnd = "terminator",
            FrameBytes = text.Length,
            Sealed = new FrameSealer(_sealing.PublicKey).Seal(frame),
        });
        _records.Add(new HeldRecord("station-vnp", 1, _records.Count + 1, RecordKind.Decision, Says.ToText(), body, [], [], 0));
        return _records.Count;
    }
}
