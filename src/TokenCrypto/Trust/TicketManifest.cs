using System.Formats.Cbor;
using System.Security.Cryptography;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.TokenCrypto.Trust;

/// <summary>
/// The day's tickets of one station: padded rows that only the traveller's own code opens. Row label and row key come from the manifest
/// secret, station, day and row number by HKDF-SHA-256; rows are sorted by label and sealed with AES-SIV over label ‖ revision. A
/// station's manifest also holds tickets of its neighbour stations, so that a gate can say "wrong station" and not only "no ticket". Rows
/// are searched where they lie in the file's memory. Immutable, thread-safe.
/// </summary>
public sealed class TicketManifest
{
    /// <summary>Rows that one traveller has at most on one day.</summary>
    public const int RowsPerTravellerMax = 8;

    private readonly ReadOnlyMemory<byte> _rows;

    internal TicketManifest(
        string station, ServiceDay day, TargetWindow window, long changes, int rowCount, ReadOnlyMemory<byte> rows)
    {
        Changes = changes;
        Station = station;
        Day = day;
        Window = window;
        ExpiresAt = window.ExpiresAt;
        RowCount = rowCount;
        _rows = rows;
    }

    /// <summary>Station code.</summary>
    public string Station { get; }
    /// <summary>Service day.</summary>
    public ServiceDay Day { get; }
    /// <summary>Revision; never decreases (I8).</summary>
    public long Revision => Window.Version;
    /// <summary>Signed issue time.</summary>
    public UnixTime IssuedAt => Window.IssuedAt;
    /// <summary>Signed end, exclusive, or the end of its key's tail when that is earlier; past it the manifest is stale.</summary>
    public UnixTime ExpiresAt { get; internal init; }
    /// <summary>Number of the day's last change that the rows include; 0 when they include none (<see cref="TicketChanges"/>).</summary>
    public long Changes { get; }
    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    internal TargetWindow Window { get; }

    /// <summary>
    /// The tickets of the traveller who holds this secret, in row order; empty when there are none. Null when a row of theirs is corrupt:
    /// its label is there, but it does not open, or what it holds is no ticket. Throws <see cref="ArgumentException"/> when the secret is
    /// not 16 bytes.
    /// </summary>
    public IReadOnlyList<Ticket>? Find(ReadOnlySpan<byte> manifestSecret)
    {
        if (manifestSecret.Length != TicketRow.SecretBytes) throw new ArgumentException("Not 16 bytes.", nameof(manifestSecret));
        Span<byte> labelAndKey = stackalloc byte[TicketRow.LabelBytes + AesSiv.KeySizeBytes];
        try
        {
            var tickets = new List<Ticket>();
            for (var row = 0; row < RowsPerTravellerMax; row++)
            {
                TicketRow.Derive(TicketRow.ManifestContext, manifestSecret, Station, Day, row, labelAndKey);
                var at = IndexOf(labelAndKey[..TicketRow.LabelBytes]);
                if (at < 0) break;
                if (TicketRow.TryOpen(labelAndKey, Revision, Row(at)[TicketRow.LabelBytes..]) is not { } ticket) return null;
                tickets.Add(ticket);
            }
            return tickets;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(labelAndKey);
        }
    }

    /// <summary>Null when the payload is not the one encoding of a manifest that keeps every rule; rows must ascend by label.</summary>
    internal static TicketManifest? TryDecode(ReadOnlyMemory<byte> payload)
    {
        if (TargetPayload.TryRead(payload) is not { } parts) return null;
        var manifest = StrictCbor.TryRead(parts.Header, reader => ReadHeader(reader, parts.Body));
        return manifest is not null && manifest.Window.Problem is null && manifest.RowsAscend
            && parts.Header.Span.SequenceEqual(EncodeHeader(
                manifest.Station, manifest.Day, manifest.Window, manifest.Changes, manifest.RowCount))
            ? manifest
            : null;
    }

    internal TicketManifest EndingAt(UnixTime end) => new(Station, Day, Window, Changes, RowCount, _rows) { ExpiresAt = end };

    internal static byte[] EncodeHeader(string station, ServiceDay day, TargetWindow window, long changes, int rowCount)
    {
        var writer = StrictCbor.NewWriter();
        writer.WriteStartArray(8);
        writer.WriteTextString(TrustNames.ManifestType);
        writer.WriteTextString(station);
        writer.WriteInt32(day.DayNumber);
        window.Write(writer);
        writer.WriteInt64(changes);
        writer.WriteInt32(rowCount);
        writer.WriteEndArray();
        return writer.Encode();
    }

    private static TicketManifest ReadHeader(CborReader reader, ReadOnlyMemory<byte> body)
    {
        reader.Array(8);
        reader.Literal(TrustNames.ManifestType);
        var station = reader.ReadTextString();
        StrictCbor.Require(TrustNames.IsStation(station));
        var day = new ServiceDay(reader.Int(0, ServiceDay.MaxDayNumber));
        var window = TargetWindow.Read(reader);
        var changes = reader.ReadInt64();
        StrictCbor.Require(changes is >= 0 and <= TicketChanges.NumberMax);
        var rowCount = reader.Int(0, TrustLimits.ManifestRowsMax);
        StrictCbor.Require(body.Length == rowCount * TicketRow.RowBytes);
        reader.ReadEndArray();
        return new TicketManifest(station, day, window, changes, rowCount, body);
    }

    private bool RowsAscend
    {
        get
        {
            for (var row = 1; row < RowCount; row++)
                if (Label(row - 1).SequenceCompareTo(Label(row)) >= 0) return false;
            return true;
        }
    }

    private int IndexOf(ReadOnlySpan<byte> label)
    {
        var (low, high) = (0, RowCount - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = Label(middle).SequenceCompareTo(label);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }
        return -1;
    }

    private ReadOnlySpan<byte> Row(int row) => _rows.Span.Slice(row * TicketRow.RowBytes, TicketRow.RowBytes);

    private ReadOnlySpan<byte> Label(int row) => Row(row)[..TicketRow.LabelBytes];
}
