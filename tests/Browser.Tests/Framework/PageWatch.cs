using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace TempIdentity.Browser.Tests.Framework;

/// <summary>
/// Listens to everything that a context's pages do wrong: console errors, uncaught errors, breaches of the Content-Security-Policy (which
/// Chromium writes to the console), requests to another host. Chromium also logs each refused request: those that a test expects it names.
/// </summary>
internal sealed partial class PageWatch
{
    private readonly ConcurrentQueue<string> _breaches = new();
    private readonly ConcurrentBag<(int Status, string Path)> _expected = [];
    private readonly string _origin;

    public PageWatch(IBrowserContext context, Uri origin)
    {
        _origin = origin.GetLeftPart(UriPartial.Authority) + "/";
        context.Console += (_, message) => Take(message);
        context.WebError += (_, error) => _breaches.Enqueue($"uncaught: {error.Error}");
        context.Request += (_, request) => Take(request.Url);
    }

    public IReadOnlyCollection<string> Breaches => _breaches;

    /// <summary>Refusals that the test causes: the status, and how the address's path ends.</summary>
    public void Expect(int status, string pathEnd) => _expected.Add((status, pathEnd));

    /// <summary>Requests that get no answer, because the test took the network away.</summary>
    public bool ExpectsNoAnswer { get; set; }

    /// <summary>What the test does against the Content-Security-Policy, to see it stopped.</summary>
    public bool ExpectsPolicyBreaches { get; set; }

    private void Take(IConsoleMessage message)
    {
        if (message.Type != "error") return;
        if (Refusal().Match(message.Text) is { Success: true } refusal)
        {
            var status = int.Parse(refusal.Groups[1].Value, CultureInfo.InvariantCulture);
            var path = new Uri(message.Location.Split('#')[0]).AbsolutePath;
            if (_expected.Any(entry => entry.Status == status && PathOf(path).EndsWith(entry.Path, StringComparison.Ordinal))) return;
        }
        else if (ExpectsNoAnswer && message.Text.Contains("net::ERR_", StringComparison.Ordinal))
        {
            return;
        }
        else if (ExpectsPolicyBreaches && (message.Text.Contains("Content Security Policy", StringComparison.Ordinal)
            || message.Text.Contains("Trusted", StringComparison.Ordinal)))
        {
            return;
        }
        _breaches.Enqueue($"console: {message.Text} ({message.Location})");
    }

    private void Take(string url)
    {
        if (!url.StartsWith(_origin, StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal)
            && !url.StartsWith("blob:", StringComparison.Ordinal))
            _breaches.Enqueue($"request to another host: {url}");
    }

    /// <summary>A console message's place ends in line and column.</summary>
    private static string PathOf(string place) => Position().Replace(place, "");

    [GeneratedRegex(@"the server responded with a status of (\d{3})")]
    private static partial Regex Refusal();

    [GeneratedRegex(@"(:\d+)+$")]
    private static partial Regex Position();
}
