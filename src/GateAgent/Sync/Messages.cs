using System.Text.Json.Serialization;

namespace TempIdentity.GateAgent.Sync;

/// <summary>A record as it travels. A quarantined one carries its body's hash in the body's place. Bytes are base64.</summary>
internal sealed record RecordMessage
{
    public required long Sequence { get; init; }
    public required int Kind { get; init; }
    public required string Code { get; init; }
    public byte[]? Body { get; init; }
    public byte[]? BodyHash { get; init; }
    public bool Quarantined { get; init; }
    public required byte[] Hash { get; init; }
}

/// <summary>The newest record of the sender when it signed: nothing up to here may be missing in the end (I5).</summary>
internal sealed record HeadMessage
{
    public required long Sequence { get; init; }
    public required byte[] Hash { get; init; }
}

/// <summary>A run of records without a gap, signed. The epoch is text, because many readers of JSON round 63-bit numbers.</summary>
internal sealed record BatchMessage
{
    public required string Appliance { get; init; }
    public required string Epoch { get; init; }
    public required long First { get; init; }
    public required long Last { get; init; }
    public required byte[] Previous { get; init; }
    public required HeadMessage Head { get; init; }
    public required IReadOnlyList<RecordMessage> Records { get; init; }
    public required byte[] Signature { get; init; }
}

/// <summary>An alarm, told ahead of its record. Proves nothing by itself: the record follows in sequence.</summary>
internal sealed record HintMessage
{
    public required string Appliance { get; init; }
    public required string Epoch { get; init; }
    public required long Sequence { get; init; }
    public required string Code { get; init; }
    public required byte[] Hash { get; init; }
    public required byte[] Signature { get; init; }
}

internal sealed record AcknowledgedMessage
{
    public required long Acknowledged { get; init; }
}

internal sealed record TimeRequestMessage
{
    public required byte[] Nonce { get; init; }
}

/// <summary>Milliseconds since 1970-01-01T00:00:00Z (POSIX), signed together with the nonce.</summary>
internal sealed record TimeMessage
{
    public required long TimeMs { get; init; }
    public required byte[] Signature { get; init; }
}

/// <summary>Problem details (RFC 9457) with our members. Unknown members are left unread, as the RFC asks of a client.</summary>
internal sealed record ProblemMessage
{
    public string? Type { get; init; }
    public string? Title { get; init; }
    public int? Status { get; init; }
    public string? Detail { get; init; }
    public string? TitleZhCn { get; init; }
    public string? Code { get; init; }
    public long? Expected { get; init; }
    public long? Sequence { get; init; }
    public string? Reason { get; init; }
}

/// <summary>What the appliance reads: members that it does not know are left unread.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, MaxDepth = 8)]
[JsonSerializable(typeof(BatchMessage))]
[JsonSerializable(typeof(HintMessage))]
[JsonSerializable(typeof(AcknowledgedMessage))]
[JsonSerializable(typeof(TimeRequestMessage))]
[JsonSerializable(typeof(TimeMessage))]
[JsonSerializable(typeof(ProblemMessage))]
internal sealed partial class SyncJson : JsonSerializerContext;

/// <summary>What head office reads: anything that it does not know is refused, so that nothing unsigned rides along.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false,
    RespectNullableAnnotations = true, MaxDepth = 8)]
[JsonSerializable(typeof(BatchMessage))]
[JsonSerializable(typeof(HintMessage))]
[JsonSerializable(typeof(TimeRequestMessage))]
internal sealed partial class SyncIntakeJson : JsonSerializerContext;
