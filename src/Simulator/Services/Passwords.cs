using System.Security.Cryptography;

namespace TempIdentity.Simulator.Services;

/// <summary>Passwords as kept: PBKDF2 with HMAC-SHA-256 and a salt for each.</summary>
/// <param name="Salt">16 random bytes.</param>
/// <param name="Hash">32 bytes.</param>
internal sealed record PasswordHash(byte[] Salt, byte[] Hash)
{
    public const int Iterations = 120_000;
    public const int SaltBytes = 16;
    public const int HashBytes = 32;
    public const int CharsMin = 8;
    public const int CharsMax = 64;

    /// <summary>Stands in for the account that does not exist, so that a sign-in without one costs the same.</summary>
    public static PasswordHash OfNobody { get; } =
        new(RandomNumberGenerator.GetBytes(SaltBytes), RandomNumberGenerator.GetBytes(HashBytes));

    public static PasswordHash Of(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new PasswordHash(salt, Derive(password, salt));
    }

    public bool Matches(string password) => CryptographicOperations.FixedTimeEquals(Derive(password, Salt), Hash);

    /// <summary>True for 8 to 64 characters with a letter and a digit at least.</summary>
    public static bool IsStrong(string password) =>
        password.Length is >= CharsMin and <= CharsMax && password.Any(char.IsLetter) && password.Any(char.IsDigit);

    /// <summary>Never the hash.</summary>
    public override string ToString() => "PasswordHash";

    private static byte[] Derive(string password, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, Iterations, HashAlgorithmName.SHA256, HashBytes);
}
