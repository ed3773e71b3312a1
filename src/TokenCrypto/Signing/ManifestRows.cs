using System.Security.Cryptography;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.TokenCrypto.Signing;

/// <summary>Seals a manifest's rows and sorts them by label; seals a change log's rows in the order of their numbers.</summary>
internal static class ManifestRows
{
    /// <summary>A manifest's rows, every one sealed for the revision, sorted by label.</summary>
    public static byte[] Seal(string station, ServiceDay day, long revision, IReadOnlyList<ManifestRow> rows)
    {
        if (rows.Count > TrustLimits.ManifestRowsMax) throw new ArgumentException("Too many rows.", nameof(rows));
        var sealedRows = SealEach(
            TicketRow.ManifestContext, station, day, rows, TicketManifest.RowsPerTravellerMax, _ => revision);
        Array.Sort(sealedRows, (a, b) => a.AsSpan(..TicketRow.LabelBytes).SequenceCompareTo(b.AsSpan(..TicketRow.LabelBytes)));
        return Join(sealedRows);
    }

    /// <summary>A log's rows, the first sealed for number <paramref name="first"/>, the next for the one after it.</summary>
    public static byte[] SealChanges(string station, ServiceDay day, long first, IReadOnlyList<ManifestRow> rows)
    {
        if (rows.Count > TrustLimits.ChangesMax) throw new ArgumentException("Too many changes.", nameof(rows));
        return Join(SealEach(
            TicketRow.ChangeContext, station, day, rows, TicketChanges.PerTravellerMax, row => first + row));
    }

    private static byte[][] SealEach(
        string context, string station, ServiceDay day, IReadOnlyList<ManifestRow> rows, int perTravellerMax,
        Func<int, long> numberOf)
    {
        var next = new Dictionary<UInt128, int>();
        var sealedRows = new byte[rows.Count][];
        Span<byte> labelAndKey = stackalloc byte[TicketRow.LabelBytes + AesSiv.KeySizeBytes];
        for (var i = 0; i < rows.Count; i++)
        {
            var (secret, ticket) = rows[i];
            if (TicketRow.Problem(ticket) is { } problem) throw new ArgumentException(problem, nameof(rows));
            var nth = NextNumber(next, secret.Span, perTravellerMax);
            TicketRow.Derive(context, secret.Span, station, day, nth, labelAndKey);
            sealedRows[i] = TicketRow.Seal(labelAndKey, numberOf(i), ticket);
        }
        CryptographicOperations.ZeroMemory(labelAndKey);
        return sealedRows;
    }

    private static byte[] Join(byte[][] rows)
    {
        var body = new byte[rows.Length * TicketRow.RowBytes];
        for (var i = 0; i < rows.Length; i++) rows[i].CopyTo(body, i * TicketRow.RowBytes);
        return body;
    }

    private static int NextNumber(Dictionary<UInt128, int> next, ReadOnlySpan<byte> secret, int max)
    {
        if (secret.Length != TicketRow.SecretBytes) throw new ArgumentException("A secret is not 16 bytes.");
        var traveller = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(secret);
        var number = next.GetValueOrDefault(traveller);
        if (number >= max) throw new ArgumentException("Too many rows of one traveller.");
        next[traveller] = number + 1;
        return number;
    }
}
