using TempIdentity.TokenCrypto.Algorithms;

namespace TempIdentity.TokenCrypto.Trust;

/// <summary>Why a directory of trust was refused.</summary>
public enum TrustRefusal
{
    /// <summary>A mandatory file is absent.</summary>
    Missing,
    /// <summary>A file is not well-formed, or larger than its limit.</summary>
    Malformed,
    /// <summary>A signature does not verify, or its key may not sign this.</summary>
    BadSignature,
    /// <summary>The root is not the pinned one.</summary>
    WrongRoot,
    /// <summary>Older than what was held before (I8).</summary>
    Rollback,
    /// <summary>The set is past its expiry.</summary>
    Expired,
    /// <summary>Issued later than now allows.</summary>
    FromFuture,
}

/// <summary>Result of loading: a store, or a named refusal with the file's name.</summary>
public sealed record TrustLoad(TrustStore? Store, TrustRefusal? Refusal, string? File);

/// <summary>
/// Reads an opaque directory's files into a store. Pure: the caller reads files and clock. The directory holds the root's public key, the signed
/// set, and its signed targets; a TUF client can replace this class and nothing else.
/// </summary>
public static class TrustLoader
{
    /// <summary>Bytes of all files together at most.</summary>
    public const long TotalBytesMax = 268_435_456;

    /// <summary>
    /// Loads. <paramref name="files"/>: file name to content. <paramref name="pinnedRoot"/>: SHA-256 of the root key, or null to take the
    /// directory's own (statelessly, for trying). <paramref name="floors"/>: versions held before, by target name. Never throws for any content.
    /// An expired set loads with <see cref="TrustRefusal.Expired"/> and a store, so that a verifier can say <c>trust_expired</c>.
    /// </summary>
    public static TrustLoad Load(
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, ReadOnlyMemory<byte>? pinnedRoot,
        IReadOnlyDictionary<string, long> floors, UnixTime now, ISignatureProvider provider) =>
        throw new NotImplementedException();
}
