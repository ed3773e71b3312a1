namespace TempIdentity.Simulator.Services;

/// <summary>How a real-person check (实人核验) ended.</summary>
internal enum CameraResult
{
    /// <summary>A live person, and the face on file.</summary>
    Pass,
    /// <summary>Not the face on file, or there is none on file.</summary>
    Fail,
    /// <summary>No live person: a photograph, a screen, a mask.</summary>
    Spoof,
    /// <summary>No usable picture in time.</summary>
    Timeout,
}

/// <summary>The state's real-person check: is a live person before the camera, and is it the person on file? Thread-safe.</summary>
internal interface ICameraService
{
    /// <summary>Judges what a phone's camera took. Spoof and timeout are told alike whether a face is on file or not.</summary>
    /// <param name="capture">What the camera took.</param>
    /// <param name="faceOnFile">The face that it must be; null when there is none.</param>
    CameraResult Check(CameraCapture capture, FaceOnFile? faceOnFile);
}

/// <summary>The face that the state keeps of a person; an opaque number stands for it here.</summary>
internal readonly record struct FaceOnFile(int Number);

/// <summary>What a simulated camera takes: the tester says what stands before it.</summary>
internal enum CameraCapture
{
    /// <summary>A live person, the one whose face is on file.</summary>
    Pass,
    /// <summary>A live person, another one.</summary>
    Fail,
    /// <summary>A picture of a person.</summary>
    Spoof,
    /// <summary>Nothing usable in time.</summary>
    Timeout,
}

/// <summary>A camera service that sees what the tester says.</summary>
internal sealed class SimulatedCamera : ICameraService
{
    public CameraResult Check(CameraCapture capture, FaceOnFile? faceOnFile) => capture switch
    {
        CameraCapture.Timeout => CameraResult.Timeout,
        CameraCapture.Spoof => CameraResult.Spoof,
        CameraCapture.Fail => CameraResult.Fail,
        CameraCapture.Pass => faceOnFile is null ? CameraResult.Fail : CameraResult.Pass,
    };
}
