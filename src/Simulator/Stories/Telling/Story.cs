using TempIdentity.GateAgent.Texts;
using TempIdentity.Simulator.Stories.World;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Stories.Telling;

/// <summary>A story: somebody's way through the services and past the gates, with what must happen at each step.</summary>
/// <param name="Name">Kebab-case.</param>
/// <param name="Rules">The rules that it shows, such as R6.</param>
/// <param name="Start">Simulated time at which its world begins.</param>
/// <param name="Script">Acts in the world and tells the steps.</param>
internal sealed record Story(string Name, BilingualText Title, IReadOnlyList<string> Rules, UnixTime Start, Action<StoryScript> Script)
{
    public const int SeedDefault = 1;

    /// <summary>
    /// Plays the story in a world of its own, which is gone afterwards. The same seed gives the same result. A step that does not hold is
    /// in the result; a defect is an exception.
    /// </summary>
    public StoryResult Play(int seed)
    {
        using var world = new StoryWorld(seed, Start);
        var script = new StoryScript(world);
        var broken = false;
        try
        {
            Script(script);
        }
        catch (StoryBrokenException)
        {
            broken = true;
        }
        return new StoryResult(this, seed, [.. script.Steps], broken);
    }
}
