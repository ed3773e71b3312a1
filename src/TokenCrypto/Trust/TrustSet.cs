using System.Formats.Cbor;

namespace TempIdentity.TokenCrypto.Trust;

/// <summary>Version and window of the set or of a target.</summary>
internal readonly record struct TargetWindow(long Version, UnixTime IssuedAt, UnixTime ExpiresAt)
{
    /// <summary>
    /// The rule that does not hold, or null. A version is never above its issue time in seconds: with the limit on future issue times, a
    /// thief of a key cannot push a floor out of the honest publisher's reach (I8).
    /// </summary>
    public string? Problem =>
        IssuedAt.Seconds is < 0 or > UnixTime.MaxSeconds || ExpiresAt.Seconds is < 0 or > UnixTime.MaxSeconds ? "Instant out of range."
        : Version < 1 || Version > IssuedAt.Seconds ? "Version below 1 or above the issue time in seconds."
        : ExpiresAt <= IssuedAt ? "Expires before it is issued."
        : ExpiresAt - IssuedAt > TrustLimits.LifetimeMaxSeconds ? "Expires more than 7 days after its issue."
        : null;

    public static TargetWindow Read(CborReader reader) => new(reader.Version(), reader.Time(), reader.Time());

    public void Write(CborWriter writer)
    {
        writer.WriteInt64(Version);
        writer.WriteInt64(IssuedAt.Seconds);
        writer.WriteInt64(ExpiresAt.Seconds);
    }
}

/// <summary>
/// The set's payload: <c>["TI1/trust-set", version, issued, expires, [fresh, aging, …three pairs], [key…]]</c>, keys ascending by
/// identifier.
/// </summary>
internal sealed record TrustSet(TargetWindow Window, FreshnessPolicy Freshness, IReadOnlyList<PublishedKey> Keys)
{
    /// <summary>The rule that does not hold, or null. The writer and the loader ask the same question.</summary>
    public string? Problem =>
        Window.Problem
        ?? (Freshness.Set.IsInRange && Freshness.Status.IsInRange && Freshness.Manifest.IsInRange ? null : "Freshness tiers out of range.")
        ?? (Keys.Count <= TrustLimits.KeysMax ? null : "Too many keys.")
        ?? (IdsAscend ? null : "Key identifiers repeat or are not ascending.")
        ?? Keys.Select(KeyProblem).FirstOrDefault(problem => problem is not null);

    public byte[] Encode()
    {
        var writer = StrictCbor.NewWriter();
        writer.WriteStartArray(6);
        writer.WriteTextString(TrustNames.SetType);
        Window.Write(writer);
        writer.WriteStartArray(6);
        foreach (var tiers in (FreshnessTiers[])[Freshness.Set, Freshness.Status, Freshness.Manifest])
        {
            writer.WriteInt32(tiers.FreshSeconds);
            writer.WriteInt32(tiers.AgingSeconds);
        }
        writer.WriteEndArray();
        writer.WriteStartArray(Keys.Count);
        foreach (var key in Keys) WriteKey(writer, key);
        writer.WriteEndArray();
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>Null when the payload is not the one encoding of a set that keeps every rule.</summary>
    public static TrustSet? TryDecode(ReadOnlyMemory<byte> payload)
    {
        var set = StrictCbor.TryRead(payload, Read);
        return set is not null && set.Problem is null && payload.Span.SequenceEqual(set.Encode()) ? set : null;
    }

    private bool IdsAscend => Keys.Zip(Keys.Skip(1)).All(pair => pair.First.Id.Value < pair.Second.Id.Value);

    private string? KeyProblem(PublishedKey key) =>
        !Enum.IsDefined(key.Purpose) ? "Unknown purpose."
        : key.PublishedAt.Seconds < 0 || key.Until.Seconds > UnixTime.MaxSeconds ? "Instant out of range."
        : key.PublishedAt > Window.IssuedAt ? "Key published after the set's issue."
        : key.From - key.PublishedAt < TrustedKey.PublishAheadMinSeconds ? "Key activates less than 24 h after its publication."
        : key.Until <= key.From ? "Key ends before it starts."
        : key.TailSeconds is < 0 or > TrustLimits.TailMaxSeconds ? "Tail out of range."
        : null;

    private static TrustSet Read(CborReader reader)
    {
        reader.Array(6);
        reader.Literal(TrustNames.SetType);
        var window = TargetWindow.Read(reader);
        reader.Array(6);
        var freshness = new FreshnessPolicy(ReadTiers(reader), ReadTiers(reader), ReadTiers(reader));
        reader.ReadEndArray();
        var keys = new PublishedKey[reader.ArrayUpTo(TrustLimits.KeysMax)];
        for (var i = 0; i < keys.Length; i++) keys[i] = ReadKey(reader);
        reader.ReadEndArray();
        reader.ReadEndArray();
        return new TrustSet(window, freshness, keys);
    }

    private static FreshnessTiers ReadTiers(CborReader reader) => new(reader.ReadInt32(), reader.ReadInt32());

    private static PublishedKey ReadKey(CborReader reader)
    {
        reader.Array(8);
        var id = KeyId.Read(reader.Bytes(KeyId.SizeBytes, KeyId.SizeBytes).Span);
        var publicKey = reader.Key();
        var key = new PublishedKey(
            id, publicKey, (KeyPurpose)reader.ReadInt32(), reader.Time(), reader.Time(), reader.Time(), reader.ReadInt32());
        reader.ReadEndArray();
        return key;
    }

    private static void WriteKey(CborWriter writer, PublishedKey key)
    {
        var id = new byte[KeyId.SizeBytes];
        key.Id.Write(id);
        writer.WriteStartArray(8);
        writer.WriteByteString(id);
        writer.WriteInt32((int)key.Key.Algorithm);
        writer.WriteByteString(key.Key.ToCompressed());
        writer.WriteInt32((int)key.Purpose);
        writer.WriteInt64(key.PublishedAt.Seconds);
        writer.WriteInt64(key.From.Seconds);
        writer.WriteInt64(key.Until.Seconds);
        writer.WriteInt32(key.TailSeconds);
        writer.WriteEndArray();
    }
}
