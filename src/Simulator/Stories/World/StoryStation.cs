using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using TempIdentity.GateAgent;
using TempIdentity.GateAgent.Actuation;
using TempIdentity.GateAgent.Core;
using TempIdentity.GateAgent.Decision;
using TempIdentity.GateAgent.Recording;
using TempIdentity.GateAgent.Scanning;
using TempIdentity.Simulator.Stories.Telling;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;
using AgentTrustFiles = TempIdentity.GateAgent.Hosting.TrustFiles;

namespace TempIdentity.Simulator.Stories.World;

/// <summary>What an appliance is: its name, where it stands, what it is for, and whose compartments it may open.</summary>
/// <param name="Station">Null for a handset that moves.</param>
/// <param name="Train">The train that a handset checks on board; null elsewhere.</param>
internal sealed record StationPlan(
    string Appliance, string? Station, IReadOnlyList<Purpose> Purposes, IReadOnlyList<Audience> Audiences, string? Train = null);

/// <summary>
/// An appliance: the real core with a lane for each purpose, its ledger, recording gates, the device keys that enrolment gives, and the
/// trust that it loaded last from the directory that the issuers publish. One thread.
/// </summary>
internal sealed class StoryStation : IDisposable
{
    private static readonly TimeSpan PassWindow = TimeSpan.FromSeconds(5);

    private readonly StoryWorld _world;
    private readonly IReadOnlyList<Lane> _lanes;
    private readonly Dictionary<LaneId, StoryGate> _gates;
    private readonly UnsealingKeys _keys;
    private readonly GateCore _core;
    private TrustStore? _trust;

    public StoryStation(StoryWorld world, StationPlan plan)
    {
        _world = world;
        Plan = plan;
        _lanes = [.. plan.Purposes.Select(LaneOf)];
        _gates = _lanes.ToDictionary(lane => lane.Id, _ => new StoryGate());
        _keys = new UnsealingKeys(
            [.. plan.Audiences.SelectMany(audience => world.Authorities.Audiences.ForDevice(audience, world.Now))]);
        Ledger = new InMemoryLedger(new LedgerIdentity(plan.Appliance, StoryWorld.Epoch));
        _core = new GateCore(new CoreParts
        {
            Lanes = _lanes,
            PassWindow = _ => PassWindow,
            Ledger = Ledger,
            Gates = _gates.ToDictionary(pair => pair.Key, pair => (IGate)pair.Value),
            Trust = () => _trust,
            Keys = () => _keys,
            Sealer = new FrameSealer(world.HeadOffice.SealingKey),
            Provider = SignatureProviders.Default,
            Simulated = true,
            Log = NullLogger<GateCore>.Instance,
        });
        _core.Start(world.Clock.Read());
        Download();
    }

    public StationPlan Plan { get; }

    public InMemoryLedger Ledger { get; }

    /// <summary>False: the appliance cannot reach the publisher; it goes on with what it has.</summary>
    public bool Online { get; set; } = true;

    /// <summary>The trust in force.</summary>
    public TrustStore Trust => _trust ?? throw new InvalidOperationException("The appliance has no trust.");

    /// <summary>
    /// Takes what lies in the published directory, by the loader's rules: the pinned root, nothing older than what is held (I8). Offline it
    /// keeps what it has.
    /// </summary>
    public void Download()
    {
        if (!Online) return;
        var files = AgentTrustFiles.Read(_world.Publisher.Directory) ?? throw new IOException("The trust directory cannot be read.");
        var load = TrustLoader.Load(
            files, Convert.FromHexString(_world.Authorities.Trust.RootSha256), _trust?.Versions ?? new Dictionary<string, long>(),
            _world.Now, SignatureProviders.Default, _trust?.Digests);
        if (load.Refusal is { } refusal) throw new InvalidOperationException($"Trust was refused: {refusal}, {load.File}.");
        _trust = load.Store;
    }

    /// <summary>Shows a code to the lane of a purpose. After a grant at a gate the person walks through.</summary>
    public StoryVerdict Scan(Purpose purpose, string code)
    {
        var lane = _lanes.Single(candidate => candidate.Purpose == purpose);
        var gate = _gates[lane.Id];
        var (before, newest) = (gate.Pulses.Count, Ledger.LastSequence);
        _core.Handle(new FrameArrived(
            new Frame(lane.Id, Encoding.UTF8.GetBytes(code), FrameEnd.Terminator, _world.Clock.Read())));
        var record = Ledger.Read(newest, 1, int.MaxValue).Single();
        var body = JsonSerializer.Deserialize(record.Body.Span, RecordJson.Default.DecisionBody)!;
        var opened = gate.Pulses.Count > before;
        if (opened) _core.Handle(new GateSignalled(lane.Id, GateSignal.Passed, _world.Clock.Read()));
        if (!VerdictCodes.TryParse(body.Code, out var verdict)) throw new InvalidDataException("A record without a verdict.");
        return new StoryVerdict(Plan.Appliance, purpose, verdict, opened, body);
    }

    /// <summary>What a code says in clear to whoever checks it; null when it cannot be read.</summary>
    public CodeClaims? Claims(string code) => Check(code).Claims;

    /// <summary>Whose code it is, where the purpose may see it and a key here opens it (I12); null otherwise.</summary>
    public Identity? Identify(Purpose purpose, string code) =>
        IdentityDisclosure.MaySee(purpose) && Check(code).Verified is { } verified
            && Unsealer.TryOpenIdentity(verified, _keys, _world.Now, out var identity) == UnsealOutcome.Opened
            ? identity
            : null;

    /// <summary>Time has passed.</summary>
    public void Tick() => _core.Handle(new Tick(_world.Clock.Read()));

    public void Dispose()
    {
        _core.Stop(_world.Clock.Read());
        Ledger.Dispose();
    }

    private CodeCheck Check(string code) =>
        CodeVerifier.Check(Encoding.UTF8.GetBytes(code), Trust, new TimeReading(_world.Now), CodeWindows.Default);

    private Lane LaneOf(Purpose purpose) => new(new LaneId(purpose.ToText()), purpose, Plan.Station, CodeWindows.Default,
        HasGate: purpose.Direction() != Direction.None)
    {
        Train = Plan.Train,
    };
}
