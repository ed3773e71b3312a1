namespace TempIdentity.TokenCrypto.Trust;

/// <summary>
/// The directory's limits. Whatever is beyond one is refused as <see cref="TrustRefusal.Malformed"/>; the writer throws instead.
/// </summary>
public static class TrustLimits
{
    /// <summary>Files in a directory at most, ignored ones included.</summary>
    public const int FilesMax = 4_096;

    /// <summary>Bytes of the root file at most.</summary>
    public const int RootBytesMax = 128;

    /// <summary>Bytes of the signed set at most.</summary>
    public const int SetBytesMax = 1_048_576;

    /// <summary>Keys in a set at most.</summary>
    public const int KeysMax = 1_024;

    /// <summary>Bytes of the header of a status list or manifest at most.</summary>
    public const int HeaderBytesMax = 256;

    /// <summary>Entries of a status list at most: as many as an index can name.</summary>
    public const int StatusEntriesMax = 1 << 28;

    /// <summary>Dated rows of a status list at most.</summary>
    public const int StatusRowsMax = 4_000_000;

    /// <summary>Changes in a change log at most.</summary>
    public const int ChangesMax = 200_000;

    /// <summary>Status list numbers run from 0 to this.</summary>
    public const int StatusListNumberMax = 65_535;

    /// <summary>Rows of a manifest at most.</summary>
    public const int ManifestRowsMax = 1_000_000;

    /// <summary>
    /// Seconds from issue to expiry at most, for the set and for every target: expiry is the hard end that no policy stretches, and it
    /// bounds how long a thief of a key can hold a verifier on old content (I8).
    /// </summary>
    public const int LifetimeMaxSeconds = 604_800;

    /// <summary>Seconds that an issue time may lie ahead of the verifier's clock.</summary>
    public const int IssuedAheadMaxSeconds = 300;

    /// <summary>Seconds of a key's tail at most.</summary>
    public const int TailMaxSeconds = 2_678_400;
}
