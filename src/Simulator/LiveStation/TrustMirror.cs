using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Services;

namespace TempIdentity.Simulator.LiveStation;

/// <summary>
/// The station's line to the publishers: brings each publication, and the device's unsealing keys, into the station's own directories while
/// the line is there. Cut, the station goes on with what it has; healed, it gets the newest at once. Thread-safe.
/// </summary>
internal sealed class TrustMirror : IDisposable
{
    private readonly ServiceWorld _world;
    private readonly string _directory;
    private readonly Action _enrol;
    private readonly Action _others;
    private readonly Lock _lock = new();
    private bool _connected = true;

    /// <param name="directory">The station's trust directory.</param>
    /// <param name="enrol">Renews the device's unsealing keys.</param>
    public TrustMirror(ServiceWorld world, string directory, Action enrol)
    {
        (_world, _directory, _enrol) = (world, directory, enrol);
        _others = world.Publisher.Published;
        world.Publisher.Published = Published;
    }

    /// <summary>Cuts or heals the line.</summary>
    public void Connect(bool connected)
    {
        lock (_lock) _connected = connected;
        if (connected) Bring();
    }

    public void Dispose() => _world.Publisher.Published = _others;

    private void Published()
    {
        _others();
        Bring();
    }

    private void Bring()
    {
        lock (_lock)
        {
            if (!_connected) return;
            TrustFiles.Write(_directory, _world.Publisher.Files());
            _enrol();
        }
    }
}
