using System.Buffers.Binary;
using System.Formats.Cbor;
using System.Security.Cryptography;
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
    private const byte PaddingMark = 0x80;

    /// <summary>Context of a manifest's rows.</summary>
    public const string ManifestContext = "TI1/manifest-row";

    /// <summary>Context of a change log's rows.</summary>
    public const string ChangeContext = "TI1/manifest-change";

    /// <summary>
    /// Label and key of a traveller's row, <see cref="LabelBytes"/> and <see cref="AesSiv.KeySizeBytes"/> bytes in one span.
    /// </summary>
    public static void Derive(
        string context, ReadOnlySpan<byte> secret, string station, ServiceDay day, int row, Span<byte> labelAndKey)
    {
        var info = StrictCbor.NewWriter();
        info.WriteStartArray(4);
        info.WriteTextString(context);
        info.WriteTextString(station);
        info.WriteInt32(day.DayNumber);
        info.WriteInt32(row);
        info.WriteEndArray();
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, labelAndKey, salt: default, info.Encode());
    }

    public static byte[] Seal(ReadOnlySpan<byte> labelAndKey, long number, Ticket ticket)
    {
        var label = labelAndKey[..LabelBytes];
        return [.. label, .. AesSiv.Seal(labelAndKey[LabelBytes..], AssociatedData(label, number), Encode(ticket))];
    }

    /// <summary>Null when the row was not sealed with this key for this number, or holds no ticket.</summary>
    public static Ticket? TryOpen(ReadOnlySpan<byte> labelAndKey, long number, ReadOnlySpan<byte> sealedTicket)
    {
        var aad = AssociatedData(labelAndKey[..LabelBytes], number);
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

    public static byte[] Encode(Ticket ticket)
    {
        var writer = StrictCbor.NewWriter();
        writer.WriteStartArray(10);
        writer.WriteUInt64(ticket.TicketId);
        writer.WriteInt32((int)ticket.Kind);
        writer.WriteInt32((int)ticket.State);
        writer.WriteTextString(ticket.Train);
        writer.WriteTextString(ticket.Origin);
        writer.WriteTextString(ticket.Destination);
        writer.WriteInt64(ticket.EntryFrom.Seconds);
        writer.WriteInt64(ticket.EntryUntil.Seconds);
        writer.WriteInt64(ticket.ExitUntil.Seconds);
        writer.WriteInt32(ticket.Rides);
        writer.WriteEndArray();
        var padded = new byte[TicketBytes];
        padded[writer.Encode(padded)] = PaddingMark;
        return padded;
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

    private static byte[] AssociatedData(ReadOnlySpan<byte> label, long number)
    {
        var aad = new byte[LabelBytes + sizeof(long)];
        label.CopyTo(aad);
        BinaryPrimitives.WriteInt64BigEndian(aad.AsSpan(LabelBytes), number);
        return aad;
    }
}
