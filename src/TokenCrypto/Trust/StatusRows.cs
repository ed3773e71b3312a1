using System.Buffers.Binary;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.TokenCrypto.Trust;

/// <summary>A status entry with the index of the credential that it belongs to.</summary>
public sealed record StatusRow(int Index, StatusEntry Entry);

/// <summary>
/// The dated part of a status list: rows of 24 bytes, strictly ascending as byte strings: index (4, big-endian), status, reason, flags (bit
/// 0: paper needed), 0, from (8, big-endian seconds), until (8). A credential has at most <see cref="PerCredentialMax"/>. Searched by
/// halving where they lie in the file's memory.
/// </summary>
internal static class StatusRows
{
    public const int RowBytes = 24;

    /// <summary>Rows of one credential at most.</summary>
    public const int PerCredentialMax = 16;

    private const int StatusAt = 4;
    private const int ReasonAt = 5;
    private const int FlagsAt = 6;
    private const int ReservedAt = 7;
    private const int FromAt = 8;
    private const int UntilAt = 16;

    /// <summary>Rows in the order of the file.</summary>
    public static byte[] Encode(IReadOnlyList<StatusRow> rows)
    {
        var encoded = rows.Select(Encode).ToArray();
        Array.Sort(encoded, (a, b) => a.AsSpan().SequenceCompareTo(b));
        return [.. encoded.SelectMany(row => row)];
    }

    /// <summary>The rule that the rows break, or null.</summary>
    public static string? Problem(CredentialKind kind, int entryCount, ReadOnlySpan<byte> rows)
    {
        if (rows.Length % RowBytes != 0) return "Not whole rows.";
        var ofOne = 0;
        for (var at = 0; at < rows.Length; at += RowBytes)
        {
            var row = rows.Slice(at, RowBytes);
            var previous = at == 0 ? default : rows.Slice(at - RowBytes, RowBytes);
            if (at > 0 && previous.SequenceCompareTo(row) >= 0) return "Rows repeat or are not ascending.";
            ofOne = at > 0 && IndexOf(previous) == IndexOf(row) ? ofOne + 1 : 1;
            if (ofOne > PerCredentialMax) return "Too many rows of one credential.";
            if (IndexOf(row) >= (uint)entryCount) return "A row of no entry.";
            if (RowProblem(kind, row) is { } problem) return problem;
        }
        return null;
    }

    /// <summary>A credential's entries that hold at an instant, the deciding one first. Null when it has no row at all.</summary>
    public static IReadOnlyList<StatusEntry>? Find(ReadOnlySpan<byte> rows, int index, UnixTime now)
    {
        var row = FirstOf(rows, (uint)index);
        if (row >= rows.Length / RowBytes || IndexOf(rows[(row * RowBytes)..]) != index) return null;
        var found = new List<StatusEntry>();
        for (; row < rows.Length / RowBytes && IndexOf(rows[(row * RowBytes)..]) == index; row++)
        {
            var entry = Read(rows.Slice(row * RowBytes, RowBytes));
            if (entry.HoldsAt(now)) found.Add(entry);
        }
        return [.. found.OrderBy(entry => StatusSeverity.Rank(entry.Status))];
    }

    private static int FirstOf(ReadOnlySpan<byte> rows, uint index)
    {
        var (low, high) = (0, rows.Length / RowBytes);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (IndexOf(rows[(middle * RowBytes)..]) < index) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static string? RowProblem(CredentialKind kind, ReadOnlySpan<byte> row)
    {
        var entry = Read(row);
        return row[ReservedAt] != 0 || row[FlagsAt] > 1 ? "Unknown flag."
            : !StatusList.IsStatusOf(kind, entry.Status) || !Enum.IsDefined(entry.Reason) ? "Unknown status or reason."
            : entry.Status == CredentialStatus.Normal && !entry.PaperNeeded ? "A row that says nothing."
            : entry.From.Seconds < 0 || entry.Until.Seconds > UnixTime.MaxSeconds || entry.Until <= entry.From ? "Time out of range."
            : null;
    }

    private static uint IndexOf(ReadOnlySpan<byte> row) => BinaryPrimitives.ReadUInt32BigEndian(row);

    private static StatusEntry Read(ReadOnlySpan<byte> row) => new(
        (CredentialStatus)row[StatusAt], (StatusReason)row[ReasonAt], (row[FlagsAt] & 1) != 0,
        Time(row[FromAt..]), Time(row[UntilAt..]));

    private static UnixTime Time(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadInt64BigEndian(bytes));

    private static byte[] Encode(StatusRow row)
    {
        var bytes = new byte[RowBytes];
        BinaryPrimitives.WriteInt32BigEndian(bytes, row.Index);
        bytes[StatusAt] = (byte)row.Entry.Status;
        bytes[ReasonAt] = (byte)row.Entry.Reason;
        bytes[FlagsAt] = row.Entry.PaperNeeded ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(FromAt), row.Entry.From.Seconds);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(UntilAt), row.Entry.Until.Seconds);
        return bytes;
    }
}
