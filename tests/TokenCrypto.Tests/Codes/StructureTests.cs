using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using static TempIdentity.TokenCrypto.Tests.Codes.CodeWorld;

namespace TempIdentity.TokenCrypto.Tests.Codes;

/// <summary>The COSE structure: each way in which properly signed bytes can differ from what we emit has its own answer.</summary>
public sealed class StructureTests
{
    private const CredentialKind Ride = CredentialKind.RideId;
    private const SignatureAlgorithm Esp256 = SignatureAlgorithm.ESP256;
    private readonly CodeWorld _world = Of("libcrypto");

    public static TheoryData<CodeForm> Forms => [.. Enum.GetValues<CodeForm>()];

    [Theory, MemberData(nameof(Forms))]
    public void BytesAfterTheCodeAreTrailing(CodeForm form) =>
        Assert.Equal("trailing_bytes", Judge([.. RawSign1.Code(form, Ride, Esp256), 0]));

    [Theory, MemberData(nameof(Forms))]
    public void ATagIsAnotherEncoding(CodeForm form) =>
        Assert.Equal("non_canonical", Judge([0xD2, .. RawSign1.Code(form, Ride, Esp256)]));

    [Theory, MemberData(nameof(Forms))]
    public void AnIndefiniteArrayIsAnotherEncoding(CodeForm form) =>
        Assert.Equal("non_canonical", Judge([0x9F, .. RawSign1.Code(form, Ride, Esp256)[1..], 0xFF]));

    [Theory, MemberData(nameof(Forms))]
    public void ALongHeadIsAnotherEncoding(CodeForm form) =>
        Assert.Equal("non_canonical", Judge([0x98, 4, .. RawSign1.Code(form, Ride, Esp256)[1..]]));

    [Theory, MemberData(nameof(Forms))]
    public void ElementsOfTheArray(CodeForm form)
    {
        var code = RawSign1.Code(form, Ride, Esp256);
        Assert.Equal("missing_field", Judge([0x83, .. code[1..^66]]));
        Assert.Equal("malformed", Judge([0x85, .. code[1..], 0xF6]));
        Assert.Equal("missing_field", Judge([0x80]));
        Assert.Equal("malformed", Judge(Cbor.Map()));
        Assert.Equal("malformed", Judge([0x84]));
    }

    [Theory, MemberData(nameof(Forms))]
    public void AStrippedSignatureIsMissing(CodeForm form)
    {
        var code = RawSign1.Code(form, Ride, Esp256);
        Assert.Equal("missing_field", Judge([.. code[..^66], 0x40]));
        Assert.Equal("malformed", Judge([.. code[..^66], .. Cbor.Bytes(code[^63..])]));
        Assert.Equal("malformed", Judge([.. code[..^66], .. Cbor.Bytes([.. code[^64..], 0])]));
        Assert.Equal("malformed", Judge([.. code[..^66], 0xF6]));
    }

    [Fact]
    public void AGrantsStrippedSignatureIsMissing()
    {
        var grant = RawSign1.Grant(Ride, Esp256).Encode();
        Assert.Equal("missing_field", Judge(Presented([.. grant[..^66], 0x40]).Encode()));
        Assert.Equal("missing_field", Judge(Presented([0x83, .. grant[1..^66]]).Encode()));
    }

    [Theory, MemberData(nameof(Forms))]
    public void TheUnprotectedHeaderIsEmpty(CodeForm form)
    {
        var key = Cbor.Bytes(new byte[8]);
        foreach (var header in new[] { Cbor.Map(Cbor.Unsigned(1), Cbor.Signed(-9)), Cbor.Map(Cbor.Unsigned(4), key), Cbor.Null,
            Cbor.Array() })
        {
            var code = Whole(form);
            code.Unprotected = header;
            Assert.Equal("malformed", Judge(code.Encode()));
        }
    }

    [Fact]
    public void AlgorithmAndKeyInTheUnprotectedHeaderDoNotCount()
    {
        var code = RawSign1.Issued(Ride, Esp256);
        code.Unprotected = code.Protected;
        code.Protected = Cbor.Map();
        Assert.Equal("malformed", Judge(code.Encode()));
        code.Unprotected = Cbor.Map();
        Assert.Equal("missing_field", Judge(code.Encode()));
    }

    [Fact]
    public void TheIssuersHeader()
    {
        var (one, four) = (Cbor.Unsigned(1), Cbor.Unsigned(4));
        var (alg, kid) = (Cbor.Signed(-9), Cbor.Bytes(new byte[8]));
        Assert.Equal("unknown_key", JudgeHeader(Cbor.Map(one, alg, four, kid)));
        Assert.Equal("missing_field", JudgeHeader(Cbor.Map(one, alg)));
        Assert.Equal("missing_field", JudgeHeader(Cbor.Map(four, kid)));
        Assert.Equal("malformed", JudgeHeader([]));
        Assert.Equal("malformed", JudgeHeader(Cbor.Null));
        Assert.Equal("malformed", JudgeHeader(Cbor.Map(one, alg, four, Cbor.Bytes(new byte[7]))));
        Assert.Equal("malformed", JudgeHeader(Cbor.Map(one, alg, four, Cbor.Text("12345678"))));
        Assert.Equal("malformed", JudgeHeader(Cbor.Map(one, Cbor.Text("ES256"), four, kid)));
        Assert.Equal("malformed", JudgeHeader(Cbor.Map(one, alg, Cbor.Unsigned(2), Cbor.Array(), four, kid)));
        Assert.Equal("malformed", JudgeHeader(Cbor.Map(one, alg, four, kid, Cbor.Unsigned(5), kid)));
        Assert.Equal("malformed", JudgeHeader(Cbor.Map(one, alg, four, kid, Cbor.Unsigned(13), Cbor.Array())));
        Assert.Equal("malformed", JudgeHeader(Cbor.Map(one, alg, Cbor.Text("kid"), kid)));
        Assert.Equal("malformed", JudgeHeader(Cbor.Map(one, [0x3B, 0x80, 0, 0, 0, 0, 0, 0, 0], four, kid)));
        Assert.Equal("malformed", JudgeHeader(Cbor.Map(one, [0x1B, 0x80, 0, 0, 0, 0, 0, 0, 0], four, kid)));
    }

    [Fact]
    public void EncodingsOfTheHeader()
    {
        var (one, four) = (Cbor.Unsigned(1), Cbor.Unsigned(4));
        var (alg, kid) = (Cbor.Signed(-9), Cbor.Bytes(new byte[8]));
        Assert.Equal("non_canonical", JudgeHeader(Cbor.Map(four, kid, one, alg)));
        Assert.Equal("non_canonical", JudgeHeader(Cbor.Map(one, alg, one, alg, four, kid)));
        Assert.Equal("non_canonical", JudgeHeader(Cbor.Map(one, Cbor.Long(alg), four, kid)));
        Assert.Equal("non_canonical", JudgeHeader(Cbor.Map(Cbor.Long(one), alg, four, kid)));
        Assert.Equal("non_canonical", JudgeHeader([0xBF, .. Cbor.Map(one, alg, four, kid)[1..], 0xFF]));
        Assert.Equal("non_canonical", JudgeHeader(Cbor.Map(one, alg, four, [0x5F, .. kid, 0xFF])));
        Assert.Equal("trailing_bytes", JudgeHeader([.. Cbor.Map(one, alg, four, kid), 0]));
        Assert.Equal("malformed", JudgeHeader(Cbor.Map(one, alg, four, kid)[..^1]));
    }

    [Fact]
    public void ThePresentationsHeader()
    {
        var code = Presented(RawSign1.Grant(Ride, Esp256).Encode());
        code.Protected = Cbor.Map(Cbor.Unsigned(1), Cbor.Signed(-9), Cbor.Unsigned(13), Cbor.Bytes(new byte[8]));
        Assert.Equal("malformed", Judge(code.Encode()));
        code = Presented(Cbor.Array());
        Assert.Equal("missing_field", Judge(code.Encode()));
        code = Presented(RawSign1.Presentation(RawSign1.Grant(Ride, Esp256).Encode(), Phone(Esp256)).Encode());
        Assert.Equal("malformed", Judge(code.Encode()));
    }

    [Fact]
    public void ThePresentationsClaims()
    {
        var (six, seven, challenge) = (Cbor.Unsigned(6), Cbor.Unsigned(7), Cbor.Unsigned(39));
        var (at, counter) = (Cbor.Unsigned((ulong)Now.Seconds), Cbor.Bytes(0, 0, 0, 1));
        Assert.Equal("granted", JudgeClaims(Cbor.Map(six, at, seven, counter)));
        Assert.Equal("granted", JudgeClaims(Cbor.Map(six, at, seven, counter, challenge, Cbor.Bytes("07"u8.ToArray()))));
        Assert.Equal("missing_field", JudgeClaims(Cbor.Map(six, at)));
        Assert.Equal("missing_field", JudgeClaims(Cbor.Map(seven, counter)));
        Assert.Equal("missing_field", JudgeClaims(Cbor.Map()));
        Assert.Equal("malformed", JudgeClaims(Cbor.Map(six, Cbor.Text("now"), seven, counter)));
        Assert.Equal("malformed", JudgeClaims(Cbor.Map(six, Cbor.Unsigned(253_402_300_800), seven, counter)));
        Assert.Equal("malformed", JudgeClaims(Cbor.Map(six, Cbor.Unsigned(ulong.MaxValue), seven, counter)));
        Assert.Equal("malformed", JudgeClaims(Cbor.Map(six, at, seven, Cbor.Bytes(0, 0, 1))));
        Assert.Equal("malformed", JudgeClaims(Cbor.Map(six, at, seven, Cbor.Unsigned(1))));
        foreach (var digits in new[] { "7", "007", "+7", "-7", " 7", "7 ", "7a", "" })
            Assert.Equal("malformed", JudgeClaims(Cbor.Map(six, at, seven, counter, challenge,
                Cbor.Bytes(System.Text.Encoding.ASCII.GetBytes(digits)))));
        Assert.Equal("malformed", JudgeClaims(Cbor.Map(six, at, seven, counter, challenge, Cbor.Unsigned(7))));
        Assert.Equal("malformed", JudgeClaims(Cbor.Map(six, at, seven, counter, Cbor.Unsigned(40), at)));
        Assert.Equal("malformed", JudgeClaims(Cbor.Map(Cbor.Unsigned(4), at, six, at, seven, counter)));
        Assert.Equal("non_canonical", JudgeClaims(Cbor.Map(seven, counter, six, at)));
        Assert.Equal("trailing_bytes", JudgeClaims([.. Cbor.Map(six, at, seven, counter), 0]));
    }

    private string Judge(byte[] code) => _world.Verdict(RawSign1.Text(code));

    private string JudgeHeader(byte[] header)
    {
        var code = RawSign1.Issued(Ride, Esp256);
        code.Protected = header;
        var grant = RawSign1.Grant(Ride, Esp256);
        grant.Protected = header;
        var verdict = Judge(code.Encode());
        Assert.Equal(verdict, Judge(Presented(grant.Encode()).Encode()));
        return verdict;
    }

    private string JudgeClaims(byte[] claims)
    {
        var code = Presented(RawSign1.Grant(Ride, Esp256).Encode());
        code.Payload = claims;
        return Judge(code.Encode());
    }

    private static RawSign1 Presented(byte[] grant) => RawSign1.Presentation(grant, Phone(Esp256));

    private static RawSign1 Whole(CodeForm form) =>
        form == CodeForm.Issued ? RawSign1.Issued(Ride, Esp256) : Presented(RawSign1.Grant(Ride, Esp256).Encode());
}
