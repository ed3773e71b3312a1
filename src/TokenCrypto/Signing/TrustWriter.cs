using System.Security.Cryptography;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.TokenCrypto.Signing;

/// <summary>A status list to be signed: a bare status for each entry; entries with rows are told by those instead.</summary>
public sealed record StatusListContent(
    int Number, CredentialKind Kind, long Version, UnixTime IssuedAt, UnixTime ExpiresAt, IReadOnlyList<CredentialStatus> Statuses)
{
    /// <summary>Statuses with reason and time, in any order; none repeats.</summary>
    public IReadOnlyList<StatusRow> Rows { get; init; } = [];
}

/// <summary>A ticket with the secret of the traveller who may open its row.</summary>
public sealed record ManifestRow(ReadOnlyMemory<byte> ManifestSecret, Ticket Ticket);

/// <summary>
/// Writes what <see cref="TrustLoader"/> reads: head office's, issuers' and ticketing's side. No IO. Every method throws
/// <see cref="ArgumentException"/> for content that the loader would refuse for what it says; whether the key may sign it, only the set
/// knows. Versions run from 1 and never exceed their issue time in seconds; expiry is at most 7 days after the issue. Thread-safe.
/// </summary>
public static class TrustWriter
{
    /// <summary>File name of the root's public key.</summary>
    public const string RootFile = TrustNames.RootFile;
    /// <summary>File name of the signed set.</summary>
    public const string SetFile = TrustNames.SetFile;

    /// <summary>Bytes of the key from which manifest secrets are made, at least.</summary>
    public const int ManifestKeyBytesMin = 32;

    private const string SecretContext = "TI1/manifest-secret";
    private const int DocumentNumberCharsMax = 64;

    /// <summary>The root file's content for a root key.</summary>
    public static byte[] Root(PublicKey root) => RootKeyFile.Encode(root);

    /// <summary>
    /// A signed set; <paramref name="freshness"/> is <see cref="FreshnessPolicy.Default"/> when not given. Throws
    /// <see cref="ArgumentException"/> when a key activates less than 24 h after its publication, is published after the set's issue, or
    /// identifiers repeat.
    /// </summary>
    public static byte[] Set(
        long version, UnixTime issuedAt, UnixTime expiresAt, IReadOnlyList<PublishedKey> keys, SigningKey root,
        FreshnessPolicy? freshness = null)
    {
        var set = new TrustSet(
            new TargetWindow(version, issuedAt, expiresAt), freshness ?? FreshnessPolicy.Default, [.. keys.OrderBy(key => key.Id.Value)]);
        if (set.Problem is { } problem) throw new ArgumentException(problem, nameof(keys));
        return SignedFileWriter.Sign(TrustNames.SetType, set.Encode(), RootKeyFile.IdOf(root.PublicKey), root);
    }

    /// <summary>A signed status list and its file name.</summary>
    public static (string File, byte[] Content) StatusList(StatusListContent list, KeyId signer, SigningKey key)
    {
        var window = new TargetWindow(list.Version, list.IssuedAt, list.ExpiresAt);
        if (window.Problem is { } problem) throw new ArgumentException(problem, nameof(list));
        if (list.Number is < 0 or > TrustLimits.StatusListNumberMax) throw new ArgumentException("List number out of range.", nameof(list));
        if (list.Statuses.Count > TrustLimits.StatusEntriesMax) throw new ArgumentException("Too many entries.", nameof(list));
        if (!list.Statuses.All(status => Trust.StatusList.IsStatusOf(list.Kind, status)))
            throw new ArgumentException("A status that this kind of credential does not have.", nameof(list));
        var rows = StatusRows.Encode(list.Rows);
        if (list.Rows.Count > TrustLimits.StatusRowsMax) throw new ArgumentException("Too many rows.", nameof(list));
        if (StatusRows.Problem(list.Kind, list.Statuses.Count, rows) is { } broken) throw new ArgumentException(broken, nameof(list));
        var packed = Trust.StatusList.Pack(list.Statuses, list.Rows);
        var header = new StatusList(list.Number, list.Kind, window, list.Statuses.Count, packed, rows).EncodeHeader();
        var content = SignedFileWriter.Sign(TrustNames.StatusType, TargetPayload.Encode(header, [.. packed, .. rows]), signer, key);
        return (TrustNames.StatusFile(list.Kind, list.Number), content);
    }

    /// <summary>
    /// A signed manifest of a station and day and its file name. Rows of one traveller keep their order. Throws
    /// <see cref="ArgumentException"/> when a traveller has more than <see cref="TicketManifest.RowsPerTravellerMax"/>, or a secret is
    /// not 16 bytes. <paramref name="changes"/>: number of the day's last change that the rows include.
    /// </summary>
    public static (string File, byte[] Content) Manifest(
        string station, ServiceDay day, long revision, UnixTime issuedAt, UnixTime expiresAt, IReadOnlyList<ManifestRow> rows,
        KeyId signer, SigningKey key, long changes = 0)
    {
        var window = new TargetWindow(revision, issuedAt, expiresAt);
        if (window.Problem is { } problem) throw new ArgumentException(problem, nameof(revision));
        if (!TrustNames.IsStation(station)) throw new ArgumentException("Not a station code.", nameof(station));
        if (day.DayNumber is < 0 or > ServiceDay.MaxDayNumber) throw new ArgumentException("Day out of range.", nameof(day));
        if (changes is < 0 or > TicketChanges.NumberMax) throw new ArgumentException("Change number out of range.", nameof(changes));
        var body = ManifestRows.Seal(station, day, revision, rows);
        var payload = TargetPayload.Encode(TicketManifest.EncodeHeader(station, day, window, changes, rows.Count), body);
        return (TrustNames.ManifestFile(station, day), SignedFileWriter.Sign(TrustNames.ManifestType, payload, signer, key));
    }

    /// <summary>
    /// A signed change log of a station's manifest and day and its file name. The first row has the number <paramref name="first"/>, each
    /// next one the number after it; an empty log tells with <paramref name="first"/> where it stands. A manifest is of no use without one.
    /// </summary>
    public static (string File, byte[] Content) ManifestChanges(
        string station, ServiceDay day, long version, UnixTime issuedAt, UnixTime expiresAt, long first, IReadOnlyList<ManifestRow> rows,
        KeyId signer, SigningKey key)
    {
        var window = new TargetWindow(version, issuedAt, expiresAt);
        if (window.Problem is { } problem) throw new ArgumentException(problem, nameof(version));
        if (!TrustNames.IsStation(station)) throw new ArgumentException("Not a station code.", nameof(station));
        if (day.DayNumber is < 0 or > ServiceDay.MaxDayNumber) throw new ArgumentException("Day out of range.", nameof(day));
        if (first is < 1 or > TicketChanges.NumberMax) throw new ArgumentException("Change number out of range.", nameof(first));
        var body = ManifestRows.SealChanges(station, day, first, rows);
        var payload = TargetPayload.Encode(TicketChanges.EncodeHeader(station, day, window, first, rows.Count), body);
        return (TrustNames.ChangesFile(station, day), SignedFileWriter.Sign(TrustNames.ChangesType, payload, signer, key));
    }

    /// <summary>
    /// HMAC-SHA-256(K, document type ‖ number ‖ service day), first 16 bytes: K (32 bytes or more) stays with the issuer and ticketing.
    /// What is hashed is <c>["TI1/manifest-secret", document type, number, day]</c> in deterministic CBOR, letters of the number in upper
    /// case.
    /// </summary>
    public static byte[] ManifestSecret(ReadOnlySpan<byte> manifestKey, DocumentType document, string number, ServiceDay day)
    {
        if (manifestKey.Length < ManifestKeyBytesMin) throw new ArgumentException("Key too short.", nameof(manifestKey));
        if (!Enum.IsDefined(document)) throw new ArgumentException("Unknown document type.", nameof(document));
        // The message never names the number: it is personal.
        if (number.Length is < 1 or > DocumentNumberCharsMax) throw new ArgumentException("Number of a wrong length.", nameof(number));
        var writer = StrictCbor.NewWriter();
        writer.WriteStartArray(4);
        writer.WriteTextString(SecretContext);
        writer.WriteInt32((int)document);
        writer.WriteTextString(number.ToUpperInvariant());
        writer.WriteInt32(day.DayNumber);
        writer.WriteEndArray();
        return HMACSHA256.HashData(manifestKey, writer.Encode())[..TicketRow.SecretBytes];
    }
}
