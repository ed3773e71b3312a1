using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Services.Licence.Drivers;

/// <summary>What the police keep of a driver and the licence (驾驶人信息).</summary>
internal sealed record DriverRecord
{
    /// <summary>Statuses and notes of one licence at most; the electronic licence's list takes 16 with ours.</summary>
    public const int StatusesMax = 12;

    public required Identity Person { get; init; }

    /// <summary>档案编号, 12 digits.</summary>
    public required string ArchiveNumber { get; init; }

    /// <summary>准驾车型, at least one.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>发证机关, a division code of six digits.</summary>
    public required int Authority { get; init; }

    public required UnixTime ValidFrom { get; init; }

    /// <summary>Exclusive.</summary>
    public required UnixTime ValidUntil { get; init; }

    /// <summary>A photo that fits the rules is on file (L3).</summary>
    public required bool PhotoOnFile { get; init; }

    /// <summary>Statuses with reason and time; several may hold at once. Normal is no entry, unless paper is needed (L16).</summary>
    public IReadOnlyList<StatusEntry> Statuses { get; init; } = [];

    /// <summary>Counts the changes after which the electronic licence must be applied for again (L12, L13); the first is 1.</summary>
    public int Generation { get; init; } = 1;

    /// <summary>Masked: never the person's data.</summary>
    public override string ToString() => "DriverRecord(masked)";
}

/// <summary>A driver as kept.</summary>
/// <param name="PhotoReplacedAt">When the electronic licence's photo was replaced last (L7); null when never.</param>
internal sealed record Driver(long Id, DriverRecord Record, UnixTime? PhotoReplacedAt)
{
    /// <summary>Masked: never the person's data.</summary>
    public override string ToString() => FormattableString.Invariant($"Driver({Id})");
}
