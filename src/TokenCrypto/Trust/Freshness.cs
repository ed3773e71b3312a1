namespace TempIdentity.TokenCrypto.Trust;

/// <summary>How old a piece of trust is, counted from its signed issue time.</summary>
public enum Freshness
{
    /// <summary>Within its fresh time.</summary>
    Fresh,
    /// <summary>Older: an operator should look.</summary>
    Aging,
    /// <summary>Older still: recorded with each verdict that rests on it.</summary>
    Stale,
    /// <summary>Past its expiry: never stretched.</summary>
    Dead,
}

/// <summary>Where the tiers end, as ages in seconds, both exclusive: fresh below the first, aging below the second, then stale.</summary>
/// <param name="FreshSeconds">1 to <paramref name="AgingSeconds"/>.</param>
/// <param name="AgingSeconds">At most <see cref="TrustLimits.LifetimeMaxSeconds"/>.</param>
public readonly record struct FreshnessTiers(int FreshSeconds, int AgingSeconds)
{
    /// <summary>The tier of an age; ages below 0 (a clock behind the issuer's) count as 0. Never <see cref="Freshness.Dead"/>.</summary>
    public Freshness Of(long ageSeconds) =>
        ageSeconds < FreshSeconds ? Freshness.Fresh
        : ageSeconds < AgingSeconds ? Freshness.Aging
        : Freshness.Stale;

    internal bool IsInRange => FreshSeconds >= 1 && FreshSeconds <= AgingSeconds && AgingSeconds <= TrustLimits.LifetimeMaxSeconds;
}

/// <summary>The tiers of each kind of content, as signed in the set.</summary>
/// <param name="Set">Of the set itself.</param>
/// <param name="Status">Of status lists.</param>
/// <param name="Manifest">Of ticket manifests.</param>
public sealed record FreshnessPolicy(FreshnessTiers Set, FreshnessTiers Status, FreshnessTiers Manifest)
{
    /// <summary>Set 24 h and 72 h; status lists 1 h and 24 h; manifests 1 h and 12 h.</summary>
    public static FreshnessPolicy Default { get; } = new(new(86_400, 259_200), new(3_600, 86_400), new(3_600, 43_200));
}
