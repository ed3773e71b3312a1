using TempIdentity.GateAgent.Hosting;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Services.Ticketing;

/// <summary>
/// The trust that a desk's verifier goes by: the directory that gates read too, loaded again when somebody has written it, with the root
/// pinned and never an older version over a newer one (I8). A directory that is refused, or half written, leaves the one that was loaded
/// before. Thread-safe.
/// </summary>
/// <param name="rootFingerprint">SHA-256 of the root file.</param>
internal sealed class DeskTrust(string directory, byte[] rootFingerprint)
{
    private readonly Lock _gate = new();
    private TrustStore? _store;
    private string? _loaded;

    public TrustStore? InForce(UnixTime now)
    {
        lock (_gate)
        {
            var fingerprint = TrustFiles.Fingerprint(directory);
            if (fingerprint is null || fingerprint == _loaded || TrustFiles.Read(directory) is not { } files) return _store;
            var floors = _store?.Versions ?? new Dictionary<string, long>();
            var load = TrustLoader.Load(files, rootFingerprint, floors, now, SignatureProviders.Default);
            if (load is { Refusal: null, Store: { } store }) (_store, _loaded) = (store, fingerprint);
            return _store;
        }
    }
}
