using TempIdentity.GateAgent;
using TempIdentity.Simulator.Station;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Simulator.Scenarios;

/// <summary>
/// The plan of a morning peak: who comes, to which lane, in which order, with what, and how each visit must end. A pure function of its
/// arguments: the same seed gives the same people with the same final codes, however the threads of the run fall.
/// </summary>
internal sealed class MorningPeakPlan
{
    /// <summary>People in the demonstration.</summary>
    public const int PassengersDefault = 60;
    public const int PassengersMax = 5000;
    public const int LanesMax = 16;

    /// <summary>Slow enough for the kill to come first.</summary>
    private const int KilledMidwayWalkMs = 1500;

    private static readonly Phase[] AnyPhase = [Phase.Opening, Phase.Opening, Phase.NewKeys, Phase.Away, Phase.Healed, Phase.Healed];
    private static readonly SignatureAlgorithm[] Algorithms =
        [SignatureAlgorithm.ESP256, SignatureAlgorithm.Ed25519, SignatureAlgorithm.SM2];

    private readonly Random _random;
    private readonly bool _faults;
    private readonly List<List<Draft>> _groups = [];
    private readonly int[] _lanesLoad;
    private readonly int[] _lanesGood;
    private int _people;

    private MorningPeakPlan(int passengers, int seed, int lanes, bool faults)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(passengers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(passengers, PassengersMax);
        ArgumentOutOfRangeException.ThrowIfLessThan(lanes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lanes, LanesMax);
        (Passengers, Seed, _faults) = (passengers, seed, faults);
        _random = new Random(seed);
        Lanes = StationLane.Pattern(lanes);
        _lanesLoad = new int[lanes];
        _lanesGood = new int[lanes];
        if (faults) AddTroubles();
        while (_people < passengers) AddGood();
        Visits = Number();
    }

    public int Passengers { get; }
    public int Seed { get; }
    public bool Faults => _faults;
    public IReadOnlyList<StationLane> Lanes { get; }

    /// <summary>All visits in order of phase, then of number; a visit's source has a smaller number.</summary>
    public IReadOnlyList<Visit> Visits { get; }

    public static MorningPeakPlan Make(int passengers, int seed, int lanes, bool faults) => new(passengers, seed, lanes, faults);

    private sealed record Draft(int Person, int Lane, Phase Phase, Trouble Trouble, CodeForm Form, SignatureAlgorithm Algorithm);

    private void AddTroubles()
    {
        var budget = Math.Min(Passengers * 3 / 5, Math.Max(Troubles.All.Count + 3, Passengers / 4));
        var possible = Troubles.All.Where(trouble => LanesFor(trouble).Count > 0).ToArray();
        foreach (var trouble in possible)
            if (_people + Cost(trouble) <= budget) AddTrouble(trouble);
        var again = possible.Where(trouble => trouble.Shows is not (Shows.KilledMidway or Shows.Burst)).ToArray();
        while (_people + 2 <= budget && again.Length > 0) AddTrouble(again[_random.Next(again.Length)]);
    }

    private static int Cost(Trouble trouble) => trouble.After is null || trouble.SamePerson ? 1 : 2;

    private void AddTrouble(Trouble trouble)
    {
        var phase = trouble.Phases.Count > 0 ? trouble.Phases[_random.Next(trouble.Phases.Count)] : AnyPhase[_random.Next(AnyPhase.Length)];
        var lane = LeastLoaded(LanesFor(trouble));
        var form = trouble.Form ?? (CodeForm)_random.Next(2);
        var algorithm = trouble.Algorithm ?? Algorithms[_random.Next(Algorithms.Length)];
        if (trouble.After is not { } after)
        {
            _groups.Add([new Draft(NextPerson(), lane, phase, trouble, form, algorithm)]);
            return;
        }
        var first = after == Shows.TurnsBack ? Troubles.TurnsBack : Good;
        var firstPhase = trouble.Shows == Shows.SameAfterRestart ? Phase.Away : phase;
        var firstDraft = new Draft(NextPerson(), lane, firstPhase, first, form, algorithm);
        var others = LanesFor(trouble).Where(other => other != lane).ToList();
        var second = others.Count > 0 ? LeastLoaded(others) : lane;
        var person = trouble.SamePerson ? firstDraft.Person : NextPerson();
        _groups.Add([firstDraft, new Draft(person, second, phase, trouble, form, algorithm)]);
    }

    private static Trouble Good { get; } = new(Shows.Good, VerdictCode.Granted);

    /// <summary>Each lane meets both forms and all algorithms in turn.</summary>
    private void AddGood()
    {
        var lane = Array.IndexOf(_lanesGood, _lanesGood.Min());
        var turn = _lanesGood[lane]++;
        var phase = _faults ? AnyPhase[_random.Next(AnyPhase.Length)] : Phase.Opening;
        _lanesLoad[lane]++;
        _groups.Add([new Draft(NextPerson(), lane, phase, Good, (CodeForm)(turn % 2), Algorithms[turn % 3])]);
    }

    private int NextPerson() => ++_people;

    private List<int> LanesFor(Trouble trouble) =>
        [.. Enumerable.Range(0, Lanes.Count).Where(lane => trouble.Only is null || Lanes[lane].Purpose == trouble.Only)];

    private int LeastLoaded(List<int> lanes)
    {
        var lane = lanes.MinBy(candidate => _lanesLoad[candidate]);
        _lanesLoad[lane]++;
        return lane;
    }

    /// <summary>Puts groups in a seeded order; what must follow something else stands right behind it.</summary>
    private List<Visit> Number()
    {
        var groups = _groups.ToArray();
        _random.Shuffle(groups);
        var order = new List<(Draft Draft, Draft? Source)>();
        foreach (var phase in Enum.GetValues<Phase>())
        {
            var replays = groups.Where(group => group[^1].Trouble.Shows == Shows.SameAfterRestart).ToArray();
            if (phase == Phase.Healed) order.AddRange(replays.Select(group => (group[1], (Draft?)group[0])));
            foreach (var group in groups.Except(replays).Where(group => group[0].Phase == phase))
                order.AddRange(group.Select((draft, index) => (draft, index == 0 ? null : (Draft?)group[0])));
            if (phase == Phase.Away) order.AddRange(replays.Select(group => (group[0], (Draft?)null)));
        }
        var numbers = order.Select((item, index) => (item.Draft, index)).ToDictionary(item => item.Draft, item => item.index + 1);
        return [.. order.Select((item, index) => ToVisit(item.Draft, index + 1, item.Source is null ? null : numbers[item.Source]))];
    }

    private Visit ToVisit(Draft draft, int number, int? source)
    {
        var lane = Lanes[draft.Lane];
        return new Visit
        {
            Number = number,
            Person = draft.Person,
            Lane = draft.Lane,
            Phase = draft.Phase,
            Shows = draft.Trouble.Shows,
            Credential = draft.Trouble.Credential ?? lane.Purpose.Accepts(),
            Form = draft.Form,
            Algorithm = draft.Algorithm,
            Intended = draft.Trouble.Intended,
            Outcome = OutcomeOf(draft.Trouble, lane),
            Source = source,
            WalkMs = draft.Trouble.Shows == Shows.KilledMidway ? KilledMidwayWalkMs : 250 + _random.Next(250),
            Detail = _random.Next(),
        };
    }

    private static ExpectedOutcome OutcomeOf(Trouble trouble, StationLane lane) =>
        trouble.Intended != VerdictCode.Granted || !lane.HasWings ? ExpectedOutcome.None
        : trouble.Shows == Shows.TurnsBack ? ExpectedOutcome.NoEntry
        : trouble.Shows == Shows.KilledMidway ? ExpectedOutcome.Unknown
        : ExpectedOutcome.Passed;
}
