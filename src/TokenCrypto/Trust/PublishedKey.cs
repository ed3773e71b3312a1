using TempIdentity.TokenCrypto.Algorithms;

namespace TempIdentity.TokenCrypto.Trust;

/// <summary>A key as published in a set.</summary>
/// <param name="Id">Its identifier, unique in the set.</param>
/// <param name="Key">The public key; its algorithm is part of it.</param>
/// <param name="Purpose">What it may sign.</param>
/// <param name="PublishedAt">When it was first in a set; not after the set's issue.</param>
/// <param name="From">Start of its window, inclusive; 24 h or more after <paramref name="PublishedAt"/>.</param>
/// <param name="Until">End of its window, exclusive.</param>
/// <param name="TailSeconds">Seconds after the end in which what it signed still verifies, 0 to
/// <see cref="TrustLimits.TailMaxSeconds"/>.</param>
public sealed record PublishedKey(
    KeyId Id, PublicKey Key, KeyPurpose Purpose, UnixTime PublishedAt, UnixTime From, UnixTime Until, int TailSeconds);
