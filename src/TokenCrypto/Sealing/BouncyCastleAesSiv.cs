using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace TempIdentity.TokenCrypto.Sealing;

/// <summary>AES-SIV (RFC 5297) from BouncyCastle's AES, CMAC and counter mode.</summary>
internal static class BouncyCastleAesSiv
{
    private const int BlockSizeBytes = 16;
    private const int HalfKeySizeBytes = AesSiv.KeySizeBytes / 2;
    private const byte Padding = 0x80;
    private const byte FieldPolynomial = 0x87;

    internal static void Seal(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> plaintext, Span<byte> sealedBytes)
    {
        var siv = S2V(key[..HalfKeySizeBytes], plaintext, associatedData.ToArray());
        siv.CopyTo(sealedBytes);
        ApplyCounterMode(key[HalfKeySizeBytes..], siv, plaintext, sealedBytes[BlockSizeBytes..]);
    }

    internal static bool TryOpen(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> sealedBytes, Span<byte> plaintext)
    {
        var siv = sealedBytes[..BlockSizeBytes];
        ApplyCounterMode(key[HalfKeySizeBytes..], siv, sealedBytes[BlockSizeBytes..], plaintext);
        return CryptographicOperations.FixedTimeEquals(siv, S2V(key[..HalfKeySizeBytes], plaintext, associatedData.ToArray()));
    }

    /// <summary>S2V (section 2.4) over any number of associated components, then the plaintext.</summary>
    internal static byte[] S2V(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plaintext, params byte[][] components)
    {
        var mac = new CMac(new AesEngine());
        mac.Init(new KeyParameter(key.ToArray()));
        var d = ComputeMac(mac, new byte[BlockSizeBytes]);
        foreach (var component in components)
        {
            Double(d);
            Xor(d, ComputeMac(mac, component));
        }
        if (plaintext.Length >= BlockSizeBytes)
        {
            var last = plaintext.ToArray();
            Xor(last.AsSpan(last.Length - BlockSizeBytes), d);
            return ComputeMac(mac, last);
        }
        Double(d);
        var padded = new byte[BlockSizeBytes];
        plaintext.CopyTo(padded);
        padded[plaintext.Length] = Padding;
        Xor(d, padded);
        return ComputeMac(mac, d);
    }

    private static byte[] ComputeMac(CMac mac, byte[] data)
    {
        mac.BlockUpdate(data, 0, data.Length);
        var tag = new byte[BlockSizeBytes];
        mac.DoFinal(tag, 0);
        return tag;
    }

    /// <summary>Multiplies by x in GF(2¹²⁸), without a branch on secret bits.</summary>
    private static void Double(Span<byte> block)
    {
        var top = block[0] >> 7;
        for (var i = 0; i < BlockSizeBytes - 1; i++)
            block[i] = unchecked((byte)((block[i] << 1) | (block[i + 1] >> 7)));
        block[^1] = unchecked((byte)((block[^1] << 1) ^ (-top & FieldPolynomial)));
    }

    private static void Xor(Span<byte> target, ReadOnlySpan<byte> other)
    {
        for (var i = 0; i < target.Length; i++)
            target[i] ^= other[i];
    }

    /// <summary>Counter mode from the SIV with bits 31 and 63 cleared (section 2.5).</summary>
    private static void ApplyCounterMode(ReadOnlySpan<byte> key, ReadOnlySpan<byte> siv, ReadOnlySpan<byte> input, Span<byte> output)
    {
        var counter = siv.ToArray();
        counter[8] &= 0x7F;
        counter[12] &= 0x7F;
        var cipher = new SicBlockCipher(new AesEngine());
        cipher.Init(true, new ParametersWithIV(new KeyParameter(key.ToArray()), counter));
        var (block, stream) = (new byte[BlockSizeBytes], new byte[BlockSizeBytes]);
        for (var start = 0; start < input.Length; start += BlockSizeBytes)
        {
            var part = input[start..Math.Min(start + BlockSizeBytes, input.Length)];
            cipher.ProcessBlock(block, 0, stream, 0);
            part.CopyTo(output[start..]);
            Xor(output.Slice(start, part.Length), stream);
        }
    }
}
