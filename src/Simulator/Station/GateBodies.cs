namespace TempIdentity.Simulator.Station;

/// <summary>Where a body is.</summary>
internal enum BodyPlace
{
    /// <summary>Stands before the gate.</summary>
    Before,
    /// <summary>Walks between the wings.</summary>
    Between,
    /// <summary>Has gone through.</summary>
    Through,
    /// <summary>Did not go through, and leaves.</summary>
    TurnedBack,
}

/// <summary>Somebody at a gate, known by a number alone.</summary>
/// <param name="Tailgating">Follows close behind somebody who was granted.</param>
internal sealed record GateBody(long Id, BodyPlace Place, bool Tailgating);

/// <summary>The bodies at one gate. Thread-safe.</summary>
internal sealed class GateBodies
{
    /// <summary>Bodies at a gate at most; who comes when it is full is the oldest one's successor.</summary>
    public const int CountMax = 8;

    private readonly Lock _lock = new();
    private readonly List<GateBody> _bodies = [];
    private long _numbered;

    public IReadOnlyList<GateBody> All
    {
        get { lock (_lock) return [.. _bodies]; }
    }

    public long Add(bool tailgating = false)
    {
        lock (_lock)
        {
            if (_bodies.Count >= CountMax) _bodies.RemoveAt(0);
            _bodies.Add(new GateBody(++_numbered, BodyPlace.Before, tailgating));
            return _numbered;
        }
    }

    public void Move(long? id, BodyPlace place)
    {
        lock (_lock)
        {
            var index = _bodies.FindIndex(body => body.Id == id);
            if (index >= 0) _bodies[index] = _bodies[index] with { Place = place };
        }
    }

    public void Remove(params ReadOnlySpan<long?> ids)
    {
        lock (_lock)
        {
            foreach (var id in ids) _bodies.RemoveAll(body => body.Id == id);
        }
    }
}
