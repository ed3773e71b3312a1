using System.Runtime.InteropServices;

namespace TempIdentity.TokenCrypto.Interop;

/// <summary>Keys and signatures.</summary>
internal static unsafe partial class Libcrypto
{
    /// <summary>EVP_PKEY_PUBLIC_KEY.</summary>
    internal const int EvpPkeyPublicKey = 0x86;

    /// <summary>EVP_PKEY_KEYPAIR.</summary>
    internal const int EvpPkeyKeypair = 0x87;

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial EvpPkeyCtxHandle EVP_PKEY_CTX_new_from_name(nint libctx, string name, string? propquery);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial EvpPkeyCtxHandle EVP_PKEY_CTX_new_from_pkey(nint libctx, EvpPkeyHandle pkey, string? propquery);

    [LibraryImport(Library)]
    internal static partial void EVP_PKEY_CTX_free(nint ctx);

    [LibraryImport(Library)]
    internal static partial int EVP_PKEY_fromdata_init(EvpPkeyCtxHandle ctx);

    [LibraryImport(Library)]
    internal static partial int EVP_PKEY_fromdata(EvpPkeyCtxHandle ctx, out EvpPkeyHandle pkey, int selection, OsslParam* parameters);

    [LibraryImport(Library)]
    internal static partial EvpPkeyHandle EVP_PKEY_dup(EvpPkeyHandle from);

    [LibraryImport(Library)]
    internal static partial int EVP_PKEY_set1_encoded_public_key(EvpPkeyHandle pkey, ReadOnlySpan<byte> pub, nuint publen);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial EvpPkeyHandle EVP_PKEY_new_raw_public_key_ex(
        nint libctx, string keytype, string? propq, ReadOnlySpan<byte> key, nuint keylen);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial EvpPkeyHandle EVP_PKEY_new_raw_private_key_ex(
        nint libctx, string keytype, string? propq, ReadOnlySpan<byte> key, nuint keylen);

    [LibraryImport(Library)]
    internal static partial void EVP_PKEY_free(nint key);

    [LibraryImport(Library)]
    internal static partial int EVP_PKEY_verify_init(EvpPkeyCtxHandle ctx);

    [LibraryImport(Library)]
    internal static partial int EVP_PKEY_verify(
        EvpPkeyCtxHandle ctx, ReadOnlySpan<byte> sig, nuint siglen, ReadOnlySpan<byte> tbs, nuint tbslen);

    [LibraryImport(Library)]
    internal static partial int EVP_PKEY_sign_init(EvpPkeyCtxHandle ctx);

    [LibraryImport(Library)]
    internal static partial int EVP_PKEY_sign(
        EvpPkeyCtxHandle ctx, Span<byte> sig, ref nuint siglen, ReadOnlySpan<byte> tbs, nuint tbslen);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int EVP_DigestVerifyInit_ex(
        EvpMdCtxHandle ctx, nint pctx, string? mdname, nint libctx, string? props, EvpPkeyHandle pkey, nint parameters);

    [LibraryImport(Library)]
    internal static partial int EVP_DigestVerify(
        EvpMdCtxHandle ctx, ReadOnlySpan<byte> sigret, nuint siglen, ReadOnlySpan<byte> tbs, nuint tbslen);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int EVP_DigestSignInit_ex(
        EvpMdCtxHandle ctx, nint pctx, string? mdname, nint libctx, string? props, EvpPkeyHandle pkey, nint parameters);

    [LibraryImport(Library)]
    internal static partial int EVP_DigestSign(
        EvpMdCtxHandle ctx, Span<byte> sigret, ref nuint siglen, ReadOnlySpan<byte> tbs, nuint tbslen);
}
