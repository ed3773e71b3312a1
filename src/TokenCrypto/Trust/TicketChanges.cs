using System.Buffers.Binary;
using System.Formats.Cbor;
using System.Security.Cryptography;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.TokenCrypto.Trust;

/// <summary>A ticket's whole new state, with its number in the day's log.</summary>
public readonly record struct TicketChange(long Number, Ticket Ticket);

/// <summary>
/// The numbered log of what changed in one station's tickets of one day since its manifest: sales, refunds, other trains. Header
/// <c>["TI1/manifest-changes", station, day, version, issued, expires, first number, count]</c>; body: rows of <see cref="TicketRow"/> in
/// the order of their numbers, each sealed for its number. A change is a ticket's whole new state and takes the place of the ticket with
/// its id. Only the traveller's own secret opens a change. Immutable, thread-safe.
/// </summary>
public sealed class TicketChanges
{
    /// <summary>Number of a change at most.</summary>
    public const long NumberMax = 1_000_000_000;

    /// <summary>Changes of one traveller in one log at most.</summary>
    public const int PerTravellerMax = 64;

    private readonly ReadOnlyMemory<byte> _rows;
    private readonly Dictionary<UInt128, int> _byLabel;

    private TicketChanges(
        string station, ServiceDay day, TargetWindow window, long first, ReadOnlyMemory<byte> rows, Dictionary<UInt128, int> byLabel)
    {
        Station = station;
        Day = day;
        Window = window;
        ExpiresAt = window.ExpiresAt;
        First = first;
        _rows = rows;
        _byLabel = byLabel;
    }

    /// <summary>Station code.</summary>
    public string Station { get; }
    /// <summary>Service day.</summary>
    public ServiceDay Day { get; }
    /// <summary>Version of this issue of the log; never decreases (I8).</summary>
    public long Version => Window.Version;
    /// <summary>Signed issue time.</summary>
    public UnixTime IssuedAt => Window.IssuedAt;
    /// <summary>Signed end, exclusive, or the end of its key's tail when that is earlier.</summary>
    public UnixTime ExpiresAt { get; private init; }
    /// <summary>Number of the first change, 1 or more; also in an empty log, where it is the number of the next change.</summary>
    public long First { get; }
    /// <summary>Number of the last change; one below <see cref="First"/> in an empty log.</summary>
    public long Last => First + Count - 1;
    /// <summary>Changes in the log.</summary>
    public int Count => _rows.Length / TicketRow.RowBytes;

    internal TargetWindow Window { get; }

    /// <summary>
    /// The changes of the traveller who holds this secret, by number; empty when there are none. Null when one of theirs does not open or
    /// is no ticket. Throws <see cref="ArgumentException"/> when the secret is not 16 bytes.
    /// </summary>
    public IReadOnlyList<TicketChange>? Find(ReadOnlySpan<byte> manifestSecret)
    {
        if (manifestSecret.Length != TicketRow.SecretBytes) throw new ArgumentException("Not 16 bytes.", nameof(manifestSecret));
        if (Count == 0) return [];
        Span<byte> labelAndKey = stackalloc byte[TicketRow.LabelBytes + AesSiv.KeySizeBytes];
        try
        {
            var changes = new List<TicketChange>();
            for (var nth = 0; nth < PerTravellerMax; nth++)
            {
                TicketRow.Derive(TicketRow.ChangeContext, manifestSecret, Station, Day, nth, labelAndKey);
                if (!_byLabel.TryGetValue(LabelOf(labelAndKey), out var row)) break;
                var sealedTicket = Row(_rows.Span, row)[TicketRow.LabelBytes..];
                if (TicketRow.TryOpen(labelAndKey, First + row, sealedTicket) is not { } ticket) return null;
                changes.Add(new TicketChange(First + row, ticket));
            }
            // A traveller's changes are numbered in the order of the log; anything else was put together by somebody.
            return changes.Zip(changes.Skip(1)).All(pair => pair.First.Number < pair.Second.Number) ? changes : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(labelAndKey);
        }
    }

    /// <summary>Null when the payload is not the one encoding of a log that keeps every rule; no label stands twice.</summary>
    internal static TicketChanges? TryDecode(ReadOnlyMemory<byte> payload)
    {
        if (TargetPayload.TryRead(payload) is not { } parts) return null;
        var log = StrictCbor.TryRead(parts.Header, reader => ReadHeader(reader, parts.Body));
        return log is not null && log.Window.Problem is null && log._byLabel.Count == log.Count
            && parts.Header.Span.SequenceEqual(EncodeHeader(log.Station, log.Day, log.Window, log.First, log.Count))
            ? log
            : null;
    }

    internal TicketChanges EndingAt(UnixTime end) => new(Station, Day, Window, First, _rows, _byLabel) { ExpiresAt = end };

    internal static byte[] EncodeHeader(string station, ServiceDay day, TargetWindow window, long first, int count)
    {
        var writer = StrictCbor.NewWriter();
        writer.WriteStartArray(8);
        writer.WriteTextString(TrustNames.ChangesType);
        writer.WriteTextString(station);
        writer.WriteInt32(day.DayNumber);
        window.Write(writer);
        writer.WriteInt64(first);
        writer.WriteInt32(count);
        writer.WriteEndArray();
        return writer.Encode();
    }

    private static TicketChanges ReadHeader(CborReader reader, ReadOnlyMemory<byte> body)
    {
        reader.Array(8);
        reader.Literal(TrustNames.ChangesType);
        var station = reader.ReadTextString();
        StrictCbor.Require(TrustNames.IsStation(station));
        var day = new ServiceDay(reader.Int(0, ServiceDay.MaxDayNumber));
        var window = TargetWindow.Read(reader);
        var first = reader.ReadInt64();
        StrictCbor.Require(first is >= 1 and <= NumberMax);
        var count = reader.Int(0, TrustLimits.ChangesMax);
        StrictCbor.Require(body.Length == count * TicketRow.RowBytes);
        reader.ReadEndArray();
        return new TicketChanges(station, day, window, first, body, LabelsOf(body.Span, count));
    }

    private static Dictionary<UInt128, int> LabelsOf(ReadOnlySpan<byte> rows, int count)
    {
        var labels = new Dictionary<UInt128, int>(count);
        for (var row = 0; row < count; row++) labels.TryAdd(LabelOf(Row(rows, row)), row);
        return labels;
    }

    private static ReadOnlySpan<byte> Row(ReadOnlySpan<byte> rows, int row) => rows.Slice(row * TicketRow.RowBytes, TicketRow.RowBytes);

    private static UInt128 LabelOf(ReadOnlySpan<byte> row) => BinaryPrimitives.ReadUInt128BigEndian(row);
}
