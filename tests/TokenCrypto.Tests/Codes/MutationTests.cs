using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using static TempIdentity.TokenCrypto.Tests.Codes.CodeWorld;

namespace TempIdentity.TokenCrypto.Tests.Codes;

/// <summary>
/// A thousand seeded cuts and mutations of each form and algorithm, of bytes and of text: each is a named refusal, never an exception, and
/// nothing but the presentation itself is ever granted.
/// </summary>
public abstract class MutationTests(string provider)
{
    private const int Count = 1000;
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    private readonly CodeWorld _world = Of(provider);

    public static TheoryData<CodeForm, SignatureAlgorithm> FormsAndAlgorithms()
    {
        var data = new TheoryData<CodeForm, SignatureAlgorithm>();
        foreach (var form in Enum.GetValues<CodeForm>())
            foreach (var algorithm in Enum.GetValues<SignatureAlgorithm>())
                data.Add(form, algorithm);
        return data;
    }

    [Theory, MemberData(nameof(FormsAndAlgorithms))]
    public void EveryMutatedCodeIsRefusedByName(CodeForm form, SignatureAlgorithm algorithm)
    {
        var random = new Random(1798 + ((int)form * 10) + (int)algorithm);
        foreach (var kind in Enum.GetValues<CredentialKind>())
        {
            var code = RawSign1.Code(form, kind, algorithm);
            var original = _world.Check(RawSign1.Text(code)).Presentation;
            for (var i = 0; i < Count / 2; i++) Judge(RawSign1.Text(MutateBytes(code, random)), original);
        }
    }

    [Theory, MemberData(nameof(FormsAndAlgorithms))]
    public void EveryMutatedTextIsRefusedByName(CodeForm form, SignatureAlgorithm algorithm)
    {
        var random = new Random(9285 + ((int)form * 10) + (int)algorithm);
        var text = RawSign1.Text(RawSign1.Code(form, CredentialKind.RideId, algorithm));
        var original = _world.Check(text).Presentation;
        for (var i = 0; i < Count; i++) Judge(MutateText(text, random), original);
    }

    [Theory, MemberData(nameof(FormsAndAlgorithms))]
    public void EveryCutIsMalformed(CodeForm form, SignatureAlgorithm algorithm)
    {
        var text = RawSign1.Text(RawSign1.Code(form, CredentialKind.RideId, algorithm));
        for (var length = 0; length < text.Length; length++) Assert.Equal("malformed", _world.Verdict(text[..length]));
    }

    private void Judge(string text, PresentationId? original)
    {
        var check = _world.Check(text);
        if (check.Failures.Count > 0)
        {
            Assert.All(check.Failures, code => Assert.True(code is > VerdictCode.Granted and <= VerdictCode.CredentialExpired));
            Assert.Null(check.Verified);
            return;
        }
        Assert.Equal(original, check.Presentation);
    }

    private static byte[] MutateBytes(byte[] code, Random random)
    {
        var bytes = code.ToList();
        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes.Insert(at, (byte)random.Next(256)); break;
                case 3: bytes.RemoveRange(at, Math.Min(random.Next(1, 5), bytes.Count - at - 1)); break;
                case 4: bytes.InsertRange(at, bytes.Skip(random.Next(bytes.Count)).Take(random.Next(1, 12)).ToList()); break;
                default: bytes[at] = Interesting[random.Next(Interesting.Length)]; break;
            }
        }
        return [.. bytes];
    }

    private static ReadOnlySpan<byte> Interesting => [0x00, 0x18, 0x1B, 0x3B, 0x40, 0x5B, 0x5F, 0x7F, 0x80, 0x9B, 0x9F, 0xA0, 0xBB, 0xBF,
        0xC0, 0xF6, 0xF8, 0xFB, 0xFF];

    private static string MutateText(string text, Random random)
    {
        var chars = text.ToList();
        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            var at = random.Next(chars.Count);
            switch (random.Next(4))
            {
                case 0: chars[at] = Alphabet[random.Next(Alphabet.Length)]; break;
                case 1: chars.Insert(at, Alphabet[random.Next(Alphabet.Length)]); break;
                case 2: chars.RemoveAt(at); break;
                default: chars[at] = (char)random.Next(128); break;
            }
        }
        return new string([.. chars]);
    }
}

public sealed class MutationOverLibcryptoTests() : MutationTests("libcrypto");

public sealed class MutationOverBouncyCastleTests() : MutationTests("BouncyCastle");
