namespace TempIdentity.TokenCrypto.Trust;

/// <summary>
/// Reads the signed targets of a set: signature by a key of the set, with the purpose for this content, active when it was issued; a
/// file's name must be the one that its content calls for. One refused file refuses the directory, so that a store is never half new.
/// </summary>
internal sealed class TargetLoader(IReadOnlyDictionary<KeyId, TrustedKey> keys, Targets targets)
{
    private readonly List<StatusList> _statusLists = [];
    private readonly List<TicketManifest> _manifests = [];
    private readonly List<TicketChanges> _changes = [];

    public IReadOnlyList<StatusList> StatusLists => _statusLists;

    public IReadOnlyList<TicketManifest> Manifests => _manifests;

    public IReadOnlyList<TicketChanges> Changes => _changes;

    /// <summary>Null, or the refusal.</summary>
    public TrustRefusal? Load(string name, ReadOnlyMemory<byte> file)
    {
        if (TypeOf(name) is not { } type) return TrustRefusal.Malformed;
        if (SignedFile.TryRead(file) is not { } signedFile) return TrustRefusal.Malformed;
        if (!keys.TryGetValue(signedFile.Signer, out var key)) return TrustRefusal.BadSignature;
        if (key.Key.Algorithm != signedFile.Algorithm) return TrustRefusal.BadSignature;
        var signed = SignedFile.SigStructure(signedFile.Protected.Span, type, signedFile.Payload.Span);
        if (!key.Prepared.Verify(signed, signedFile.Signature.Span)) return TrustRefusal.BadSignature;
        return type switch
        {
            TrustNames.StatusType => LoadStatusList(name, signedFile.Payload, key, signed),
            TrustNames.ManifestType => LoadManifest(name, signedFile.Payload, key, signed),
            _ => LoadChanges(name, signedFile.Payload, key, signed),
        };
    }

    private static string? TypeOf(string name) =>
        name.StartsWith(TrustNames.StatusPrefix, StringComparison.Ordinal) ? TrustNames.StatusType
        : name.StartsWith(TrustNames.ManifestPrefix, StringComparison.Ordinal) ? TrustNames.ManifestType
        : name.StartsWith(TrustNames.ChangesPrefix, StringComparison.Ordinal) ? TrustNames.ChangesType
        : null;

    private TrustRefusal? LoadStatusList(string name, ReadOnlyMemory<byte> payload, TrustedKey key, byte[] signed)
    {
        if (StatusList.TryDecode(payload) is not { } list) return TrustRefusal.Malformed;
        if (name != TrustNames.StatusFile(list.Kind, list.Number)) return TrustRefusal.Malformed;
        if (!MaySign(key, TrustNames.StatusPurpose(list.Kind), list.Window)) return TrustRefusal.BadSignature;
        if (targets.Admit(TrustNames.StatusTarget(list.Number), list.Window, signed) is { } refusal) return refusal;
        _statusLists.Add(list with { EndsAt = EndOf(list.Window, key) });
        return null;
    }

    private TrustRefusal? LoadManifest(string name, ReadOnlyMemory<byte> payload, TrustedKey key, byte[] signed)
    {
        if (TicketManifest.TryDecode(payload) is not { } manifest) return TrustRefusal.Malformed;
        if (name != TrustNames.ManifestFile(manifest.Station, manifest.Day)) return TrustRefusal.Malformed;
        if (!MaySign(key, KeyPurpose.Ticketing, manifest.Window)) return TrustRefusal.BadSignature;
        var target = TrustNames.ManifestTarget(manifest.Station, manifest.Day);
        if (targets.Admit(target, manifest.Window, signed) is { } refusal) return refusal;
        _manifests.Add(manifest.EndingAt(EndOf(manifest.Window, key)));
        return null;
    }

    private TrustRefusal? LoadChanges(string name, ReadOnlyMemory<byte> payload, TrustedKey key, byte[] signed)
    {
        if (TicketChanges.TryDecode(payload) is not { } log) return TrustRefusal.Malformed;
        if (name != TrustNames.ChangesFile(log.Station, log.Day)) return TrustRefusal.Malformed;
        if (!MaySign(key, KeyPurpose.Ticketing, log.Window)) return TrustRefusal.BadSignature;
        if (targets.Admit(TrustNames.ChangesTarget(log.Station, log.Day), log.Window, signed) is { } refusal) return refusal;
        _changes.Add(log.EndingAt(EndOf(log.Window, key)));
        return null;
    }

    private static bool MaySign(TrustedKey key, KeyPurpose purpose, TargetWindow window) =>
        key.Purpose == purpose && key.PhaseAt(window.IssuedAt) == KeyPhase.Active;

    // Nothing outlives the tail of the key that signed it, whatever its own expiry says.
    private static UnixTime EndOf(TargetWindow window, TrustedKey key) => window.ExpiresAt < key.EndsAt ? window.ExpiresAt : key.EndsAt;
}
