using System.Runtime.InteropServices;

namespace TempIdentity.TokenCrypto.Interop;

/// <summary>A libcrypto object; zero is the only invalid value.</summary>
internal abstract class LibcryptoHandle : SafeHandle
{
    private protected LibcryptoHandle() : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;
}

/// <summary>EVP_PKEY.</summary>
internal sealed class EvpPkeyHandle : LibcryptoHandle
{
    protected override bool ReleaseHandle()
    {
        Libcrypto.EVP_PKEY_free(handle);
        return true;
    }
}

/// <summary>EVP_PKEY_CTX.</summary>
internal sealed class EvpPkeyCtxHandle : LibcryptoHandle
{
    protected override bool ReleaseHandle()
    {
        Libcrypto.EVP_PKEY_CTX_free(handle);
        return true;
    }
}

/// <summary>EVP_MD.</summary>
internal sealed class EvpMdHandle : LibcryptoHandle
{
    protected override bool ReleaseHandle()
    {
        Libcrypto.EVP_MD_free(handle);
        return true;
    }
}

/// <summary>EVP_MD_CTX.</summary>
internal sealed class EvpMdCtxHandle : LibcryptoHandle
{
    protected override bool ReleaseHandle()
    {
        Libcrypto.EVP_MD_CTX_free(handle);
        return true;
    }
}

/// <summary>EVP_CIPHER.</summary>
internal sealed class EvpCipherHandle : LibcryptoHandle
{
    protected override bool ReleaseHandle()
    {
        Libcrypto.EVP_CIPHER_free(handle);
        return true;
    }
}

/// <summary>EVP_CIPHER_CTX; freeing it erases its key.</summary>
internal sealed class EvpCipherCtxHandle : LibcryptoHandle
{
    protected override bool ReleaseHandle()
    {
        Libcrypto.EVP_CIPHER_CTX_free(handle);
        return true;
    }
}
