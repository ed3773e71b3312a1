using TempIdentity.GateAgent.Texts;

namespace TempIdentity.Simulator.LiveStation.Trials;

/// <summary>The newest trials. Thread-safe.</summary>
internal sealed class TrialBoard
{
    /// <summary>Trials kept; older ones go.</summary>
    public const int KeptMax = 20;

    private readonly Lock _gate = new();
    private readonly List<Trial> _newestFirst = [];
    private long _last;

    /// <summary>Told after each change. Handlers neither block nor throw.</summary>
    public Action Changed { get; set; } = () => { };

    public IReadOnlyList<Trial> NewestFirst
    {
        get { lock (_gate) return [.. _newestFirst]; }
    }

    /// <summary>Puts up what should happen, before anything is done.</summary>
    public Trial Add(Cheat cheat, BilingualText title, IReadOnlyList<Expectation> expected, DateTimeOffset at)
    {
        Trial trial;
        lock (_gate)
        {
            trial = new Trial
            {
                Id = ++_last,
                Cheat = cheat,
                At = at,
                Title = title,
                Expected = expected,
                Caused = [],
                State = TrialState.Waiting,
            };
            _newestFirst.Insert(0, trial);
            if (_newestFirst.Count > KeptMax) _newestFirst.RemoveAt(KeptMax);
        }
        Changed();
        return trial;
    }

    /// <summary>Puts beside it what did happen.</summary>
    public Trial Judge(Trial trial, IReadOnlyList<Effect> caused)
    {
        var judged = trial with { Caused = caused, State = TrialJudgement.Of(trial.Expected, caused) };
        lock (_gate)
        {
            var index = _newestFirst.FindIndex(kept => kept.Id == trial.Id);
            if (index >= 0) _newestFirst[index] = judged;
        }
        Changed();
        return judged;
    }
}
