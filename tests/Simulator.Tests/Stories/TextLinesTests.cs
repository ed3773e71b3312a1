using TempIdentity.Simulator.Stories;

namespace TempIdentity.Simulator.Tests.Stories;

public sealed class TextLinesTests
{
    [Fact]
    public void Chinese_takes_two_columns_and_may_be_parted_anywhere() =>
        Assert.Equal(["请前往车", "站的公安", "制证窗口"], TextLines.Wrap("请前往车站的公安制证窗口", 8));

    [Fact]
    public void Closing_punctuation_stays_with_what_it_closes_and_opening_with_what_follows() =>
        Assert.Equal(["请点击", "“刷新”。"], TextLines.Wrap("请点击“刷新”。", 8));

    [Fact]
    public void Words_stay_whole() => Assert.Equal(["Tap Refresh", "and try", "again"], TextLines.Wrap("Tap Refresh and try again", 11));

    [Fact]
    public void A_word_wider_than_a_line_stands_alone() => Assert.Equal(["a", "aaaaaaaa", "b"], TextLines.Wrap("a aaaaaaaa b", 4));

    [Fact]
    public void Mixed_text_is_measured_by_column() => Assert.Equal(10, TextLines.Columns("G1次 ok 𠮷"));
}
