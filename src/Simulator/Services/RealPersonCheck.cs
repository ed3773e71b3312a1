using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Services;

/// <summary>
/// The real-person check of a claimed identity (R5): one answer for a number that nobody has, a name that does not fit and a face that
/// is another's, so that it tells nobody whether a number exists. Thread-safe.
/// </summary>
internal sealed class RealPersonCheck(CitizenRegister citizens, ICameraService camera)
{
    public CameraResult Check(Identity claimed, CameraCapture capture) => camera.Check(capture, citizens.FaceOf(claimed));
}
