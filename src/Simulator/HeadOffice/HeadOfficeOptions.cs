using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.Simulator.HeadOffice;

/// <summary>What a head office is given. Keys stay the giver's to dispose.</summary>
internal sealed record HeadOfficeOptions
{
    /// <summary>Where <c>head-office.db</c> lies; made when absent.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Port on 127.0.0.1; 0 takes a free one, and a restart takes the same again.</summary>
    public int Port { get; init; }

    /// <summary>Registered appliances with their public keys (ESP256).</summary>
    public required IReadOnlyDictionary<string, PublicKey> Appliances { get; init; }

    /// <summary>Signs time (ESP256).</summary>
    public required SigningKey TimeKey { get; init; }

    /// <summary>Opens what appliances seal: HPKE private scalar, 32 bytes.</summary>
    public required ReadOnlyMemory<byte> SealingPrivateKey { get; init; }

    /// <summary>Public half of the sealing key, 65 bytes; goes into the appliances' configuration.</summary>
    public required ReadOnlyMemory<byte> SealingPublicKey { get; init; }

    /// <summary>Head office's clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
