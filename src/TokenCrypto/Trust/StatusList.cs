using System.Formats.Cbor;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.TokenCrypto.Trust;

/// <summary>
/// A signed status list: header <c>["TI1/status-list", number, kind, version, issued, expires, count]</c>; body: four bits an entry, the
/// first entry in the low half of the first byte (bit order of the IETF Token Status List). Not compressed, so nothing can swell. An
/// unused last half byte is zero. Look-ups are O(1) and read the file's own memory.
/// </summary>
internal sealed record StatusList(int Number, CredentialKind Kind, TargetWindow Window, int Count, ReadOnlyMemory<byte> Packed)
{
    /// <summary>End of use, exclusive: the signed expiry, or the end of its key's tail when that is earlier.</summary>
    public UnixTime EndsAt { get; init; } = Window.ExpiresAt;

    /// <summary>Null when the payload is not the one encoding of a list that keeps every rule.</summary>
    public static StatusList? TryDecode(ReadOnlyMemory<byte> payload)
    {
        if (TargetPayload.TryRead(payload) is not { } parts) return null;
        var list = StrictCbor.TryRead(parts.Header, reader => ReadHeader(reader, parts.Body));
        return list is not null && list.Window.Problem is null && list.BodyFits && parts.Header.Span.SequenceEqual(list.EncodeHeader())
            ? list
            : null;
    }

    public byte[] EncodeHeader()
    {
        var writer = StrictCbor.NewWriter();
        writer.WriteStartArray(7);
        writer.WriteTextString(TrustNames.StatusType);
        writer.WriteInt32(Number);
        writer.WriteInt32((int)Kind);
        Window.Write(writer);
        writer.WriteInt32(Count);
        writer.WriteEndArray();
        return writer.Encode();
    }

    public static byte[] Pack(IReadOnlyList<CredentialStatus> statuses)
    {
        var packed = new byte[PackedBytes(statuses.Count)];
        for (var i = 0; i < statuses.Count; i++) packed[i >> 1] |= (byte)((int)statuses[i] << (i & 1) * 4);
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
        if (index < 0 || index >= Count) return new(StatusKnowledge.Unknown, default, Window.Version, age);
        var status = (CredentialStatus)(Packed.Span[index >> 1] >> (index & 1) * 4 & 0x0F);
        if (!IsStatusOf(Kind, status)) return new(StatusKnowledge.Unknown, default, Window.Version, age);
        return new(now < EndsAt ? StatusKnowledge.Known : StatusKnowledge.Stale, status, Window.Version, age);
    }

    private bool BodyFits => Packed.Length == PackedBytes(Count) && ((Count & 1) == 0 || Packed.Span[^1] >> 4 == 0);

    private static int PackedBytes(int count) => (count + 1) / 2;

    private static StatusList ReadHeader(CborReader reader, ReadOnlyMemory<byte> body)
    {
        reader.Array(7);
        reader.Literal(TrustNames.StatusType);
        var number = reader.Int(0, TrustLimits.StatusListNumberMax);
        var kind = (CredentialKind)reader.ReadInt32();
        StrictCbor.Require(Enum.IsDefined(kind));
        var list = new StatusList(number, kind, TargetWindow.Read(reader), reader.Int(0, TrustLimits.StatusEntriesMax), body);
        reader.ReadEndArray();
        return list;
    }
}
