using TempIdentity.GateAgent;
using TempIdentity.GateAgent.Recording;
using TempIdentity.GateAgent.Texts;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Stories.Telling;

/// <summary>One scan as the appliance recorded it.</summary>
/// <param name="Opened">The gate was moved.</param>
/// <param name="Record">The decision's record: its verdict and what it rests on. Nothing personal is in it but the sealed frame.</param>
internal sealed record StoryVerdict(string Appliance, Purpose Purpose, VerdictCode Code, bool Opened, DecisionBody Record)
{
    /// <summary>What the person in front of the lane reads.</summary>
    public BilingualText Passenger => VerdictTexts.For(Code).Passenger;

    /// <summary>What the staff at the lane read.</summary>
    public BilingualText Staff => VerdictTexts.For(Code).Staff;
}

/// <summary>One step of a story.</summary>
/// <param name="At">Simulated time.</param>
/// <param name="Expected">What must be seen; null in a step that only tells.</param>
/// <param name="Seen">What was seen; null as above.</param>
/// <param name="Answer">What somebody was told by a service, word for word; null when nothing was.</param>
/// <param name="Verdict">Set when something was scanned.</param>
internal sealed record StoryStep(
    UnixTime At, StoryActor Actor, StoryAction Action, BilingualText Text, string? Expected = null, string? Seen = null,
    BilingualText? Answer = null, StoryVerdict? Verdict = null)
{
    /// <summary>True when what was expected was seen, and in a step that only tells.</summary>
    public bool Held => Expected == Seen;
}

/// <summary>A story as it went.</summary>
/// <param name="Seed">Same seed, same result.</param>
/// <param name="Broken">The story could not go on: a step after which nothing could follow did not hold.</param>
internal sealed record StoryResult(Story Story, int Seed, IReadOnlyList<StoryStep> Steps, bool Broken)
{
    /// <summary>True when the story came to its end, expected something, and saw all of it.</summary>
    public bool Held => !Broken && Steps.Any(step => step.Expected is not null) && Steps.All(step => step.Held);

    /// <summary>What the gates, desks and officers answered, in order.</summary>
    public IReadOnlyList<StoryVerdict> Verdicts => [.. Steps.Select(step => step.Verdict).OfType<StoryVerdict>()];
}
