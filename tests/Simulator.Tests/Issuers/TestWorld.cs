using TempIdentity.Simulator.Issuers;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Tests.Issuers;

/// <summary>All authorities at a fixed instant, and a verifier that loads what they publish.</summary>
internal sealed class TestWorld
{
    /// <summary>2026-11-20T08:00:00Z, 16:00 in China.</summary>
    public static readonly UnixTime Start = new(1_795_161_600);

    public Authorities Authorities { get; } = new(SeededSecrets.OfRun(7), KeyWindow.Around(Start));

    public TrustStore Publish(UnixTime now, params string[] stations)
    {
        var load = Load(Authorities.Trust.Publish(now, stations), now);
        Assert.Null(load.Refusal);
        return load.Store!;
    }

    public static TrustLoad Load(IReadOnlyDictionary<string, byte[]> files, UnixTime now) =>
        TrustLoader.Load(files.ToDictionary(file => file.Key, file => (ReadOnlyMemory<byte>)file.Value), null,
            new Dictionary<string, long>(), now, SignatureProviders.Default);

    public static CodeCheck Check(string text, TrustStore trust, UnixTime now) =>
        CodeVerifier.Check(System.Text.Encoding.ASCII.GetBytes(text), trust, new TimeReading(now), CodeWindows.Default);

    public static VerdictCode Verdict(string text, TrustStore trust, UnixTime now) => Check(text, trust, now).First;

    public CredentialId Grant(CredentialKind kind, UnixTime now, UnixTime? liveAt = null) => kind == CredentialKind.RideId
        ? Authorities.RideIds.Grant(People.Default, now, liveAt ?? now)
        : Authorities.Licences.Grant(People.Default, ["C1"], 110000, now, DrivingLicenceIssuer.EndOfFirstLicence(now), liveAt ?? now);

    public SigningKey HolderKey(SignatureAlgorithm issuers) =>
        Authorities.Secrets.DeriveKey(Phones.PhoneTests.HolderAlgorithm(issuers), "phone");
}
