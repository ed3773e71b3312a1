using System.Text;
using System.Text.Json;
using TempIdentity.Simulator.Scenarios.Checks;

namespace TempIdentity.Simulator.Tests.Scenarios;

/// <summary>I6: what is in clear is found wherever it lies, and never repeated in the finding.</summary>
public class PrivacySearchTests
{
    public static TheoryData<string, byte[]> Leaks => new()
    {
        { "测试甲乙", Encoding.UTF8.GetBytes("测试甲乙") },
        { "测试甲乙", Encoding.Unicode.GetBytes("测试甲乙") },
        { "测试甲乙", JsonSerializer.SerializeToUtf8Bytes(new { name = "测试甲乙" }) },
        { "110101185001010017", Encoding.ASCII.GetBytes("id=110101185001010017;") },
        { "TI1:A+B C$D%E*F/G", JsonSerializer.SerializeToUtf8Bytes("TI1:A+B C$D%E*F/G") },
        { "TI1:A+B C$D%E*F/G", Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.ASCII.GetBytes("TI1:A+B C$D%E*F/G"))) },
    };

    [Theory]
    [MemberData(nameof(Leaks))]
    public void A_needle_is_found_however_it_is_written(string secret, byte[] leak)
    {
        var search = new PrivacySearch();
        search.Add("the name of person 1", secret);
        search.Search("somewhere", [1, 2, 3, .. leak, 4]);

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
