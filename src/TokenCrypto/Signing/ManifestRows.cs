using System.Security.Cryptography;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.TokenCrypto.Signing;

/// <summary>Seals a manifest's rows and sorts them by label.</summary>
internal static class ManifestRows
{
    public static byte[] Seal(string station, ServiceDay day, long revision, IReadOnlyList<ManifestRow> rows)
    {
        if (rows.Count > TrustLimits.ManifestRowsMax) throw new ArgumentException("Too many rows.", nameof(rows));
        var next = new Dictionary<UInt128, int>();
        var sealedRows = new byte[rows.Count][];
        Span<byte> labelAndKey = stackalloc byte[TicketRow.LabelBytes + AesSiv.KeySizeBytes];
        for (var i = 0; i < rows.Count; i++)
        {
            var (secret, ticket) = rows[i];
            var number = NextNumber(next, secret.Span);
            if (TicketRow.Problem(ticket) is { } problem) throw new ArgumentException(problem, nameof(rows));
            TicketRow.Derive(secret.Span, station, day, number, labelAndKey);
            sealedRows[i] = TicketRow.Seal(labelAndKey, revision, ticket);
        }
        CryptographicOperations.ZeroMemory(labelAndKey);
        Array.Sort(sealedRows, (a, b) => a.AsSpan(..TicketRow.LabelBytes).SequenceCompareTo(b.AsSpan(..TicketRow.LabelBytes)));
        var body = new byte[rows.Count * TicketRow.RowBytes];
        for (var i = 0; i < sealedRows.Length; i++) sealedRows[i].CopyTo(body, i * TicketRow.RowBytes);
        return body;
    }

    private static int NextNumber(Dictionary<UInt128, int> next, ReadOnlySpan<byte> secret)
    {
        if (secret.Length != TicketRow.SecretBytes) throw new ArgumentException("A secret is not 16 bytes.");
        var traveller = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(secret);
        var number = next.GetValueOrDefault(traveller);
        if (number >= TicketManifest.RowsPerTravellerMax) throw new ArgumentException("Too many rows of one traveller.");
        next[traveller] = number + 1;
        return number;
    }
}
