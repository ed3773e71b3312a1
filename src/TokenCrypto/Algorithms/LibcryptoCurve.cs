using System.Security.Cryptography;
using TempIdentity.TokenCrypto.Interop;

namespace TempIdentity.TokenCrypto.Algorithms;

/// <summary>An EC algorithm as libcrypto names it, with a parsed key from which others are duplicated. Thread-safe.</summary>
internal sealed class LibcryptoCurve
{
    private static readonly LibcryptoCurve P256 = new("EC", "P-256\0"u8.ToArray(), ShortCurve.P256);
    private static readonly LibcryptoCurve Sm2 = new("SM2", "SM2\0"u8.ToArray(), ShortCurve.Sm2);

    private readonly string _keyType;
    private readonly byte[] _group;
    private readonly Lazy<EvpPkeyHandle> _template;

    private LibcryptoCurve(string keyType, byte[] group, ShortCurve curve)
    {
        (_keyType, _group, Order) = (keyType, group, curve.Order);
        _template = new(() => FromData(curve.Generator, []));
    }

    /// <summary>The group's order n, 32 big-endian bytes.</summary>
    internal byte[] Order { get; }

    internal bool IsSm2 => this == Sm2;

    internal static LibcryptoCurve Of(SignatureAlgorithm algorithm) => algorithm == SignatureAlgorithm.SM2 ? Sm2 : P256;

    /// <summary>A public key; the point was checked before.</summary>
    internal EvpPkeyHandle NewPublicKey(ReadOnlySpan<byte> point)
    {
        var key = Libcrypto.Check(Libcrypto.EVP_PKEY_dup(_template.Value), nameof(Libcrypto.EVP_PKEY_dup));
        var result = Libcrypto.EVP_PKEY_set1_encoded_public_key(key, point, (nuint)point.Length);
        if (result != 1)
            key.Dispose();
        Libcrypto.Check(result, nameof(Libcrypto.EVP_PKEY_set1_encoded_public_key));
        return key;
    }

    /// <summary>A key pair.</summary>
    internal EvpPkeyHandle NewPrivateKey(ReadOnlySpan<byte> point, ReadOnlySpan<byte> scalar)
    {
        Span<byte> native = stackalloc byte[ShortCurve.CoordinateSizeBytes];
        scalar.CopyTo(native);
        if (BitConverter.IsLittleEndian)
            native.Reverse();
        var key = FromData(point, native);
        CryptographicOperations.ZeroMemory(native);
        return key;
    }

    private unsafe EvpPkeyHandle FromData(ReadOnlySpan<byte> point, ReadOnlySpan<byte> nativeScalar)
    {
        using var context = Libcrypto.Check(
            Libcrypto.EVP_PKEY_CTX_new_from_name(0, _keyType, null), nameof(Libcrypto.EVP_PKEY_CTX_new_from_name));
        Libcrypto.Check(Libcrypto.EVP_PKEY_fromdata_init(context), nameof(Libcrypto.EVP_PKEY_fromdata_init));
        fixed (byte* groupName = "group\0"u8, pubName = "pub\0"u8, privName = "priv\0"u8)
        fixed (byte* group = _group, pub = point, priv = nativeScalar)
        {
            var parameters = stackalloc OsslParam[4];
            parameters[0] = new OsslParam(groupName, OsslParam.Utf8String, group, _group.Length - 1);
            parameters[1] = new OsslParam(pubName, OsslParam.OctetString, pub, point.Length);
            parameters[2] = priv is null ? default : new OsslParam(privName, OsslParam.UnsignedInteger, priv, nativeScalar.Length);
            parameters[3] = default;
            var selection = priv is null ? Libcrypto.EvpPkeyPublicKey : Libcrypto.EvpPkeyKeypair;
            var result = Libcrypto.EVP_PKEY_fromdata(context, out var key, selection, parameters);
            Libcrypto.Check(result, nameof(Libcrypto.EVP_PKEY_fromdata));
            return key;
        }
    }
}
