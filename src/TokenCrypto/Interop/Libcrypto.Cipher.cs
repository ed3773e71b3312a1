using System.Runtime.InteropServices;

namespace TempIdentity.TokenCrypto.Interop;

/// <summary>Digests and ciphers.</summary>
internal static unsafe partial class Libcrypto
{
    /// <summary>EVP_CTRL_AEAD_GET_TAG.</summary>
    internal const int EvpCtrlAeadGetTag = 0x10;

    /// <summary>EVP_CTRL_AEAD_SET_TAG.</summary>
    internal const int EvpCtrlAeadSetTag = 0x11;

    [LibraryImport(Library)]
    internal static partial EvpMdCtxHandle EVP_MD_CTX_new();

    [LibraryImport(Library)]
    internal static partial void EVP_MD_CTX_free(nint ctx);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial EvpMdHandle EVP_MD_fetch(nint libctx, string algorithm, string? properties);

    [LibraryImport(Library)]
    internal static partial void EVP_MD_free(nint md);

    [LibraryImport(Library)]
    internal static partial int EVP_Digest(
        ReadOnlySpan<byte> data, nuint count, Span<byte> md, out uint size, EvpMdHandle type, nint engine);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial EvpCipherHandle EVP_CIPHER_fetch(nint libctx, string algorithm, string? properties);

    [LibraryImport(Library)]
    internal static partial void EVP_CIPHER_free(nint cipher);

    [LibraryImport(Library)]
    internal static partial EvpCipherCtxHandle EVP_CIPHER_CTX_new();

    [LibraryImport(Library)]
    internal static partial void EVP_CIPHER_CTX_free(nint ctx);

    [LibraryImport(Library)]
    internal static partial int EVP_CIPHER_CTX_ctrl(EvpCipherCtxHandle ctx, int type, int arg, Span<byte> ptr);

    [LibraryImport(Library)]
    internal static partial int EVP_CipherInit_ex2(
        EvpCipherCtxHandle ctx, EvpCipherHandle cipher, ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, int enc, nint parameters);

    [LibraryImport(Library)]
    internal static partial int EVP_CipherUpdate(
        EvpCipherCtxHandle ctx, Span<byte> @out, out int outl, ReadOnlySpan<byte> @in, int inl);

    [LibraryImport(Library)]
    internal static partial int EVP_CipherFinal_ex(EvpCipherCtxHandle ctx, Span<byte> outm, out int outl);
}
