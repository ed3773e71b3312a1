using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TempIdentity.GateAgent.Actuation;
using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Commands;
using TempIdentity.GateAgent.Configuration;
using TempIdentity.GateAgent.Core;
using TempIdentity.GateAgent.Recording;
using TempIdentity.GateAgent.Scanning;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.GateAgent.Hosting;

/// <summary>Why the appliance cannot start, for the log and the exit code.</summary>
internal sealed record StartFailure(int ExitCode, string Reason, Exception? Cause = null);

/// <summary>Everything that one run of the appliance consists of, built from a configuration and not yet running.</summary>
internal sealed class AgentParts : IDisposable
{
    /// <summary>Events that wait for the core at most; beyond it scanners shed frames and count them.</summary>
    public const int EventsWaitingMax = 256;

    private static readonly TimeSpan CoreAllowed = TimeSpan.FromSeconds(5);

    /// <summary>A checkpoint on a slow card takes seconds; no lane is held up by it while nobody is scanning.</summary>
    private static readonly TimeSpan StorageAllowed = TimeSpan.FromSeconds(10);

    private AgentParts(AgentConfiguration configuration, ILedger ledger, DeviceKeys deviceKeys, SigningKey signingKey,
        SystemClock clock, Watchdog watchdog, ILoggerFactory logs)
    {
        Ledger = ledger;
        DeviceKeys = deviceKeys;
        SigningKey = signingKey;
        Clock = clock;
        Watchdog = watchdog;
        var log = logs.CreateLogger<AgentHost>();
        Notes = new NoteOutbox(Events.Writer);
        Provider = SignatureProviders.Default;
        Trust = new TrustKeeper(configuration.Trust, new TrustShelf(Path.Combine(configuration.StateDirectory, "trust")), ledger, clock,
            Provider, Note, logs.CreateLogger<TrustKeeper>());
        Gates = configuration.Lanes.ToDictionary(lane => new LaneId(lane.Id), lane => Edges.Gate(lane, clock, Events.Writer));
        Scanners = configuration.Lanes.Select(lane => Edges.Scanner(lane, clock, Events.Writer, watchdog)).ToList();
        Core = new GateCore(CoreParts(configuration, logs));
        CoreLoop = new CoreLoop(Events.Reader, Core, watchdog.Register("core", CoreAllowed));
        Storage = new StorageProgress(ledger, watchdog.Register("storage", StorageAllowed));
        Link = new HeadOfficeLink(configuration, ledger, signingKey, clock, Provider, Note, logs);

        void Note(CoreEvent note)
        {
            if (!Notes.Post(note)) log.NoteDropped(note.GetType().Name);
        }
    }

    public Channel<CoreEvent> Events { get; } = Channel.CreateBounded<CoreEvent>(new BoundedChannelOptions(EventsWaitingMax)
    {
        FullMode = BoundedChannelFullMode.Wait,
        SingleReader = true,
        // The reader's continuation only sets an event: it need not wait for the thread pool.
        AllowSynchronousContinuations = true,
    });

    public ILedger Ledger { get; }
    public DeviceKeys DeviceKeys { get; }
    public SystemClock Clock { get; }
    public Watchdog Watchdog { get; }
    public NoteOutbox Notes { get; }
    public ISignatureProvider Provider { get; }
    public TrustKeeper Trust { get; }
    public IReadOnlyDictionary<LaneId, IGate> Gates { get; }
    public IReadOnlyList<IScanner> Scanners { get; }
    public GateCore Core { get; }
    public CoreLoop CoreLoop { get; }
    public StorageProgress Storage { get; }
    public HeadOfficeLink Link { get; }
    private SigningKey SigningKey { get; }

    /// <summary>Builds; nothing reads a scanner yet. The failure says what the exit code is.</summary>
    public static (AgentParts? Parts, StartFailure? Failure) Build(AgentConfiguration configuration, SystemdNotifier notifier,
        ILoggerFactory logs)
    {
        var kernel = new KernelClock();
        if (!TryAdvance(kernel, configuration.SimulatedClock, out var moved))
            return (null, new StartFailure(ExitCodes.BadData, "the file of the simulated clock cannot be read"));
        var clock = new SystemClock(moved);
        var deviceKeys = new DeviceKeys(configuration.DeviceDirectory, logs.CreateLogger<DeviceKeys>());
        if (deviceKeys.LoadSigningKey() is not { } signingKey)
            return (null, new StartFailure(ExitCodes.BadData, "the device's signing key is missing or no key"));
        if (deviceKeys.Load(clock.Read()) is null)
            return (null, new StartFailure(ExitCodes.BadData, "the device's file of unsealing keys is not what it must be"));
        try
        {
            Directory.CreateDirectory(configuration.StateDirectory,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var ledger = SqliteLedger.Open(configuration.StateDirectory, configuration.Appliance);
            return (new AgentParts(configuration, ledger, deviceKeys, signingKey, clock, new Watchdog(notifier, kernel), logs), null);
        }
        catch (Exception e) when (e is LedgerException or IOException or UnauthorizedAccessException)
        {
            return (null, new StartFailure(ExitCodes.Internal, "the state directory or its ledger cannot be opened", e));
        }
    }

    /// <summary>
    /// The clock that windows, passages and anchors go by. Only the watchdog and waiting threads stay on the kernel's
    /// own: a hang is a hang.
    /// </summary>
    private static bool TryAdvance(KernelClock kernel, string? path, out IKernelClock clock)
    {
        clock = kernel;
        if (path is null) return true;
        try
        {
            // Open until the process ends, like the clock.
            clock = new AdvancedKernelClock(kernel, new AdvancedSecondsFile(path).Read);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        foreach (var gate in Gates.Values) gate.Dispose();
        Link.Dispose();
        Ledger.Dispose();
        SigningKey.Dispose();
    }

    private CoreParts CoreParts(AgentConfiguration configuration, ILoggerFactory logs)
    {
        var windows = configuration.Lanes.ToDictionary(lane => new LaneId(lane.Id),
            lane => TimeSpan.FromMilliseconds(lane.PassWindowMilliseconds));
        return new CoreParts
        {
            Lanes = configuration.Lanes.Select(Edges.Lane).ToList(),
            PassWindow = lane => windows[lane.Id],
            Ledger = Ledger,
            Gates = Gates,
            Trust = () => Trust.Current,
            Keys = () => DeviceKeys.Current,
            Sealer = new FrameSealer(configuration.HeadOffice.SealingKey),
            Provider = Provider,
            Simulated = configuration.Simulated,
            Log = logs.CreateLogger<GateCore>(),
        };
    }
}
