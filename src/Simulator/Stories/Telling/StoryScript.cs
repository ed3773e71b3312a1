using TempIdentity.GateAgent;
using TempIdentity.GateAgent.Texts;
using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Stories.World;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Simulator.Stories.Telling;

/// <summary>The story cannot go on: what a later step needs is not there. The failed step is told already.</summary>
internal sealed class StoryBrokenException(string expected) : Exception($"The story needs \"{expected}\" to go on.");

/// <summary>
/// What a story's script writes on: each member tells one step at the world's time, and those that expect something compare it with what
/// was seen. Not thread-safe.
/// </summary>
internal sealed class StoryScript(StoryWorld world)
{
    private readonly List<StoryStep> _steps = [];

    public StoryWorld World => world;

    public UnixTime Now => world.Now;

    public IReadOnlyList<StoryStep> Steps => _steps;

    /// <summary>Moves the time to an instant of China's clock, such as <c>2026-11-25 07:40:00</c>.</summary>
    public StoryScript At(string china)
    {
        world.AdvanceTo(StoryTime.At(china));
        return this;
    }

    /// <summary>Moves the time on.</summary>
    public StoryScript Later(int seconds)
    {
        world.AdvanceTo(world.Now + seconds);
        return this;
    }

    /// <summary>Tells, and expects nothing.</summary>
    public void Tell(StoryActor actor, string zh, string en) => Add(actor, StoryAction.Tell, zh, en);

    /// <summary>Expects a text that is part of the result.</summary>
    /// <param name="seen">As it is; computed by the script from the real world.</param>
    public void Expect(StoryActor actor, StoryAction action, string zh, string en, string expected, string seen) =>
        Add(actor, action, zh, en, expected, seen);

    /// <summary>Expects a service to do what it was asked, and gives its answer; the story ends when it does not.</summary>
    /// <param name="describe">What of the answer is expected.</param>
    public T Done<T>(
        StoryActor actor, StoryAction action, string zh, string en, Answer<T> answer, string expected, Func<T, string> describe)
        where T : class
    {
        var seen = answer.Value is { } value ? describe(value) : SeenOf(answer.Refusal!);
        Add(actor, action, zh, en, expected, seen, answer.Refusal?.NextStep);
        return answer.Value ?? throw new StoryBrokenException(expected);
    }

    /// <summary>Expects a service to refuse, with a code and the rule that asks for it.</summary>
    public void Refused<T>(
        StoryActor actor, StoryAction action, string zh, string en, Answer<T> answer, string code, string? rule) where T : class
    {
        var expected = rule is null ? code : $"{code} {rule}";
        Add(actor, action, zh, en, expected, answer.Refusal is { } refusal ? SeenOf(refusal) : "done", TextOf(answer.Refusal));
    }

    /// <summary>Shows a code to a lane of a station and expects the core's verdict.</summary>
    /// <param name="who">Whose code it is; the traveller or the driver when not said.</param>
    public StoryVerdict Scan(
        StoryStation station, Purpose purpose, string code, string zh, string en, VerdictCode expected, StoryActor? who = null)
    {
        var verdict = station.Scan(purpose, code);
        var holder = purpose.Accepts() == CredentialKind.RideId ? StoryActor.Traveller : StoryActor.Driver;
        _steps.Add(new StoryStep(Now, who ?? holder, StoryAction.Scan, new BilingualText(en, zh), Wanted(expected, purpose),
            Wanted(verdict.Code, verdict.Opened), Verdict: verdict));
        return verdict;
    }

    /// <summary>Tells what somebody is shown or sent, word for word, and expects it to be so.</summary>
    public void Words(StoryActor actor, StoryAction action, string zh, string en, string expectedZh, BilingualText seen) =>
        Add(actor, action, zh, en, expectedZh, seen.Zh, seen);

    private static string Wanted(VerdictCode code, Purpose purpose) =>
        Wanted(code, code == VerdictCode.Granted && purpose.Direction() != Direction.None);

    private static string Wanted(VerdictCode code, bool opens) => opens ? $"{code.ToText()}, gate opens" : code.ToText();

    private static string SeenOf(ServiceRefusal refusal) => refusal.Rule is { } rule ? $"{refusal.Code} {rule}" : refusal.Code;

    /// <summary>Title and next step in one, without saying the same twice.</summary>
    private static BilingualText? TextOf(ServiceRefusal? refusal) => refusal is null ? null
        : refusal.Title.Zh.Contains(refusal.NextStep.Zh, StringComparison.Ordinal) ? refusal.Title
        : new BilingualText(
            $"{refusal.Title.En.TrimEnd('.')}. {refusal.NextStep.En}.", $"{refusal.Title.Zh.TrimEnd('。')}。{refusal.NextStep.Zh}。");

    private void Add(
        StoryActor actor, StoryAction action, string zh, string en, string? expected = null, string? seen = null,
        BilingualText? answer = null) =>
        _steps.Add(new StoryStep(Now, actor, action, new BilingualText(en, zh), expected, seen, answer));
}
