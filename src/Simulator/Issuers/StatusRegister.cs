using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Issuers;

/// <summary>An issuer's status list: one entry a credential. Each signed issue of the list has a higher version. Thread-safe.</summary>
internal sealed class StatusRegister(int number, CredentialKind kind, KeyRing signers)
{
    /// <summary>Entries of a published list at least, so that its length does not tell how many credentials there are.</summary>
    public const int EntriesMin = 1024;

    /// <summary>Seconds after which a signed list is stale.</summary>
    public const int LifetimeSeconds = 7 * 86_400;

    private readonly Lock _gate = new();
    private readonly List<CredentialStatus> _statuses = [];
    private readonly SortedDictionary<int, IReadOnlyList<StatusEntry>> _entries = [];

    public int Number => number;

    /// <summary>Version of the last signed issue; 0 before the first.</summary>
    public long Version { get; private set; }

    /// <summary>Entries in use.</summary>
    public int Count
    {
        get { lock (_gate) return _statuses.Count; }
    }

    /// <summary>Takes up what an earlier run left.</summary>
    public void Restore(long version, IReadOnlyList<CredentialStatus> statuses)
    {
        lock (_gate)
        {
            Version = version;
            _statuses.Clear();
            _statuses.AddRange(statuses);
            _entries.Clear();
        }
    }

    public IReadOnlyList<CredentialStatus> Statuses
    {
        get { lock (_gate) return [.. _statuses]; }
    }

    /// <summary>The next free entry, with status normal.</summary>
    public StatusReference Allocate()
    {
        lock (_gate)
        {
            _statuses.Add(CredentialStatus.Normal);
            return new StatusReference(number, _statuses.Count - 1);
        }
    }

    public CredentialStatus Get(StatusReference reference)
    {
        lock (_gate) return _statuses[reference.Index];
    }

    /// <summary>Sets a bare status; verifiers learn of it with the next trust set.</summary>
    public void Set(StatusReference reference, CredentialStatus status)
    {
        lock (_gate)
        {
            _statuses[reference.Index] = status;
            _entries.Remove(reference.Index);
        }
    }

    /// <summary>
    /// Sets all statuses of a credential with their reasons and times, in place of what it had; none: normal. Statuses combine; the
    /// verifier tells at each instant which of them hold.
    /// </summary>
    public void SetEntries(StatusReference reference, IReadOnlyList<StatusEntry> entries)
    {
        lock (_gate)
        {
            _statuses[reference.Index] = CredentialStatus.Normal;
            if (entries.Count == 0) _entries.Remove(reference.Index);
            else _entries[reference.Index] = [.. entries];
        }
    }

    /// <summary>The entries that were set; empty for a bare status.</summary>
    public IReadOnlyList<StatusEntry> EntriesOf(StatusReference reference)
    {
        lock (_gate) return _entries.GetValueOrDefault(reference.Index, []);
    }

    /// <summary>The signed list as a trust file.</summary>
    public (string File, byte[] Content) Sign(UnixTime now)
    {
        lock (_gate)
        {
            var padding = Math.Max(0, EntriesMin - _statuses.Count);
            IReadOnlyList<CredentialStatus> entries = [.. _statuses, .. Enumerable.Repeat(CredentialStatus.Normal, padding)];
            var list = new StatusListContent(number, kind, ++Version, now, now + LifetimeSeconds, entries)
            {
                Rows = [.. _entries.SelectMany(pair => pair.Value.Distinct().Select(entry => new StatusRow(pair.Key, entry)))],
            };
            var signer = signers.Active(SignatureAlgorithm.ESP256, now);
            return TrustWriter.StatusList(list, signer.Id, signer.Key);
        }
    }
}
