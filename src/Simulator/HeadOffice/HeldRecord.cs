using TempIdentity.GateAgent.Recording;

namespace TempIdentity.Simulator.HeadOffice;

/// <summary>A record as head office holds it. Body null: quarantined, only its hash is here.</summary>
internal sealed record HeldRecord(
    string Appliance, long Epoch, long Sequence, RecordKind Kind, string Code, byte[]? Body, byte[] BodyHash, byte[] Hash, long ReceivedMs)
{
    public bool Quarantined => Body is null;
}

/// <summary>An alarm told ahead.</summary>
internal sealed record HeldHint(string Appliance, long Epoch, long Sequence, string Code, byte[] Hash, long ReceivedMs);

/// <summary>Two different hashes signed for one place in a chain: an appliance was copied, restored or forged.</summary>
internal sealed record HeldConflict(string Appliance, long Epoch, long Sequence, byte[] Held, byte[] Offered, long ReceivedMs);

/// <summary>What head office can prove about one chain.</summary>
internal sealed record ChainReport
{
    public required string Appliance { get; init; }
    public required long Epoch { get; init; }
    /// <summary>All records up to here are held.</summary>
    public required long HighWater { get; init; }
    /// <summary>Newest sequence that the appliance has signed as its head.</summary>
    public required long SignedHead { get; init; }
    /// <summary>Sequences that should be there and are not.</summary>
    public required IReadOnlyList<long> Holes { get; init; }
    /// <summary>Sequences whose bytes do not fit the chain, or whose hash is not the one signed.</summary>
    public required IReadOnlyList<long> Mismatches { get; init; }
    /// <summary>Records held as their hash only.</summary>
    public required IReadOnlyList<long> Quarantined { get; init; }
    /// <summary>The stored signature over the newest head verifies with the appliance's key.</summary>
    public required bool HeadSigned { get; init; }

    /// <summary>What is held is what was recorded, without a hole.</summary>
    public bool Proven => Holes.Count == 0 && Mismatches.Count == 0 && HeadSigned;

    /// <summary>Proven, and nothing that the appliance signed is still on its way.</summary>
    public bool Complete => Proven && HighWater >= SignedHead;
}
