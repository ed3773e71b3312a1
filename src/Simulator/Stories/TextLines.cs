using System.Text;

namespace TempIdentity.Simulator.Stories;

/// <summary>
/// Breaks text into lines of a terminal. Chinese characters take two columns and may be parted anywhere, but not before closing
/// punctuation nor after an opening one; English words stay whole. Pure.
/// </summary>
internal static class TextLines
{
    /// <summary>From here on characters are wide: CJK, their punctuation, full-width forms.</summary>
    private const int FirstWide = 0x2E80;

    private const string NeverFirst = "，。；：？！、）】」”》)”,.;:?!";
    private const string NeverLast = "（【「“《(";

    /// <summary>Columns that a text takes.</summary>
    public static int Columns(string text) => text.EnumerateRunes().Sum(Columns);

    /// <summary>Lines of at most so many columns; a piece that is wider than a line stands alone.</summary>
    public static IEnumerable<string> Wrap(string text, int columnsMax)
    {
        var line = new StringBuilder();
        var used = 0;
        foreach (var piece in Pieces(text))
        {
            var wide = Columns(piece.TrimEnd());
            if (used > 0 && used + wide > columnsMax)
            {
                yield return line.ToString().TrimEnd();
                line.Clear();
                used = 0;
            }
            line.Append(piece);
            used += Columns(piece);
        }
        if (line.Length > 0) yield return line.ToString().TrimEnd();
    }

    private static int Columns(Rune rune) => rune.Value >= FirstWide ? 2 : 1;

    /// <summary>What must stay together: a word with the space after it, a wide character with the punctuation around it.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        var piece = new StringBuilder();
        Rune? before = null;
        foreach (var rune in text.EnumerateRunes())
        {
            if (before is { } last && MayPart(last, rune))
            {
                yield return piece.ToString();
                piece.Clear();
            }
            piece.Append(rune);
            before = rune;
        }
        if (piece.Length > 0) yield return piece.ToString();
    }

    private static bool MayPart(Rune last, Rune next)
    {
        if (NeverFirst.Contains(next.ToString(), StringComparison.Ordinal)) return false;
        if (NeverLast.Contains(last.ToString(), StringComparison.Ordinal) || next.Value == ' ') return false;
        return last.Value == ' ' || last.Value >= FirstWide || next.Value >= FirstWide;
    }
}
