using System.Globalization;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Trust;
using Keys = TempIdentity.GateAgent.Configuration.KnownKeys;

namespace TempIdentity.GateAgent.Configuration;

/// <summary>Reads the lanes, and checks what must differ between them.</summary>
internal sealed class LaneReader
{
    private readonly bool _simulated;
    private readonly UniqueValues _names = new();
    private readonly UniqueValues _scanners = new();
    private readonly UniqueValues _sockets = new();
    private readonly UniqueValues _lines = new();

    private LaneReader(bool simulated) => _simulated = simulated;

    public static IReadOnlyList<LaneSection> Lanes(IReadOnlyList<ObjectReader> lanes, bool simulated)
    {
        var reader = new LaneReader(simulated);
        return lanes.Select(reader.Lane).ToList();
    }

    private LaneSection Lane(ObjectReader lane)
    {
        lane.RefuseUnknown(Keys.Lanes.Path);
        var id = lane.Text(Keys.LaneName, Forms.IsLaneName) ?? "";
        _names.Claim(lane, Keys.LaneName, id);
        var known = Purposes.TryParse(lane.Choice(Keys.LanePurpose), out var purpose);
        return new LaneSection(id, purpose, Station(lane, known ? purpose : null), Scanner(lane.Object(Keys.Scanner)),
            Gate(lane.Object(Keys.Gate)), Windows(lane.Object(Keys.Windows)), lane.Integer(Keys.PassWindowMilliseconds))
        {
            Train = Train(lane, known ? purpose : null),
            AsksForPaper = AsksForPaper(lane, known ? purpose : null),
        };
    }

    private static string? Train(ObjectReader lane, Purpose? purpose)
    {
        var train = lane.Text(Keys.Train, TrustNames.IsTrain);
        if (purpose is Purpose.OnBoard && !lane.Has(Keys.Train)) lane.Add(Keys.Train, ConfigurationProblem.Missing, "");
        if (purpose is { } known && !known.Rules().NeedsTicket) RefuseFor(lane, Keys.Train, known);
        return train;
    }

    private static bool AsksForPaper(ObjectReader lane, Purpose? purpose)
    {
        var asks = lane.Flag(Keys.AskForPaper);
        if (purpose is { } known && known.Accepts() == CredentialKind.RideId) RefuseFor(lane, Keys.AskForPaper, known);
        return asks;
    }

    private static void RefuseFor(ObjectReader lane, KnownKey key, Purpose purpose)
    {
        if (lane.Has(key)) lane.Add(key, ConfigurationProblem.NotForPurpose, purpose.ToText());
    }

    private static string? Station(ObjectReader lane, Purpose? purpose)
    {
        var station = lane.Text(Keys.Station, Forms.IsStation);
        if (purpose is Purpose.StationEntry or Purpose.StationExit && !lane.Has(Keys.Station))
            lane.Add(Keys.Station, ConfigurationProblem.Missing, "");
        if (purpose is { } known && (known.Accepts() == CredentialKind.DrivingLicence || known == Purpose.OnBoard))
            RefuseFor(lane, Keys.Station, known);
        return station;
    }

    private ScannerSection Scanner(ObjectReader? scanner)
    {
        if (scanner is null) return new ScannerSection("", 0, 0, 0, 0);
        scanner.RefuseUnknown(Keys.Scanner.Path);
        scanner.Choice(Keys.ScannerKind);
        var path = scanner.Text(Keys.ScannerPath, _simulated ? Forms.IsFilePath : Forms.IsDevicePath) ?? "";
        _scanners.Claim(scanner, Keys.ScannerPath, path);
        if (path.StartsWith("/dev/pts/", StringComparison.Ordinal) && !_simulated)
            scanner.Add(Keys.ScannerPath, ConfigurationProblem.NeedsSimulated, "");
        return new ScannerSection(path, scanner.Integer(Keys.Baud), scanner.Integer(Keys.IdleGapMilliseconds),
            scanner.Integer(Keys.CoalesceMilliseconds), scanner.Integer(Keys.FramesPerSecondMax));
    }

    private GateSection Gate(ObjectReader? gate)
    {
        if (gate is null) return new GateSection.None();
        var kind = gate.Choice(Keys.GateKind);
        gate.RefuseUnknown(Keys.Gate.Path, kind);
        return kind switch
        {
            "gpio" => Gpio(gate),
            "socket" => Socket(gate),
            _ => new GateSection.None(),
        };
    }

    private GateSection.Socket Socket(ObjectReader gate)
    {
        if (!_simulated) gate.Add(Keys.GateKind, ConfigurationProblem.NeedsSimulated, "");
        var path = gate.Text(Keys.SocketPath, Forms.IsSocketPath) ?? "";
        _sockets.Claim(gate, Keys.SocketPath, path);
        return new GateSection.Socket(path, gate.Integer(Keys.PulseMilliseconds));
    }

    private GateSection.Gpio Gpio(ObjectReader gate)
    {
        var chip = gate.Text(Keys.Chip, Forms.IsGpioChip) ?? "";
        var lines = new[] { Keys.RelayLine, Keys.PassageLine, Keys.GreenLine, Keys.RedLine }
            .Select(key => (key, line: gate.OptionalInteger(key)))
            .ToList();
        foreach (var (key, line) in lines.Where(pair => pair.line is not null))
            _lines.Claim(gate, key, string.Create(CultureInfo.InvariantCulture, $"{chip}:{line}"));
        return new GateSection.Gpio(chip, lines[0].line ?? 0, lines[1].line, lines[2].line, lines[3].line,
            gate.Flag(Keys.ActiveLow), gate.Integer(Keys.PulseMilliseconds));
    }

    private static CodeWindows Windows(ObjectReader? windows)
    {
        if (windows is null) return CodeWindows.Default;
        windows.RefuseUnknown(Keys.Windows.Path);
        return new CodeWindows
        {
            CodeAgeMaxSeconds = windows.Integer(Keys.CodeAge),
            IssuedAheadMaxSeconds = windows.Integer(Keys.IssuedAhead),
            BoundAheadMaxSeconds = windows.Integer(Keys.BoundAhead),
            LivenessAgeMaxSeconds = windows.Integer(Keys.LivenessAge),
        };
    }
}
