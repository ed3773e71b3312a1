using System.Text;
using TempIdentity.Simulator.Issuers;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Simulator.Tests.Issuers;

public class PeopleTests
{
    [Theory]
    [InlineData("110101185001010018", true)]
    [InlineData("110101185001010010", false)]
    [InlineData("11010118500101019X", true)]
    [InlineData("11010118500101019x", false)]
    [InlineData("110101185001010191", false)]
    [InlineData("11010118500101019", false)]
    [InlineData("11010118500101019X0", false)]
    [InlineData("11010118501330008X", false)]
    [InlineData("99010118500101002X", false)]
    [InlineData("11010１18500101019X", false)]
    [InlineData("", false)]
    public void A_number_needs_region_date_and_check_character_R3(string number, bool valid) =>
        Assert.Equal(valid, ResidentCardNumber.IsValid(number));

    [Fact]
    public void People_are_distinct_valid_and_nobody_real()
    {
        var random = new Random(5);
        var people = Enumerable.Range(0, 3000).Select(index => People.Make(random, index)).ToArray();
        Assert.All(people, person => Assert.True(ResidentCardNumber.IsValid(person.Number)));
        Assert.Equal(3000, people.Select(person => person.Number).Distinct().Count());
        Assert.All(people, person => Assert.InRange(int.Parse(person.Number.AsSpan(6, 4)), 1850, 1869));
        Assert.All(people, person => Assert.StartsWith("测试", person.Name, StringComparison.Ordinal));
        Assert.All(people, person => Assert.InRange(person.Name.EnumerateRunes().Count(), 3, CodeLimits.NameCharsMax));
        Assert.Contains(people, person => person.Number.EndsWith('X'));
        Assert.Contains(people, person => person.Name.EnumerateRunes().Count() == CodeLimits.NameCharsMax);
        Assert.Contains(people, person => Encoding.UTF8.GetByteCount(person.Name) > 3 * person.Name.EnumerateRunes().Count());
    }

    [Fact]
    public void The_same_seed_gives_the_same_people()
    {
        Assert.Equal(First(3), First(3));
        Assert.NotEqual(First(3), First(4));

        static (string, string)[] First(int seed)
        {
            var random = new Random(seed);
            return [.. Enumerable.Range(0, 50).Select(index => People.Make(random, index)).Select(person => (person.Number, person.Name))];
        }
    }

    [Fact]
    public void Masks_hide_all_but_the_last_character()
    {
        Assert.Equal("*****************X", ResidentCardNumber.Mask("11010119491231002X"));
        Assert.Equal("**𠮷", People.MaskName("测试𠮷"));
    }
}
