namespace TempIdentity.Simulator.Services.Licence.Rules;

/// <summary>A purpose that the electronic licence serves.</summary>
/// <param name="Code">Stable code.</param>
internal sealed record LicencePurpose(string Code, string Zh, string En, bool Served);

/// <summary>L15: valid nationwide, for these purposes.</summary>
internal static class LicencePurposes
{
    public static IReadOnlyList<LicencePurpose> All { get; } =
    [
        new("roadside", "路面查验", "roadside check", true),
        new("violation", "违法处理", "handling of violations", true),
        new("accident", "事故处理", "handling of accidents", true),
        new("licence-business", "驾驶证业务", "licence business", true),
        new("car-rental", "汽车租赁", "car rental", true),
        new("insurance", "保险办理", "insurance", true),
        new("driving-proof", "驾驶资质证明", "proof of qualification to drive", true),
    ];
}
