using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.GateAgent;

/// <summary>A lane's name in configuration, records and logs.</summary>
internal readonly record struct LaneId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A lane as the pure middle sees it.</summary>
internal sealed record Lane(LaneId Id, Purpose Purpose, string? Station, CodeWindows Windows, bool HasGate)
{
    /// <summary>The train that the lane serves: a platform's gate, a check on board. Null: any train.</summary>
    public string? Train { get; init; }

    /// <summary>The paper licence is asked for here whatever the list says (L16): a campaign, a court's order.</summary>
    public bool AsksForPaper { get; init; }
}
