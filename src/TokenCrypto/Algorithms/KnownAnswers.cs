namespace TempIdentity.TokenCrypto.Algorithms;

/// <summary>
/// One published signature an algorithm, by which a provider is probed at start: a build without the algorithm, or one that answers
/// wrongly, is not used. It must verify, and must not with one bit changed.
/// Sources: RFC 6979, A.2.5 (message "sample"); RFC 8032, 7.1, test 2; GB/T 32918.5, annex A.
/// </summary>
internal static class KnownAnswers
{
    private static readonly (SignatureAlgorithm Algorithm, string Key, string Message, string Signature)[] Answers =
    [
        (SignatureAlgorithm.ESP256,
            "0460FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6"
            + "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299",
            "73616D706C65",
            "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716"
            + "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8"),
        (SignatureAlgorithm.Ed25519,
            "3D4017C3E843895A92B70AA74D1B7EBC9C982CCF2EC4968CC0CD55F12AF4660C",
            "72",
            "92A009A9F0D4CAB8720E820B5F642540A2B27B5416503F8FB3762223EBDB69DA"
            + "085AC1E43E15996E458F3613D0F11D8C387B2EAEB4302AEEB00D291612BB0C00"),
        (SignatureAlgorithm.SM2,
            "0409F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
            + "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13",
            "6D65737361676520646967657374",
            "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3"
            + "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA"),
    ];

    /// <summary>The algorithms for which <paramref name="prepare"/> gives keys that answer rightly.</summary>
    internal static HashSet<SignatureAlgorithm> Probe(Func<PublicKey, IVerificationKey> prepare)
    {
        var supported = new HashSet<SignatureAlgorithm>();
        foreach (var (algorithm, key, message, signature) in Answers)
        {
            if (PublicKey.TryImport(algorithm, Convert.FromHexString(key), out var publicKey)
                && AnswersRightly(prepare, publicKey, Convert.FromHexString(message), Convert.FromHexString(signature)))
                supported.Add(algorithm);
        }
        return supported;
    }

    private static bool AnswersRightly(Func<PublicKey, IVerificationKey> prepare, PublicKey key, byte[] message, byte[] signature)
    {
        try
        {
            using var prepared = prepare(key);
            var right = prepared.Verify(message, signature);
            signature[40] ^= 1;
            return right && !prepared.Verify(message, signature);
        }
        catch (Exception e) when (e is InvalidOperationException or EntryPointNotFoundException or DllNotFoundException)
        {
            return false;
        }
    }
}
