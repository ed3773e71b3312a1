namespace TempIdentity.Simulator.LiveStation.Http;

/// <summary>A server-sent event (HTML Standard, 9.2).</summary>
/// <param name="Id">Ascends over all events of a hub.</param>
/// <param name="Data">One line.</param>
internal sealed record ServerEvent(long Id, string Name, string Data);

/// <summary>
/// Gives events to every visitor. Of the state each visitor has the newest only, of the other events the newest <see cref="QueueMax"/>: a
/// slow visitor costs no memory and holds up nobody. Thread-safe.
/// </summary>
internal sealed class EventHub
{
    /// <summary>Visitors at once; the next one is refused.</summary>
    public const int VisitorsMax = 100;

    /// <summary>Events that wait for one visitor, the state left out; the oldest go first.</summary>
    public const int QueueMax = 64;

    private readonly Lock _gate = new();
    private readonly List<Visitor> _visitors = [];
    private long _id;

    public int Count
    {
        get { lock (_gate) return _visitors.Count; }
    }

    /// <summary>Told when somebody has come or gone. Handlers neither block nor throw.</summary>
    public Action Changed { get; set; } = () => { };

    /// <summary>A place for one more visitor; null when all are taken. Dispose gives it back.</summary>
    public Visitor? Join()
    {
        Visitor visitor;
        lock (_gate)
        {
            if (_visitors.Count >= VisitorsMax) return null;
            _visitors.Add(visitor = new Visitor(this));
        }
        Changed();
        return visitor;
    }

    /// <summary>The whole state, in place of the one that still waits.</summary>
    public void State(string name, string data)
    {
        lock (_gate)
        {
            var next = new ServerEvent(++_id, name, data);
            foreach (var visitor in _visitors) visitor.Replace(next);
        }
    }

    /// <summary>Something that happened.</summary>
    public void Happened(string name, string data)
    {
        lock (_gate)
        {
            var next = new ServerEvent(++_id, name, data);
            foreach (var visitor in _visitors) visitor.Add(next);
        }
    }

    private void Leave(Visitor visitor)
    {
        bool gone;
        lock (_gate) gone = _visitors.Remove(visitor);
        if (gone) Changed();
    }

    /// <summary>One visitor's events. One reader.</summary>
    internal sealed class Visitor(EventHub hub) : IDisposable
    {
        private readonly Lock _gate = new();
        private readonly Queue<ServerEvent> _events = new();
        private readonly SemaphoreSlim _wake = new(0, 1);
        private ServerEvent? _state;

        /// <summary>Events that were dropped because they waited too long.</summary>
        public long Dropped { get; private set; }

        internal void Replace(ServerEvent state)
        {
            lock (_gate)
            {
                _state = state;
                Wake();
            }
        }

        internal void Add(ServerEvent next)
        {
            lock (_gate)
            {
                _events.Enqueue(next);
                if (_events.Count > QueueMax)
                {
                    _events.Dequeue();
                    Dropped++;
                }
                Wake();
            }
        }

        /// <summary>What waits, in the order of happening; waits for the first. Empty when nothing came in time.</summary>
        public async Task<IReadOnlyList<ServerEvent>> NextAsync(TimeSpan timeout, TimeProvider time, CancellationToken stop)
        {
            // The semaphore knows no other clock than the machine's: the wait is ended from outside.
            using var late = new CancellationTokenSource(timeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
            try
            {
                await _wake.WaitAsync(either.Token);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                return [];
            }
            lock (_gate)
            {
                List<ServerEvent> all = [.. _events, .. _state is { } state ? [state] : (ServerEvent[])[]];
                _events.Clear();
                _state = null;
                return [.. all.OrderBy(waiting => waiting.Id)];
            }
        }

        // Under the lock.
        private void Wake()
        {
            if (_wake.CurrentCount == 0) _wake.Release();
        }

        public void Dispose()
        {
            hub.Leave(this);
            _wake.Dispose();
        }
    }
}
