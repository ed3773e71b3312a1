using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.TokenCrypto.Signing;

/// <summary>
/// Seals a manifest's rows and sorts them by label; seals a change log's rows in the order of their numbers. Rows are sealed on all cores,
/// each into its own place, so the bytes do not depend on how the work was shared out.
/// </summary>
internal static class ManifestRows
{
    /// <summary>Rows that one core takes at a time.</summary>
    private const int ChunkRows = 2048;

    /// <summary>A manifest's rows, every one sealed for the revision, sorted by label.</summary>
    public static byte[] Seal(string station, ServiceDay day, long revision, IReadOnlyList<ManifestRow> rows)
    {
        if (rows.Count > TrustLimits.ManifestRowsMax) throw new ArgumentException("Too many rows.", nameof(rows));
        var body = SealEach(TicketRow.ManifestContext, station, day, rows, TicketManifest.RowsPerTravellerMax, _ => revision);
        SortByLabel(body);
        return body;
    }

    /// <summary>A log's rows, the first sealed for number <paramref name="first"/>, the next for the one after it.</summary>
    public static byte[] SealChanges(string station, ServiceDay day, long first, IReadOnlyList<ManifestRow> rows)
    {
        if (rows.Count > TrustLimits.ChangesMax) throw new ArgumentException("Too many changes.", nameof(rows));
        return SealEach(TicketRow.ChangeContext, station, day, rows, TicketChanges.PerTravellerMax, row => first + row);
    }

    private static byte[] SealEach(
        string context, string station, ServiceDay day, IReadOnlyList<ManifestRow> rows, int perTravellerMax, Func<int, long> numberOf)
    {
        var nths = Number(rows, perTravellerMax);
        var infos = Enumerable.Range(0, perTravellerMax).Select(nth => TicketRow.Info(context, station, day, nth)).ToArray();
        var body = new byte[rows.Count * TicketRow.RowBytes];
        Parallel.For(0, (rows.Count + ChunkRows - 1) / ChunkRows, chunk =>
        {
            Span<byte> labelAndKey = stackalloc byte[TicketRow.LabelBytes + AesSiv.KeySizeBytes];
            var end = Math.Min(rows.Count, (chunk + 1) * ChunkRows);
            for (var i = chunk * ChunkRows; i < end; i++)
            {
                var (secret, ticket) = rows[i];
                TicketRow.Derive(infos[nths[i]], secret.Span, labelAndKey);
                TicketRow.Seal(labelAndKey, numberOf(i), ticket, Row(body, i));
            }
            CryptographicOperations.ZeroMemory(labelAndKey);
        });
        return body;
    }

    /// <summary>Checks every row and gives it its number among its traveller's.</summary>
    private static byte[] Number(IReadOnlyList<ManifestRow> rows, int max)
    {
        var next = new Dictionary<UInt128, int>(rows.Count);
        var nths = new byte[rows.Count];
        for (var i = 0; i < nths.Length; i++)
        {
            var (secret, ticket) = rows[i];
            if (TicketRow.Problem(ticket) is { } problem) throw new ArgumentException(problem, nameof(rows));
            if (secret.Length != TicketRow.SecretBytes) throw new ArgumentException("A secret is not 16 bytes.", nameof(rows));
            var traveller = BinaryPrimitives.ReadUInt128BigEndian(secret.Span);
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(next, traveller, out _);
            if (number >= max) throw new ArgumentException("Too many rows of one traveller.", nameof(rows));
            nths[i] = (byte)number++;
        }
        return nths;
    }

    /// <summary>Sorts where the rows lie: a copy of half a million rows is 48 MB.</summary>
    private static void SortByLabel(byte[] body)
    {
        var labels = new UInt128[body.Length / TicketRow.RowBytes];
        for (var i = 0; i < labels.Length; i++) labels[i] = BinaryPrimitives.ReadUInt128BigEndian(Row(body, i));
        var from = Enumerable.Range(0, labels.Length).ToArray();
        Array.Sort(labels, from);
        Span<byte> held = stackalloc byte[TicketRow.RowBytes];
        for (var start = 0; start < from.Length; start++)
        {
            // A cycle of rows that take each other's places; what has been placed points to itself.
            Row(body, start).CopyTo(held);
            var place = start;
            for (var next = from[place]; next != start; next = from[place])
            {
                Row(body, next).CopyTo(Row(body, place));
                from[place] = place;
                place = next;
            }
            held.CopyTo(Row(body, place));
            from[place] = place;
        }
    }

    private static Span<byte> Row(byte[] body, int row) => body.AsSpan(row * TicketRow.RowBytes, TicketRow.RowBytes);
}
