using System.Runtime.InteropServices;

namespace TempIdentity.TokenCrypto.Interop;

/// <summary>OSSL_PARAM: 40 bytes on 64-bit machines. An array of them ends with an entry of all zeroes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OsslParam
{
    /// <summary>OSSL_PARAM_UNSIGNED_INTEGER, in the machine's byte order.</summary>
    internal const uint UnsignedInteger = 2;

    /// <summary>OSSL_PARAM_UTF8_STRING.</summary>
    internal const uint Utf8String = 4;

    /// <summary>OSSL_PARAM_OCTET_STRING.</summary>
    internal const uint OctetString = 5;

    internal byte* Key;
    internal uint DataType;
    internal void* Data;
    internal nuint DataSize;
    internal nuint ReturnSize;

    internal OsslParam(byte* key, uint dataType, void* data, int dataSizeBytes)
    {
        Key = key;
        DataType = dataType;
        Data = data;
        DataSize = (nuint)dataSizeBytes;
        ReturnSize = nuint.MaxValue;
    }
}
