using TempIdentity.GateAgent;

namespace TempIdentity.Simulator.Services.Licence.Rules;

/// <summary>A purpose that the electronic licence serves; the verifiers know it by the same code.</summary>
internal sealed record LicencePurpose(Purpose Purpose, string Zh, string En, bool Served = true)
{
    /// <summary>Stable code.</summary>
    public string Code => Purpose.ToText();

    /// <summary>The paper licence is asked for too (L16).</summary>
    public bool PaperNeeded => Purpose.Rules().NeedsPaper;
}

/// <summary>L15: valid nationwide, for these purposes.</summary>
internal static class LicencePurposes
{
    public static IReadOnlyList<LicencePurpose> All { get; } =
    [
        new(Purpose.Roadside, "路面查验", "roadside check"),
        new(Purpose.Violation, "违法处理", "handling of violations"),
        new(Purpose.Accident, "事故处理", "handling of accidents"),
        new(Purpose.LicenceBusiness, "驾驶证业务", "licence business"),
        new(Purpose.Rental, "汽车租赁", "car rental"),
        new(Purpose.Insurance, "保险办理", "insurance"),
        new(Purpose.Qualification, "驾驶资质证明", "proof of qualification to drive"),
    ];
}
