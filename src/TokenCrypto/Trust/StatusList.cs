using System.Formats.Cbor;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.TokenCrypto.Trust;

/// <summary>
/// A signed status list: header <c>["TI1/status-list", number, kind, version, issued, expires, count, rows]</c>; body: four bits an entry,
/// the first entry in the low half of the first byte (bit order of the IETF Token Status List), then the dated rows of
/// <see cref="StatusRows"/>. An entry of <see cref="Dated"/> has its statuses, with reasons and times, in the rows. Not compressed, so
/// nothing can swell. An unused last half byte is zero. Look-ups read the file's own memory: O(1), for dated entries O(log rows).
/// </summary>
internal sealed record StatusList(
    int Number, CredentialKind Kind, TargetWindow Window, int Count, ReadOnlyMemory<byte> Packed, ReadOnlyMemory<byte> Rows)
{
    /// <summary>The value of an entry whose statuses stand in the rows.</summary>
    public const int Dated = 15;


    /// <summary>End of use, exclusive: the signed expiry, or the end of its key's tail when that is earlier.</summary>
    public UnixTime EndsAt { get; init; } = Window.ExpiresAt;

    /// <summary>Null when the payload is not the one encoding of a list that keeps every rule.</summary>
    public static StatusList? TryDecode(ReadOnlyMemory<byte> payload)
    {
        if (TargetPayload.TryRead(payload) is not { } parts) return null;
        var list = StrictCbor.TryRead(parts.Header, reader => ReadHeader(reader, parts.Body));
        return list is not null && list.Window.Problem is null && list.Fits && parts.Header.Span.SequenceEqual(list.EncodeHeader())
            ? list
            : null;
    }

    public byte[] EncodeHeader()
    {
        var writer = StrictCbor.NewWriter();
        writer.WriteStartArray(8);
        writer.WriteTextString(TrustNames.StatusType);
        writer.WriteInt32(Number);
        writer.WriteInt32((int)Kind);
        Window.Write(writer);
        writer.WriteInt32(Count);
        writer.WriteInt32(Rows.Length / StatusRows.RowBytes);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>The entries, four bits each; those that have rows say so.</summary>
    public static byte[] Pack(IReadOnlyList<CredentialStatus> statuses, IReadOnlyList<StatusRow> rows)
    {
        var packed = new byte[PackedBytes(statuses.Count)];
        for (var i = 0; i < statuses.Count; i++) packed[i >> 1] |= (byte)((int)statuses[i] << (i & 1) * 4);
        foreach (var row in rows) packed[row.Index >> 1] |= (byte)(Dated << (row.Index & 1) * 4);
        return packed;
    }

    /// <summary>Ride IDs are normal or revoked; licences have the thirteen of L8–L11.</summary>
    public static bool IsStatusOf(CredentialKind kind, CredentialStatus status) => kind switch
    {
        CredentialKind.RideId => status is CredentialStatus.Normal or CredentialStatus.Revoked,
        CredentialKind.DrivingLicence => Enum.IsDefined(status),
    };

    public StatusLookup Find(int index, UnixTime now)
    {
        var age = Math.Max(0, now - Window.IssuedAt);
        var unknown = new StatusLookup(StatusKnowledge.Unknown, default, Window.Version, age);
        if (index < 0 || index >= Count) return unknown;
        var value = Packed.Span[index >> 1] >> (index & 1) * 4 & 0x0F;
        var knowledge = now < EndsAt ? StatusKnowledge.Known : StatusKnowledge.Stale;
        if (value == Dated)
        {
            if (StatusRows.Find(Rows.Span, index, now) is not { } inForce) return unknown;
            var deciding = StatusSeverity.Deciding(inForce.Select(entry => entry.Status));
            return new(knowledge, deciding, Window.Version, age) { InForce = inForce };
        }
        return IsStatusOf(Kind, (CredentialStatus)value) ? new(knowledge, (CredentialStatus)value, Window.Version, age) : unknown;
    }

    private bool Fits =>
        ((Count & 1) == 0 || Packed.Span[^1] >> 4 == 0) && StatusRows.Problem(Kind, Count, Rows.Span) is null;

    private static int PackedBytes(int count) => (count + 1) / 2;

    private static StatusList ReadHeader(CborReader reader, ReadOnlyMemory<byte> body)
    {
        reader.Array(8);
        reader.Literal(TrustNames.StatusType);
        var number = reader.Int(0, TrustLimits.StatusListNumberMax);
        var kind = (CredentialKind)reader.ReadInt32();
        StrictCbor.Require(Enum.IsDefined(kind));
        var window = TargetWindow.Read(reader);
        var count = reader.Int(0, TrustLimits.StatusEntriesMax);
        var rows = reader.Int(0, TrustLimits.StatusRowsMax);
        reader.ReadEndArray();
        var packed = PackedBytes(count);
        StrictCbor.Require(body.Length == packed + rows * StatusRows.RowBytes);
        return new StatusList(number, kind, window, count, body[..packed], body[packed..]);
    }
}
