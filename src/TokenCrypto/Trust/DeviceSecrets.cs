using System.Formats.Cbor;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.TokenCrypto.Trust;

/// <summary>
/// What one verifier holds for itself, apart from public trust: its name, its station, and the keys that unseal. One file,
/// <see cref="File"/>:
/// <c>["TI1/device", device id, station or null, [[audience, number, from, until, key]…]]</c> in deterministic CBOR, keys ascending by
/// audience and number. Secret, and not signed: whoever can write it owns the device. Immutable, thread-safe.
/// </summary>
public sealed class DeviceSecrets
{
    /// <summary>File name in the device's directory.</summary>
    public const string File = "device.cbor";

    /// <summary>Bytes of the file at most.</summary>
    public const int BytesMax = 65_536;

    /// <summary>Keys at most.</summary>
    public const int KeysMax = 256;

    /// <summary>Characters of a device id at most.</summary>
    public const int DeviceIdCharsMax = 64;

    private const string Type = "TI1/device";
    private const int KeyNumberMax = 65_535;

    internal DeviceSecrets(string deviceId, string? station, IReadOnlyList<UnsealingKey> keys)
    {
        DeviceId = deviceId;
        Station = station;
        Keys = keys;
    }

    /// <summary>The device's name: 1 to 64 of a–z, A–Z, 0–9, <c>-</c>, <c>_</c>, <c>.</c>.</summary>
    public string DeviceId { get; }

    /// <summary>Station code of a fixed device; null for one that moves.</summary>
    public string? Station { get; }

    /// <summary>The keys, ascending by audience and number.</summary>
    public IReadOnlyList<UnsealingKey> Keys { get; }

    /// <summary>The keys as the unsealer takes them; it judges each key's window itself.</summary>
    public UnsealingKeys UnsealingKeys => field ??= new UnsealingKeys(Keys);

    /// <summary>
    /// The same secrets without the keys whose window and grace (<see cref="UnsealingKey.EraseAfterSeconds"/>) are over: what the device
    /// writes back, so that no secret outlives its window on it (I11). The same object when none is over.
    /// </summary>
    public DeviceSecrets WithoutEnded(UnixTime now)
    {
        var held = Keys.Where(key => now < key.Until + UnsealingKey.EraseAfterSeconds).ToList();
        return held.Count == Keys.Count ? this : new DeviceSecrets(DeviceId, Station, held);
    }

    /// <summary>The file's bytes.</summary>
    public byte[] Encode()
    {
        var writer = StrictCbor.NewWriter();
        writer.WriteStartArray(4);
        writer.WriteTextString(Type);
        writer.WriteTextString(DeviceId);
        if (Station is null) writer.WriteNull();
        else writer.WriteTextString(Station);
        writer.WriteStartArray(Keys.Count);
        foreach (var key in Keys)
        {
            writer.WriteStartArray(5);
            writer.WriteInt32((int)key.Audience);
            writer.WriteInt32(key.Number);
            writer.WriteInt64(key.From.Seconds);
            writer.WriteInt64(key.Until.Seconds);
            writer.WriteByteString(key.Key.Span);
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>
    /// Reads the file's bytes. False when they are not the one encoding of secrets that keep every rule. Never throws for any content.
    /// </summary>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, out DeviceSecrets? secrets)
    {
        var read = bytes.Length <= BytesMax ? StrictCbor.TryRead(bytes, Read) : null;
        secrets = read is not null && read.Problem is null && bytes.Span.SequenceEqual(read.Encode()) ? read : null;
        return secrets is not null;
    }

    /// <summary>Never a key.</summary>
    public override string ToString() => $"DeviceSecrets({DeviceId}, {Keys.Count} keys)";

    /// <summary>The rule that does not hold, or null. The writer and the reader ask the same question.</summary>
    internal string? Problem =>
        DeviceId.Length is < 1 or > DeviceIdCharsMax || !DeviceId.All(IsDeviceIdChar) ? "Not a device id."
        : Station is not null && !TrustNames.IsStation(Station) ? "Not a station code."
        : Keys.Count > KeysMax ? "Too many keys."
        : !Keys.Zip(Keys.Skip(1)).All(pair => Order(pair.First) < Order(pair.Second)) ? "Keys repeat or are not ascending."
        : Keys.Select(KeyProblem).FirstOrDefault(problem => problem is not null);

    internal static long Order(UnsealingKey key) => ((long)key.Audience << 32) + key.Number;

    private static bool IsDeviceIdChar(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';

    private static string? KeyProblem(UnsealingKey key) =>
        !Enum.IsDefined(key.Audience) ? "Unknown audience."
        : key.Number is < 1 or > KeyNumberMax ? "Key number out of range."
        : key.From.Seconds < 0 || key.Until.Seconds > UnixTime.MaxSeconds || key.Until <= key.From ? "Key window out of range."
        : key.Key.Length != AesSiv.KeySizeBytes ? "Key of a wrong length."
        : null;

    private static DeviceSecrets Read(CborReader reader)
    {
        reader.Array(4);
        reader.Literal(Type);
        var deviceId = reader.ReadTextString();
        var station = reader.PeekState() == CborReaderState.Null ? ReadNull(reader) : reader.ReadTextString();
        var keys = new UnsealingKey[reader.ArrayUpTo(KeysMax)];
        for (var i = 0; i < keys.Length; i++) keys[i] = ReadKey(reader);
        reader.ReadEndArray();
        reader.ReadEndArray();
        return new DeviceSecrets(deviceId, station, keys);
    }

    private static string? ReadNull(CborReader reader)
    {
        reader.ReadNull();
        return null;
    }

    private static UnsealingKey ReadKey(CborReader reader)
    {
        reader.Array(5);
        var key = new UnsealingKey(
            (Audience)reader.ReadInt32(), reader.ReadInt32(), reader.Time(), reader.Time(),
            reader.Bytes(AesSiv.KeySizeBytes, AesSiv.KeySizeBytes).ToArray());
        reader.ReadEndArray();
        return key;
    }
}
