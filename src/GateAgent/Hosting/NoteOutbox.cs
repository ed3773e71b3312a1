using System.Collections.Concurrent;
using System.Threading.Channels;

namespace TempIdentity.GateAgent.Hosting;

/// <summary>
/// Device notes on their way to the core. Posting never blocks; what the core cannot take now is kept and offered again with each tick.
/// Beyond <see cref="WaitingMax"/> a note is dropped and false is returned. Thread-safe.
/// </summary>
internal sealed class NoteOutbox(ChannelWriter<CoreEvent> core)
{
    /// <summary>Notes that wait at most.</summary>
    public const int WaitingMax = 256;

    private readonly Lock _lock = new();
    private readonly ConcurrentQueue<CoreEvent> _waiting = new();

    public bool Post(CoreEvent note)
    {
        if (_waiting.Count >= WaitingMax) return false;
        _waiting.Enqueue(note);
        Flush();
        return true;
    }

    /// <summary>Offers what waits, in order.</summary>
    public void Flush()
    {
        lock (_lock)
            while (_waiting.TryPeek(out var note) && core.TryWrite(note)) _waiting.TryDequeue(out _);
    }
}
