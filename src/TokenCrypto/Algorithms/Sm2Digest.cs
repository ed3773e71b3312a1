using TempIdentity.TokenCrypto.Interop;

namespace TempIdentity.TokenCrypto.Algorithms;

/// <summary>
/// The digest that SM2 signs, e = SM3(Z ‖ message) with Z = SM3(ID length in bits ‖ ID ‖ a ‖ b ‖ G ‖ public key) (GB/T 32918.2, 5.5),
/// for libcrypto. Z belongs to the key, so it is computed once a key here, and not once a signature as libcrypto would.
/// </summary>
internal static class Sm2Digest
{
    /// <summary>Length in bytes of Z and of e.</summary>
    internal const int SizeBytes = 32;

    private const int StackBytesMax = 1024;

    // ID length 128 bits, ID 1234567812345678, a, b, x and y of G.
    private static readonly byte[] Prefix = Convert.FromHexString(
        "0080" + "31323334353637383132333435363738"
        + "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFC"
        + "28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93"
        + "32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7"
        + "BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0");

    private static readonly Lazy<EvpMdHandle> Sm3 =
        new(() => Libcrypto.Check(Libcrypto.EVP_MD_fetch(0, "SM3", null), nameof(Libcrypto.EVP_MD_fetch)));

    /// <summary>Z of a key given as 04 ‖ x ‖ y.</summary>
    internal static void ComputeZ(ReadOnlySpan<byte> point, Span<byte> z)
    {
        Span<byte> input = stackalloc byte[Prefix.Length + point.Length - 1];
        Prefix.CopyTo(input);
        point[1..].CopyTo(input[Prefix.Length..]);
        Hash(input, z);
    }

    /// <summary>e of a message under a key's Z.</summary>
    internal static void ComputeE(ReadOnlySpan<byte> z, ReadOnlySpan<byte> message, Span<byte> e)
    {
        var length = z.Length + message.Length;
        var input = length <= StackBytesMax ? stackalloc byte[StackBytesMax] : new byte[length];
        z.CopyTo(input);
        message.CopyTo(input[z.Length..]);
        Hash(input[..length], e);
    }

    /// <summary>SM3 (GB/T 32905).</summary>
    internal static void Hash(ReadOnlySpan<byte> data, Span<byte> digest) => Libcrypto.Check(
        Libcrypto.EVP_Digest(data, (nuint)data.Length, digest, out _, Sm3.Value, 0), nameof(Libcrypto.EVP_Digest));
}
