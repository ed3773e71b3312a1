using System.Text;
using TempIdentity.Simulator.Scenarios.Checks;

namespace TempIdentity.Simulator.Tests.Scenarios;

/// <summary>I6: what is in clear is found wherever it lies, and never repeated in the finding.</summary>
public class PrivacySearchTests
{
    [Theory]
    [InlineData("测试甲乙", false)]
    [InlineData("测试甲乙", true)]
    [InlineData("110101185001010017", false)]
    public void A_needle_is_found_in_either_encoding(string secret, bool utf16)
    {
        var search = new PrivacySearch();
        search.Add("the name of person 1", secret);
        byte[] content = [1, 2, 3, .. (utf16 ? Encoding.Unicode : Encoding.UTF8).GetBytes(secret), 4];
        search.Search("somewhere", content);

        var found = Assert.Single(search.Found);
        Assert.DoesNotContain(secret, found, StringComparison.Ordinal);
        Assert.StartsWith("the name of person 1", found, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_below_a_directory_are_searched()
    {
        var directory = Directory.CreateTempSubdirectory("ti-privacy-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(directory, "deep"));
            File.WriteAllText(Path.Combine(directory, "deep", "ledger.db"), "xx 测试甲乙 xx");
            var search = new PrivacySearch();
            search.Add("a name", "测试甲乙");
            search.SearchDirectory(directory);
            Assert.Equal(["a name in ledger.db"], search.Found);
            Assert.Equal(1, search.PlacesSearched);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public void What_is_not_there_is_not_found()
    {
        var search = new PrivacySearch();
        search.Add("a name", "测试甲乙");
        search.Search("somewhere", Encoding.UTF8.GetBytes("测试甲丙"));
        Assert.Empty(search.Found);
    }
}
