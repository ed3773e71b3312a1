using System.Runtime.InteropServices;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Interop;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.TokenCrypto.Tests.Algorithms;

public class LibcryptoInteropTests
{
    /// <summary>OSSL_PARAM as on every 64-bit Linux.</summary>
    [Fact]
    public void Ossl_param_is_laid_out_as_the_header_says()
    {
        Assert.Equal(40, Marshal.SizeOf<OsslParam>());
        Assert.Equal(0, (int)Marshal.OffsetOf<OsslParam>(nameof(OsslParam.Key)));
        Assert.Equal(8, (int)Marshal.OffsetOf<OsslParam>(nameof(OsslParam.DataType)));
        Assert.Equal(16, (int)Marshal.OffsetOf<OsslParam>(nameof(OsslParam.Data)));
        Assert.Equal(24, (int)Marshal.OffsetOf<OsslParam>(nameof(OsslParam.DataSize)));
        Assert.Equal(32, (int)Marshal.OffsetOf<OsslParam>(nameof(OsslParam.ReturnSize)));
    }

    /// <summary>The runtime's own cryptography shares the thread's error queue and would report what we left there.</summary>
    [LibcryptoFact]
    public void Failures_leave_the_error_queue_empty()
    {
        Assert.Equal(0u, Libcrypto.ERR_peek_error());
        foreach (var algorithm in Providers.AllAlgorithms)
        {
            using var key = SigningKey.Generate(algorithm);
            var signature = key.Sign("message"u8);
            using var prepared = SignatureProviders.Libcrypto.Prepare(key.PublicKey);
            for (var i = 0; i < signature.Length; i++)
            {
                signature[i] ^= 0xFF;
                Assert.False(prepared.Verify("message"u8, signature));
                Assert.Equal(0u, Libcrypto.ERR_peek_error());
                signature[i] ^= 0xFF;
            }
        }
        Assert.False(AesSiv.TryOpen(new byte[32], new byte[8], new byte[40], out _));
        Assert.Equal(0u, Libcrypto.ERR_peek_error());
    }
}
