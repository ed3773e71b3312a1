using System.Text;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Issuers;

/// <summary>
/// Synthetic persons. Nobody real: they were all born between 1850 and 1869, before anybody who ever held an identity card, and every
/// name says 测试 (test). Same generator state, same person.
/// </summary>
internal static class People
{
    private static readonly int[] Regions = [110101, 120101, 310101, 320102, 330106, 370102, 420102, 440103, 510104, 650102];
    private static readonly string[] Given = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸", "子", "丑", "寅", "卯", "辰", "巳"];

    /// <summary>Outside the basic plane: four bytes of UTF-8 each.</summary>
    private static readonly string[] Rare = ["𠮷", "𡈽", "𣲹", "𤳊"];

    /// <summary>The person that <c>issue</c> takes when none is named.</summary>
    public static Identity Default { get; } =
        new(DocumentType.ResidentIdentityCard, ResidentCardNumber.Build(110101, new DateOnly(1850, 1, 1), 1), "测试甲");

    /// <summary>
    /// A person. The number in the run makes them distinct; each 8th name has a rare character, each 25th has 40 characters.
    /// </summary>
    /// <param name="random">Seeded.</param>
    /// <param name="index">Number in the run, 0 to 72,999.</param>
    public static Identity Make(Random random, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        // 7,304 days and 10 regions give distinct (region, day) pairs in the first 73,040 persons; the sequence number is free.
        var birth = new DateOnly(1850, 1, 1).AddDays(index / Regions.Length);
        var number = ResidentCardNumber.Build(Regions[index % Regions.Length], birth, random.Next(1, 1000));
        return new Identity(DocumentType.ResidentIdentityCard, number, NameOf(random, index));
    }

    /// <summary>For a tester's eyes: only the last character of a name is shown.</summary>
    public static string MaskName(string name)
    {
        var runes = name.EnumerateRunes().ToArray();
        return runes.Length == 0 ? "" : new string('*', runes.Length - 1) + runes[^1];
    }

    private static string NameOf(Random random, int index)
    {
        string Pick(string[] from) => from[random.Next(from.Length)];
        if (index % 25 == 24) return LongName(random);
        var tail = index % 8 == 7 ? Pick(Rare) : Pick(Given);
        return "测试" + Pick(Given) + tail;
    }

    /// <summary>The longest name that the format takes: 40 characters, with the middle dot of transliterated names.</summary>
    private static string LongName(Random random)
    {
        var name = new StringBuilder("测试");
        for (var i = 2; i < CodeLimits.NameCharsMax; i++)
        {
            var from = i == CodeLimits.NameCharsMax - 1 ? Rare : Given;
            name.Append(i == 19 ? "·" : from[random.Next(from.Length)]);
        }
        return name.ToString();
    }
}
