using Microsoft.Win32.SafeHandles;

namespace TempIdentity.Simulator.Interop;

/// <summary>Owns a <c>zbar_image_t</c>.</summary>
internal sealed class ZbarImageHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        Zbar.zbar_image_destroy(handle);
        return true;
    }
}

/// <summary>Owns a <c>zbar_image_scanner_t</c>.</summary>
internal sealed class ZbarScannerHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        Zbar.zbar_image_scanner_destroy(handle);
        return true;
    }
}
