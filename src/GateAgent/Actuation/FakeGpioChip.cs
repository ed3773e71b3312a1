using System.Collections.Concurrent;
using TempIdentity.GateAgent.Interop;

namespace TempIdentity.GateAgent.Actuation;

/// <summary>A chip without hardware: keeps what was asked of it, and refuses when told. Thread-safe.</summary>
internal sealed class FakeGpioChip : IGpioChip
{
    private readonly BlockingCollection<gpio_v2_line_event> _edges = [];
    private volatile bool _refuseRequests;
    private volatile bool _refuseValues;
    private volatile bool _refuseReads;
    private int _held;

    public ConcurrentQueue<gpio_v2_line_request> Requests { get; } = new();

    /// <summary>Every value set that the chip took, in order.</summary>
    public ConcurrentQueue<gpio_v2_line_values> Values { get; } = new();

    /// <summary>Requests not given back.</summary>
    public int Held => Volatile.Read(ref _held);

    public bool RefuseRequests { get => _refuseRequests; set => _refuseRequests = value; }
    public bool RefuseValues { get => _refuseValues; set => _refuseValues = value; }
    public bool RefuseReads { get => _refuseReads; set => _refuseReads = value; }

    /// <summary>An edge at an input line.</summary>
    public void Edge(uint id) => _edges.Add(new gpio_v2_line_event { id = id });

    public IGpioLines? Request(gpio_v2_line_request request)
    {
        if (RefuseRequests) return null;
        Requests.Enqueue(request);
        Interlocked.Increment(ref _held);
        return new Lines(this);
    }

    private sealed class Lines(FakeGpioChip chip) : IGpioLines
    {
        private int _disposed;

        public bool SetValues(gpio_v2_line_values values)
        {
            if (chip.RefuseValues || _disposed != 0) return false;
            chip.Values.Enqueue(values);
            return true;
        }

        public int ReadEvents(Span<gpio_v2_line_event> events, int timeoutMilliseconds)
        {
            if (chip.RefuseReads || _disposed != 0) return -1;
            if (!chip._edges.TryTake(out var edge, timeoutMilliseconds)) return 0;
            events[0] = edge;
            return 1;
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0) Interlocked.Decrement(ref chip._held);
        }
    }
}
