using System.Buffers.Binary;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.TokenCrypto.Trust;

/// <summary>
/// One row of a manifest or of its change log, 96 bytes: label (16), then the ticket sealed with AES-SIV (SIV 16, ciphertext 64) under
/// associated data label ‖ number (8 bytes, big-endian: the manifest's revision, the change's number). Label and row key are the first 16
/// and the next 32 bytes of HKDF-SHA-256 (RFC 5869; key material the manifest secret, no salt, info <c>[context, station, day, the
/// traveller's row number]</c> in deterministic CBOR). The ticket is a CBOR array (at most 58 bytes), then 80, then zeros up to 64 bytes,
/// so that a row's length says nothing.
/// </summary>
internal static class TicketRow
{
    public const int SecretBytes = 16;
    public const int LabelBytes = 16;
    public const int TicketBytes = 64;
    public const int RowBytes = LabelBytes + AesSiv.SivSizeBytes + TicketBytes;
    private const int AssociatedBytes = LabelBytes + sizeof(long);
    private const byte PaddingMark = 0x80;

    /// <summary>Context of a manifest's rows.</summary>
    public const string ManifestContext = "TI1/manifest-row";

    /// <summary>Context of a change log's rows.</summary>
    public const string ChangeContext = "TI1/manifest-change";

    /// <summary>
    /// Label and key of a traveller's row, <see cref="LabelBytes"/> and <see cref="AesSiv.KeySizeBytes"/> bytes in one span.
    /// </summary>
    public static void Derive(
        string context, ReadOnlySpan<byte> secret, string station, ServiceDay day, int row, Span<byte> labelAndKey) =>
        Derive(Info(context, station, day, row), secret, labelAndKey);

    /// <summary>The same with <see cref="Info"/> made before: it is the same for all travellers.</summary>
    public static void Derive(ReadOnlySpan<byte> info, ReadOnlySpan<byte> secret, Span<byte> labelAndKey) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, labelAndKey, salt: default, info);

    /// <summary>HKDF's info of a traveller's row.</summary>
    public static byte[] Info(string context, string station, ServiceDay day, int row)
    {
        var info = StrictCbor.NewWriter();
        info.WriteStartArray(4);
        info.WriteTextString(context);
        info.WriteTextString(station);
        info.WriteInt32(day.DayNumber);
        info.WriteInt32(row);
        info.WriteEndArray();
        return info.Encode();
    }

    /// <summary>Seals a ticket into the <see cref="RowBytes"/> bytes of its row.</summary>
    public static void Seal(ReadOnlySpan<byte> labelAndKey, long number, Ticket ticket, Span<byte> row)
    {
        Span<byte> padded = stackalloc byte[TicketBytes];
        Span<byte> aad = stackalloc byte[AssociatedBytes];
        Encode(ticket, padded);
        labelAndKey[..LabelBytes].CopyTo(row);
        AssociatedData(row[..LabelBytes], number, aad);
        AesSiv.Seal(labelAndKey[LabelBytes..], aad, padded, row[LabelBytes..RowBytes]);
    }

    /// <summary>Null when the row was not sealed with this key for this number, or holds no ticket.</summary>
    public static Ticket? TryOpen(ReadOnlySpan<byte> labelAndKey, long number, ReadOnlySpan<byte> sealedTicket)
    {
        Span<byte> aad = stackalloc byte[AssociatedBytes];
        AssociatedData(labelAndKey[..LabelBytes], number, aad);
        return AesSiv.TryOpen(labelAndKey[LabelBytes..], aad, sealedTicket, out var padded) ? TryDecode(padded) : null;
    }

    /// <summary>The rule that does not hold, or null.</summary>
    public static string? Problem(Ticket ticket) =>
        !Enum.IsDefined(ticket.Kind) || !Enum.IsDefined(ticket.State) ? "Unknown kind or state of a ticket."
        : !TrustNames.IsTrain(ticket.Train) ? "Not a train number."
        : !TrustNames.IsStation(ticket.Origin) || !TrustNames.IsStation(ticket.Destination) ? "Not a station code."
        : !InRange(ticket.EntryFrom) || !InRange(ticket.EntryUntil) || !InRange(ticket.ExitUntil) ? "Instant out of range."
        : ticket.EntryUntil <= ticket.EntryFrom ? "Check-in closes before it opens."
        : ticket.ExitUntil <= ticket.EntryFrom ? "Latest exit before check-in opens."
        : ticket.Rides is < 1 or > Ticket.RidesMax ? "Rides out of range."
        : null;

    /// <summary>A ticket that has no <see cref="Problem"/>, padded.</summary>
    public static byte[] Encode(Ticket ticket)
    {
        var padded = new byte[TicketBytes];
        Encode(ticket, padded);
        return padded;
    }

    private static void Encode(Ticket ticket, Span<byte> padded)
    {
        padded.Clear();
        var writer = new CborSpanWriter(padded);
        writer.Array(10);
        writer.Unsigned(ticket.TicketId);
        writer.Integer((int)ticket.Kind);
        writer.Integer((int)ticket.State);
        Text(ref writer, ticket.Train);
        Text(ref writer, ticket.Origin);
        Text(ref writer, ticket.Destination);
        writer.Integer(ticket.EntryFrom.Seconds);
        writer.Integer(ticket.EntryUntil.Seconds);
        writer.Integer(ticket.ExitUntil.Seconds);
        writer.Integer(ticket.Rides);
        padded[writer.Length] = PaddingMark;
    }

    /// <summary>Null when the padded bytes are not the one encoding of a ticket that keeps every rule.</summary>
    public static Ticket? TryDecode(byte[] padded)
    {
        var end = padded.AsSpan().LastIndexOfAnyExcept((byte)0);
        if (end < 0 || padded[end] != PaddingMark) return null;
        var ticket = StrictCbor.TryRead(padded.AsMemory(..end), Read);
        return ticket is not null && Problem(ticket) is null && padded.AsSpan().SequenceEqual(Encode(ticket)) ? ticket : null;
    }

    private static Ticket Read(CborReader reader)
    {
        reader.Array(10);
        var ticket = new Ticket(
            reader.ReadUInt64(), (TicketKind)reader.ReadInt32(), (TicketState)reader.ReadInt32(), reader.ReadTextString(),
            reader.ReadTextString(), reader.ReadTextString(), reader.Time(), reader.Time(), reader.Time(), reader.ReadInt32());
        reader.ReadEndArray();
        return ticket;
    }

    private static bool InRange(UnixTime time) => time.Seconds is >= 0 and <= UnixTime.MaxSeconds;

    private static void AssociatedData(ReadOnlySpan<byte> label, long number, Span<byte> aad)
    {
        label.CopyTo(aad);
        BinaryPrimitives.WriteInt64BigEndian(aad[LabelBytes..], number);
    }

    // Train and stations are ASCII, at most eight characters.
    private static void Text(ref CborSpanWriter writer, string text)
    {
        Span<byte> ascii = stackalloc byte[text.Length];
        Encoding.ASCII.GetBytes(text, ascii);
        writer.Text(ascii);
    }
}
