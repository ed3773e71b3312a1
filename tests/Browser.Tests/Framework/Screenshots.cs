using Microsoft.Playwright;

namespace TempIdentity.Browser.Tests.Framework;

/// <summary>Pictures of what the tests saw, for who wants to look: into the directory that the environment variable names.</summary>
internal static class Screenshots
{
    public const string Variable = "TEMPIDENTITY_SCREENSHOTS";

    /// <summary>Does nothing without the variable.</summary>
    public static async Task TakeAsync(Visitor visitor, string name)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } directory) return;
        var look = visitor.Look;
        var what = name == "/" ? "first" : name.Trim('/').Replace('/', '-');
        var file = $"{what}-{look.Language}-{look.Width}{(look.Dark ? "-dark" : "")}.png";
        await visitor.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(directory, file), FullPage = true });
    }
}
