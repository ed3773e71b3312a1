using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.TokenCrypto.Sealing;

/// <summary>Who a compartment is sealed for. Keys are independent for each audience and number.</summary>
public enum Audience
{
    /// <summary>Unattended railway gates: the manifest secret.</summary>
    RailGate,
    /// <summary>Railway staff: identity.</summary>
    RailStaff,
    /// <summary>Traffic police: identity of licences.</summary>
    Police,
}

/// <summary>Identity documents (L1); the numbers are those of the format.</summary>
public enum DocumentType
{
    /// <summary>中国居民身份证.</summary>
    ResidentIdentityCard = 1,
    /// <summary>军官证.</summary>
    OfficerCard = 2,
    /// <summary>士兵证.</summary>
    SoldierCard = 3,
    /// <summary>军官离退休证.</summary>
    RetiredOfficerCard = 4,
}

/// <summary>The person. Personal data: never logged, never written in clear; <see cref="ToString"/> is masked.</summary>
/// <param name="Document">Document type.</param>
/// <param name="Number">Document number; 18 characters for a resident identity card.</param>
/// <param name="Name">Name, at most <see cref="CodeLimits.NameCharsMax"/> characters.</param>
public sealed record Identity(DocumentType Document, string Number, string Name)
{
    /// <summary>Masked: never the person's data.</summary>
    public override string ToString() => "Identity(masked)";
}

/// <summary>A key that unseals, with its window; a secret of one device.</summary>
public sealed record UnsealingKey(Audience Audience, int Number, UnixTime From, UnixTime Until, ReadOnlyMemory<byte> Key)
{
    /// <summary>Seconds after its end at which the key is erased (I11).</summary>
    public const int EraseAfterSeconds = 7200;

    /// <summary>Never the key.</summary>
    public override string ToString() => $"UnsealingKey({Audience}, {Number})";
}

/// <summary>
/// The unsealing keys of one verifier. Immutable, thread-safe. A lookup outside a key's window (until + 2 h) finds nothing.
/// </summary>
public sealed class UnsealingKeys
{
    /// <summary>No keys: a verifier that may open nothing.</summary>
    public static UnsealingKeys None { get; } = new([]);

    private readonly Dictionary<(Audience, int), UnsealingKey> _keys;

    /// <summary>Makes the set. Throws <see cref="ArgumentException"/> when two keys share audience and number.</summary>
    public UnsealingKeys(IReadOnlyList<UnsealingKey> keys)
    {
        All = keys;
        _keys = keys.ToDictionary(key => (key.Audience, key.Number));
    }

    /// <summary>All keys.</summary>
    public IReadOnlyList<UnsealingKey> All { get; }

    /// <summary>The key of an audience and number, when held and in its window at <paramref name="now"/>.</summary>
    public UnsealingKey? Find(Audience audience, int number, UnixTime now) =>
        _keys.TryGetValue((audience, number), out var key) && now >= key.From && now < key.Until + UnsealingKey.EraseAfterSeconds
            ? key
            : null;
}

/// <summary>Why a compartment was not opened.</summary>
public enum UnsealOutcome
{
    /// <summary>Opened.</summary>
    Opened,
    /// <summary>The code has no such compartment.</summary>
    Absent,
    /// <summary>This verifier holds no key for it.</summary>
    KeyMissing,
    /// <summary>The bytes were not sealed with that key for this code, or what they hold is not as the format says.</summary>
    Corrupt,
}
