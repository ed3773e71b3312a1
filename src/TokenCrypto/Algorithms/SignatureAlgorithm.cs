namespace TempIdentity.TokenCrypto.Algorithms;

/// <summary>The signature algorithms of the format. Values are the COSE algorithm identifiers.</summary>
public enum SignatureAlgorithm
{
    /// <summary>ECDSA, P-256, SHA-256, fully specified (RFC 9864). Signature: r‖s, 64 bytes.</summary>
    ESP256 = -9,
    /// <summary>Ed25519, fully specified (RFC 9864; RFC 8032). Signature: 64 bytes. Issuers only, never holders.</summary>
    Ed25519 = -19,
    /// <summary>
    /// SM2 with SM3 and the ID 1234567812345678 (GB/T 32918.2). Private use: none is registered. Signature: r‖s, 64 bytes.
    /// </summary>
    SM2 = -65537,
}
