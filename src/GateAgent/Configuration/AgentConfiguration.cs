using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.GateAgent.Configuration;

/// <summary>A whole, valid configuration. Made by the reader only, which reports every error at once with file and key.</summary>
internal sealed record AgentConfiguration
{
    /// <summary>JSON key <c>simulated</c>: simulated devices may be configured, and every record says so.</summary>
    public bool Simulated { get; init; }
    /// <summary>
    /// <c>simulated_clock</c>: file of the seconds by which a tester has moved this appliance's time ahead; null: none. Absolute; only
    /// with <c>simulated: true</c>.
    /// </summary>
    public string? SimulatedClock { get; init; }
    /// <summary><c>appliance</c>: name of this appliance, 1–64 of [a-z0-9-].</summary>
    public required string Appliance { get; init; }
    /// <summary><c>state_directory</c>: ledger and kept trust; absolute.</summary>
    public required string StateDirectory { get; init; }
    public required TrustSection Trust { get; init; }
    /// <summary><c>device_directory</c>: this verifier's secrets (device.cbor, signing.key).</summary>
    public required string DeviceDirectory { get; init; }
    public required HeadOfficeSection HeadOffice { get; init; }
    public required IReadOnlyList<LaneSection> Lanes { get; init; }
}

/// <summary><c>trust</c>: where new trust arrives, and the root pinned at enrolment.</summary>
internal sealed record TrustSection(string Directory, ReadOnlyMemory<byte> RootSha256, int PollMilliseconds);

/// <summary>
/// <c>head_office</c>: where records go (base URL), the HPKE key that personal fields are sealed to, the key that signs time (ESP256,
/// optional).
/// </summary>
internal sealed record HeadOfficeSection(Uri Url, ReadOnlyMemory<byte> SealingKey, ReadOnlyMemory<byte>? TimeKey, int RetryMillisecondsMax);

/// <summary><c>lanes[]</c>.</summary>
internal sealed record LaneSection(string Id, Purpose Purpose, string? Station, ScannerSection Scanner, GateSection Gate,
    CodeWindows Windows, int PassWindowMilliseconds)
{
    /// <summary><c>train</c>: the train that the lane serves; null: any.</summary>
    public string? Train { get; init; }

    /// <summary><c>ask_for_paper</c>: the paper licence is asked for whatever the list says (L16).</summary>
    public bool AsksForPaper { get; init; }
}

/// <summary><c>scanner</c>: kind <c>serial</c>.</summary>
internal sealed record ScannerSection(string Path, int Baud, int IdleGapMilliseconds, int CoalesceMilliseconds, int FramesPerSecondMax);

/// <summary><c>gate</c>: kind <c>none</c>, <c>gpio</c> or <c>socket</c>.</summary>
internal abstract record GateSection
{
    internal sealed record None : GateSection;

    /// <summary>Kernel GPIO lines (uAPI v2). Passage line null: no sensor, so outcomes are unknown.</summary>
    internal sealed record Gpio(string Chip, int RelayLine, int? PassageLine, int? GreenLine, int? RedLine, bool ActiveLow,
        int PulseMilliseconds) : GateSection;

    /// <summary>The Simulator's gate; only with <c>simulated: true</c>. Also used by lanes without wings for the display alone.</summary>
    internal sealed record Socket(string Path, int PulseMilliseconds) : GateSection;
}
