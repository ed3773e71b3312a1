using System.Text;
using TempIdentity.Browser.Tests.Framework;
using TempIdentity.Simulator.Services;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Browser.Tests.Phone;

/// <summary>The gates' verifier with what the running <c>serve</c> publishes for them, at the present time.</summary>
internal static class PublishedTrust
{
    public static CodeCheck Check(ServeProcess serve, string text)
    {
        var now = UnixTime.From(TimeProvider.System.GetUtcNow());
        var folder = Path.Combine(serve.Data, TrustPublisher.DirectoryName);
        // What begins with a dot is being written.
        var files = Directory.EnumerateFiles(folder).Where(file => !Path.GetFileName(file).StartsWith('.'))
            .ToDictionary(file => Path.GetFileName(file), file => (ReadOnlyMemory<byte>)File.ReadAllBytes(file));
        var load = TrustLoader.Load(files, null, new Dictionary<string, long>(), now, SignatureProviders.Default);
        Assert.Null(load.Refusal);
        return CodeVerifier.Check(Encoding.ASCII.GetBytes(text), load.Store!, new TimeReading(now), CodeWindows.Default);
    }
}
