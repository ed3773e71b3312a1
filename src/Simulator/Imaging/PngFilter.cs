namespace TempIdentity.Simulator.Imaging;

/// <summary>Undoes the row filters of PNG (ISO/IEC 15948, 9.2) for pixels of whole bytes, or several in a byte.</summary>
internal static class PngFilter
{
    /// <summary>
    /// Works in place; each row is one filter byte and <paramref name="rowBytes"/> bytes. False when a filter is unknown.
    /// </summary>
    /// <param name="pixelBytes">Bytes of a pixel, at least 1.</param>
    public static bool TryUndo(Span<byte> rows, int rowBytes, int pixelBytes)
    {
        ReadOnlySpan<byte> above = new byte[rowBytes];
        for (var at = 0; at < rows.Length; at += rowBytes + 1)
        {
            var row = rows.Slice(at + 1, rowBytes);
            if (!TryUndoRow(rows[at], row, above, pixelBytes)) return false;
            above = row;
        }
        return true;
    }

    private static bool TryUndoRow(byte filter, Span<byte> row, ReadOnlySpan<byte> above, int pixelBytes)
    {
        if (filter > 4) return false;
        for (var x = 0; x < row.Length; x++)
        {
            int left = x >= pixelBytes ? row[x - pixelBytes] : 0;
            int corner = x >= pixelBytes ? above[x - pixelBytes] : 0;
            var guess = filter switch
            {
                0 => 0,
                1 => left,
                2 => above[x],
                3 => (left + above[x]) / 2,
                _ => Paeth(left, above[x], corner),
            };
            row[x] = unchecked((byte)(row[x] + guess));
        }
        return true;
    }

    /// <summary>The neighbour nearest to left + above − corner; on a tie the first of left, above, corner.</summary>
    private static int Paeth(int left, int above, int corner)
    {
        var toLeft = Math.Abs(above - corner);
        var toAbove = Math.Abs(left - corner);
        var toCorner = Math.Abs(left + above - 2 * corner);
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}
