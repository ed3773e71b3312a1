using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;
using static TempIdentity.TokenCrypto.Tests.Codes.CodeWorld;

namespace TempIdentity.TokenCrypto.Tests.Codes;

/// <summary>The identity compartment's plaintext: every document and name comes back as it was, and nothing else decodes.</summary>
public sealed class IdentityTests
{
    private readonly CodeWorld _world = Of("libcrypto");

    public static TheoryData<DocumentType, string, string> People => new()
    {
        { DocumentType.ResidentIdentityCard, "11010519491231002X", "张三" },
        { DocumentType.ResidentIdentityCard, "440524188001010014", "李四" },
        { DocumentType.ResidentIdentityCard, "110105194912310021", "wrong check digit" },
        { DocumentType.ResidentIdentityCard, "11010519491231002x", "small x" },
        { DocumentType.ResidentIdentityCard, "010105194912310022", "leading zero" },
        { DocumentType.ResidentIdentityCard, "110105491231002", "fifteen digits" },
        { DocumentType.OfficerCard, "军字第2001988号", "王五" },
        { DocumentType.OfficerCard, "11010519491231002X", "another document's number" },
        { DocumentType.SoldierCard, "士字第20010001号", "赵六" },
        { DocumentType.RetiredOfficerCard, "军休字第001号", "阿卜杜热合曼·阿卜杜热西提" },
        { DocumentType.ResidentIdentityCard, "11010519491231002X", new string('名', 40) },
        { DocumentType.ResidentIdentityCard, "11010519491231002X", string.Concat(Enumerable.Repeat("𠮷", 40)) },
    };

    [Theory, MemberData(nameof(People))]
    public void EveryPersonComesBack(DocumentType document, string number, string name)
    {
        var person = new Identity(document, number, name);
        foreach (var form in Enum.GetValues<CodeForm>())
            foreach (var kind in Enum.GetValues<CredentialKind>())
            {
                var text = Sign(form, SignatureAlgorithm.ESP256, Credential(kind) with { Identity = person }, Now, Now);
                Assert.Equal(UnsealOutcome.Opened, Unsealer.TryOpenIdentity(_world.Check(text).Verified!, AllKeys, Now, out var identity));
                Assert.Equal(person, identity);
            }
    }

    [Fact]
    public void AResidentNumberTakesNineBytes()
    {
        Assert.Equal("83011b00271e0257113d1a6141", Hex(new Identity(DocumentType.ResidentIdentityCard, "11010519491231002X", "A")));
        Assert.Equal("8302623132" + "6141", Hex(new Identity(DocumentType.OfficerCard, "12", "A")));
    }

    [Theory]
    [InlineData("8301" + "1b00271e0257113d1a" + "6141", true)]
    [InlineData("8302" + "623132" + "6141", true)]
    [InlineData("8301" + "7231313031303531393439313233313030325861" + "6141", false)]
    [InlineData("8301" + "72313130313035313934393132333130303258" + "6141", false)]
    [InlineData("8302" + "1b00271e0257113d1a" + "6141", false)]
    [InlineData("8301" + "1b002386f26fc0ffff" + "6141", false)]
    [InlineData("8301" + "1b002386f26fc10000" + "6141", true)]
    [InlineData("8301" + "1b016345785d89ffff" + "6141", true)]
    [InlineData("8301" + "1b016345785d8a0000" + "6141", false)]
    [InlineData("8301" + "1bffffffffffffffff" + "6141", false)]
    [InlineData("8300" + "623132" + "6141", false)]
    [InlineData("8304" + "623132" + "6141", true)]
    [InlineData("8305" + "623132" + "6141", false)]
    [InlineData("831bffffffffffffffff" + "623132" + "6141", false)]
    [InlineData("8302" + "60" + "6141", false)]
    [InlineData("8302" + "623132" + "60", false)]
    [InlineData("8302" + "623132" + "61ff", false)]
    [InlineData("8302" + "623132" + "4141", false)]
    [InlineData("8302" + "623132", false)]
    [InlineData("8202" + "623132", false)]
    [InlineData("8402" + "623132" + "6141" + "6141", false)]
    [InlineData("8302" + "623132" + "6141" + "00", false)]
    [InlineData("8302" + "623132" + "780141", false)]
    [InlineData("9f02" + "623132" + "6141" + "ff", false)]
    [InlineData("9bffffffffffffffff", false)]
    [InlineData("f0", false)]
    [InlineData("", false)]
    public void OnlyWhatWeWriteDecodes(string hex, bool decodes) =>
        Assert.Equal(decodes, IdentityPlaintext.TryDecode(Convert.FromHexString(hex), out _));

    [Theory]
    [InlineData("", "A")]
    [InlineData("1234567890123456789", "A")]
    [InlineData("1", "")]
    public void OutOfRangeIsOurMistake(string number, string name) =>
        Assert.Throws<ArgumentException>(() => IdentityPlaintext.Encode(new Identity(DocumentType.OfficerCard, number, name)));

    [Fact]
    public void ALoneSurrogateIsNoCharacter() => OutOfRangeIsOurMistake("1", "\uD842");

    [Fact]
    public void ANameOf41CharactersIsOurMistakeAndIsNotTold()
    {
        var nobody = Credential(CredentialKind.RideId) with { Identity = Person with { Name = new string('名', 41) } };
        var mistake = Assert.Throws<ArgumentException>(() => Sign(CodeForm.Issued, SignatureAlgorithm.ESP256, nobody, Now, default));
        Assert.DoesNotContain("名", mistake.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void CheckCharacters()
    {
        Assert.Equal('X', ResidentNumber.CheckCharacter("11010519491231002"));
        Assert.Equal('4', ResidentNumber.CheckCharacter("44052418800101001"));
        Assert.True(ResidentNumber.IsWellFormed("11010519491231002X"));
        Assert.False(ResidentNumber.IsWellFormed("110105194912310020"));
        Assert.False(ResidentNumber.IsWellFormed("1101051949123100"));
        Assert.Throws<ArgumentException>(() => ResidentNumber.CheckCharacter("1101051949123100a"));
        Assert.Throws<ArgumentException>(() => ResidentNumber.CheckCharacter("1"));
    }

    private static string Hex(Identity identity) => Convert.ToHexStringLower(IdentityPlaintext.Encode(identity));
}
