using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.Simulator.Issuers;

/// <summary>What an issuer keeps of a credential.</summary>
/// <param name="Credential">As granted.</param>
/// <param name="LiveAt">The last real-person check that was passed for it (R10).</param>
/// <param name="LastCodeAt">The second that its last code carries (I3).</param>
internal sealed record CredentialEntry(Credential Credential, UnixTime LiveAt, UnixTime LastCodeAt = default);

/// <summary>
/// The credentials of one issuer. A change is kept when the method returns. Implementations are thread-safe, each method by itself and
/// <see cref="Update"/> as one step.
/// </summary>
internal interface ICredentialRegister
{
    /// <summary>Status entries in use: one more than the largest index of a credential's status.</summary>
    int StatusEntries { get; }

    /// <summary>Adds a credential. False when its number is taken.</summary>
    bool TryAdd(CredentialEntry entry);

    /// <summary>An entry; null when there is none.</summary>
    CredentialEntry? Find(CredentialId id);

    /// <summary>
    /// Changes when the last check was and which second was last used, and gives the entry as it is now; null when there is none.
    /// </summary>
    CredentialEntry? Update(CredentialId id, Func<CredentialEntry, CredentialEntry> change);
}

/// <summary>Credentials in memory, for runs that end with the process.</summary>
internal sealed class InMemoryCredentialRegister : ICredentialRegister
{
    private readonly Lock _gate = new();
    private readonly Dictionary<CredentialId, CredentialEntry> _entries = [];

    public int StatusEntries
    {
        get { lock (_gate) return _entries.Count == 0 ? 0 : _entries.Values.Max(entry => entry.Credential.Status.Index) + 1; }
    }

    public bool TryAdd(CredentialEntry entry)
    {
        lock (_gate) return _entries.TryAdd(entry.Credential.Id, entry);
    }

    public CredentialEntry? Find(CredentialId id)
    {
        lock (_gate) return _entries.GetValueOrDefault(id);
    }

    public CredentialEntry? Update(CredentialId id, Func<CredentialEntry, CredentialEntry> change)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(id, out var entry)) return null;
            return _entries[id] = change(entry);
        }
    }
}
