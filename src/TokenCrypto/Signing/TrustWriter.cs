using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.TokenCrypto.Signing;

/// <summary>A key as published in a set.</summary>
public sealed record PublishedKey(
    KeyId Id, PublicKey Key, KeyPurpose Purpose, UnixTime PublishedAt, UnixTime From, UnixTime Until, int TailSeconds);

/// <summary>A status list to be signed.</summary>
public sealed record StatusListContent(
    int Number, CredentialKind Kind, long Version, UnixTime IssuedAt, UnixTime ExpiresAt, IReadOnlyList<CredentialStatus> Statuses);

/// <summary>A ticket with the secret of the traveller who may open its row.</summary>
public sealed record ManifestRow(ReadOnlyMemory<byte> ManifestSecret, Ticket Ticket);

/// <summary>Writes what <see cref="TrustLoader"/> reads: head office's, issuers' and ticketing's side. No IO.</summary>
public static class TrustWriter
{
    /// <summary>File name of the root's public key.</summary>
    public const string RootFile = "root.cbor";
    /// <summary>File name of the signed set.</summary>
    public const string SetFile = "set.cose";

    /// <summary>The root file's content for a root key.</summary>
    public static byte[] Root(PublicKey root) => throw new NotImplementedException();

    /// <summary>A signed set. Throws <see cref="ArgumentException"/> when a key activates less than 24 h after its publication or identifiers repeat.</summary>
    public static byte[] Set(long version, UnixTime issuedAt, UnixTime expiresAt, IReadOnlyList<PublishedKey> keys, SigningKey root) =>
        throw new NotImplementedException();

    /// <summary>A signed status list and its file name.</summary>
    public static (string File, byte[] Content) StatusList(StatusListContent list, KeyId signer, SigningKey key) =>
        throw new NotImplementedException();

    /// <summary>A signed manifest of a station and day and its file name.</summary>
    public static (string File, byte[] Content) Manifest(
        string station, ServiceDay day, long revision, UnixTime issuedAt, UnixTime expiresAt, IReadOnlyList<ManifestRow> rows, KeyId signer, SigningKey key) =>
        throw new NotImplementedException();

    /// <summary>HMAC-SHA-256(K, document type ‖ number ‖ service day), first 16 bytes: K stays with the issuer and ticketing.</summary>
    public static byte[] ManifestSecret(ReadOnlySpan<byte> manifestKey, Sealing.DocumentType document, string number, ServiceDay day) =>
        throw new NotImplementedException();
}
