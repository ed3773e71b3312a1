using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.LiveStation;

/// <summary>Whether the person behind a code could be seen.</summary>
internal enum IdentityKnowledge
{
    Opened,
    /// <summary>The code was refused by its signature or its time: then nobody sees whose it is.</summary>
    NotVerified,
    /// <summary>The key that opens it is not held any more.</summary>
    KeyMissing,
    /// <summary>It does not open: sealed by somebody who has not the issuer's keys.</summary>
    DoesNotOpen,
}

/// <summary>
/// Whose a code is, for those who may see it: only when it was genuine and in its time at an instant (I12). Nothing is kept. Thread-safe.
/// </summary>
/// <param name="trustAt">The trust in force; null while there is none.</param>
/// <param name="keysAt">The keys of rail staff and police for a time.</param>
internal sealed class CodeHolders(Func<TrustStore?> trustAt, Func<UnixTime, UnsealingKeys> keysAt)
{
    /// <summary>The identity is set when it was opened.</summary>
    public (IdentityKnowledge Knowledge, Identity? Identity) Find(ReadOnlySpan<byte> text, UnixTime at)
    {
        if (trustAt() is not { } store) return (IdentityKnowledge.NotVerified, null);
        var check = CodeVerifier.Check(text, store, new TimeReading(at), CodeWindows.Default);
        if (check.Verified is not { } verified) return (IdentityKnowledge.NotVerified, null);
        return Unsealer.TryOpenIdentity(verified, keysAt(at), at, out var identity) switch
        {
            UnsealOutcome.Opened => (IdentityKnowledge.Opened, identity),
            UnsealOutcome.KeyMissing => (IdentityKnowledge.KeyMissing, null),
            UnsealOutcome.Absent or UnsealOutcome.Corrupt => (IdentityKnowledge.DoesNotOpen, null),
        };
    }
}
