using System.Security.Cryptography;
using Org.BouncyCastle.Math.EC.Rfc8032;
using TempIdentity.TokenCrypto.Algorithms;

namespace TempIdentity.TokenCrypto.Signing;

/// <summary>
/// A private key that signs: issuers, phones, devices, tests. Not used by anything that verifies. Thread-safe; dispose erases it.
/// Private bytes: the 32-byte scalar (EC, big-endian) or seed (Ed25519).
/// </summary>
public sealed class SigningKey : IDisposable
{
    /// <summary>Length in bytes of the private bytes.</summary>
    public const int PrivateSizeBytes = 32;

    private readonly Lock _lock = new();
    private readonly byte[] _privateBytes;
    private readonly Dictionary<ISigningProvider, IPrivateKey> _prepared = [];
    private bool _isDisposed;

    private SigningKey(PublicKey publicKey, ReadOnlySpan<byte> privateBytes)
    {
        PublicKey = publicKey;
        _privateBytes = privateBytes.ToArray();
    }

    /// <summary>The algorithm.</summary>
    public SignatureAlgorithm Algorithm => PublicKey.Algorithm;

    /// <summary>The public half.</summary>
    public PublicKey PublicKey { get; }

    /// <summary>A new key from the machine's random numbers.</summary>
    /// <exception cref="ArgumentException">The algorithm is none of ours.</exception>
    public static SigningKey Generate(SignatureAlgorithm algorithm)
    {
        Span<byte> bytes = stackalloc byte[PrivateSizeBytes];
        byte[]? publicBytes;
        do
        {
            RandomNumberGenerator.Fill(bytes);
            publicBytes = DerivePublic(algorithm, bytes);
        }
        while (publicBytes is null);
        var key = Create(algorithm, publicBytes, bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return key;
    }

    /// <summary>Imports 32 private bytes. Throws <see cref="ArgumentException"/> when they are no key of the algorithm.</summary>
    /// <exception cref="ArgumentException">Not 32 bytes, an EC scalar not in [1, n − 1], or an algorithm that is none of ours.</exception>
    public static SigningKey Import(SignatureAlgorithm algorithm, ReadOnlySpan<byte> privateBytes)
    {
        if (privateBytes.Length != PrivateSizeBytes)
            throw new ArgumentException($"a private key is {PrivateSizeBytes} bytes", nameof(privateBytes));
        var publicBytes = DerivePublic(algorithm, privateBytes)
            ?? throw new ArgumentException("the scalar is out of range", nameof(privateBytes));
        return Create(algorithm, publicBytes, privateBytes);
    }

    /// <summary>The 32 private bytes; the caller erases them.</summary>
    public byte[] Export()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return [.. _privateBytes];
        }
    }

    /// <summary>Signs. 64 bytes, r‖s for EC.</summary>
    public byte[] Sign(ReadOnlySpan<byte> message) => Sign(message, SignatureProviders.Default);

    /// <summary>Signs with a named provider, so that each can check the other.</summary>
    /// <exception cref="NotSupportedException">The provider does not have the algorithm, or does not sign.</exception>
    public byte[] Sign(ReadOnlySpan<byte> message, ISignatureProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        if (provider is not ISigningProvider signing)
            throw new NotSupportedException($"{provider.Name} does not sign");
        IPrivateKey? key;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (!_prepared.TryGetValue(signing, out key))
                _prepared.Add(signing, key = signing.PreparePrivate(PublicKey, _privateBytes));
        }
        return key.Sign(message);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            CryptographicOperations.ZeroMemory(_privateBytes);
            foreach (var key in _prepared.Values)
                key.Dispose();
            _prepared.Clear();
        }
    }

    private static byte[]? DerivePublic(SignatureAlgorithm algorithm, ReadOnlySpan<byte> privateBytes)
    {
        switch (algorithm)
        {
            case SignatureAlgorithm.ESP256:
                return BouncyCastleCurve.PublicPoint(BouncyCastleCurve.P256, privateBytes);
            case SignatureAlgorithm.SM2:
                return BouncyCastleCurve.PublicPoint(BouncyCastleCurve.Sm2, privateBytes);
            case SignatureAlgorithm.Ed25519:
                var point = new byte[Ed25519.PublicKeySize];
                Ed25519.GeneratePublicKey(privateBytes.ToArray(), 0, point, 0);
                return point;
            default:
                throw new ArgumentException("no algorithm of the format", nameof(algorithm));
        }
    }

    private static SigningKey Create(SignatureAlgorithm algorithm, byte[] publicBytes, ReadOnlySpan<byte> privateBytes) =>
        PublicKey.TryImport(algorithm, publicBytes, out var publicKey)
            ? new SigningKey(publicKey, privateBytes)
            : throw new InvalidOperationException("a derived public key failed its checks");
}
