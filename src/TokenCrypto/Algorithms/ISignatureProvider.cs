namespace TempIdentity.TokenCrypto.Algorithms;

/// <summary>An implementation of the algorithms. Verifying side. Thread-safe.</summary>
public interface ISignatureProvider
{
    /// <summary>Name and version as told to operators, such as <c>libcrypto 3.0.19</c>.</summary>
    string Name { get; }

    /// <summary>True when this provider can verify with the algorithm on this machine (probed once, by a known answer).</summary>
    bool Supports(SignatureAlgorithm algorithm);

    /// <summary>
    /// Prepares a key for many verifications, in a few microseconds. Throws <see cref="NotSupportedException"/> when the algorithm is
    /// not supported.
    /// </summary>
    IVerificationKey Prepare(PublicKey key);
}

/// <summary>A prepared key. Thread-safe: one prepared key may verify on several threads at once.</summary>
public interface IVerificationKey : IDisposable
{
    /// <summary>
    /// True when <paramref name="signature"/> is a signature of <paramref name="message"/>. A wrong signature, or one of a wrong
    /// length or range, is false and never an exception.
    /// </summary>
    bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);
}
