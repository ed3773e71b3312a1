namespace TempIdentity.TokenCrypto.Codes;

/// <summary>
/// Windows of a lane. Ages in whole seconds; both ends of the code's window are inclusive, the liveness end is exclusive.
/// </summary>
public sealed record CodeWindows
{
    /// <summary>The published defaults.</summary>
    public static CodeWindows Default { get; } = new();

    /// <summary>Oldest code accepted: now − code time ≤ this.</summary>
    public int CodeAgeMaxSeconds { get; init; } = 90;
    /// <summary>Issued form: code time − now ≤ this (the issuer's clock is synchronised).</summary>
    public int IssuedAheadMaxSeconds { get; init; } = 5;
    /// <summary>Bound form: code time − now ≤ this (the phone's clock is not).</summary>
    public int BoundAheadMaxSeconds { get; init; } = 30;
    /// <summary>Real-person check: now − live &lt; this (R10).</summary>
    public int LivenessAgeMaxSeconds { get; init; } = CodeLimits.LivenessSeconds;
}

/// <summary>
/// What verification found. <see cref="Failures"/> is empty when the code is genuine and in its windows; status, purpose and ticket are
/// judged by others. Claims are given as soon as they could be read, so a record can say what was shown; they prove nothing
/// until <see cref="Authentic"/>.
/// </summary>
public sealed record CodeCheck
{
    /// <summary>All failed checks in the published order; the first is the verdict.</summary>
    public required IReadOnlyList<VerdictCode> Failures { get; init; }
    /// <summary>The claims, when the bytes could be read to the end; unproven unless <see cref="Authentic"/>.</summary>
    public CodeClaims? Claims { get; init; }
    /// <summary>The issuer's key identifier, when it could be read.</summary>
    public KeyId? Key { get; init; }
    /// <summary>True when every signature verified with an acceptable key.</summary>
    public bool Authentic { get; init; }
    /// <summary>Hash of what was signed; given when the bytes could be read.</summary>
    public PresentationId? Presentation { get; init; }
    /// <summary>Version of the trust set that the check rests on.</summary>
    public required long TrustVersion { get; init; }
    /// <summary>Proof for the unsealer: given only when there is no failure (I12).</summary>
    public VerifiedCode? Verified { get; init; }
    /// <summary>The first failure, or granted.</summary>
    public VerdictCode First => Failures.Count == 0 ? VerdictCode.Granted : Failures[0];
}

/// <summary>
/// A code whose signatures and windows all passed. Only the verifier makes one; whoever wants to unseal must show one (I12).
/// </summary>
public sealed class VerifiedCode
{
    internal VerifiedCode(CodeClaims claims, KeyId key, PresentationId presentation, byte[] compartmentContext)
    {
        Claims = claims;
        Key = key;
        Presentation = presentation;
        CompartmentContext = compartmentContext;
    }

    /// <summary>The proven claims.</summary>
    public CodeClaims Claims { get; }
    /// <summary>The issuer's key.</summary>
    public KeyId Key { get; }
    /// <summary>Hash of what was signed.</summary>
    public PresentationId Presentation { get; }
    /// <summary>Associated data common to both compartments: form, kid and all other signed claims.</summary>
    internal byte[] CompartmentContext { get; }
}
