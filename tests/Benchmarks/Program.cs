using TempIdentity.Benchmarks;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;

// manifest [--tickets N] [--changes N] [--rounds N]: a station's manifest and change log instead.
string[] options = [.. args.Skip(1)];
if (args is ["manifest", ..])
    return ManifestFigures.Run(Option("--tickets", 500_000), Option("--changes", 10_000), Option("--rounds", 3));

// agent-memory [--tickets N] [--lanes N] [--rounds N]: the real appliance at rest, without and with such a manifest.
if (args is ["agent-memory", ..])
    return await AgentMemory.RunAsync(Option("--tickets", 500_000), Option("--lanes", 1), Option("--rounds", 3));

// For each provider, algorithm and form: full checks (text in, CodeCheck out) over the bare signature verifications of the same code by the
// same provider, measured in alternating slices of one run, so that a busy machine slows both sides alike. One core.
var slices = args is ["--slices", var count] && int.TryParse(count, out var given) && given > 0 ? given : 60;

Console.WriteLine($"{slices} slices of {Measurement.SliceMilliseconds} ms a side; "
    + "ratio = bare time / full check's time, target 0.85 and up.");
Console.WriteLine("bare: the code's signature verifications with prepared keys; "
    + "bare+prepare: the holder's key is imported and prepared each time.");
Console.WriteLine();
Console.WriteLine($"{"provider",-14}{"algorithm",-10}{"form",-8}{"check/s",9}{"bare/s",9}{"ratio",7}"
    + $"{"bare+prepare/s",16}{"ratio",7}{"bytes/check",13}");

foreach (var provider in new[] { SignatureProviders.Libcrypto, SignatureProviders.BouncyCastle })
    foreach (var algorithm in Enum.GetValues<SignatureAlgorithm>().Order())
        foreach (var form in Enum.GetValues<CodeForm>())
        {
            if (!provider.Supports(algorithm)) continue;
            using var subject = new Subject(provider, algorithm, form);
            Measurement.Of(subject, slices).Print(provider, algorithm, form);
        }
return 0;

int Option(string name, int fallback)
{
    var at = Array.IndexOf(options, name);
    return at >= 0 && at + 1 < options.Length && int.TryParse(options[at + 1], out var value) && value > 0 ? value : fallback;
}
