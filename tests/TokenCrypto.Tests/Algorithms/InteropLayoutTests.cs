using System.Runtime.InteropServices;
using TempIdentity.TokenCrypto.Interop;

namespace TempIdentity.TokenCrypto.Tests.Algorithms;

public class InteropLayoutTests
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
}
