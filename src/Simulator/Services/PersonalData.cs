using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using TempIdentity.Simulator.Issuers;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Services;

/// <summary>
/// Stands for a person, or for a phone number, where it must be found again: HMAC-SHA-256 under the service's key, never a plain hash,
/// which would be tried out in seconds. Another service's key gives another one for the same person.
/// </summary>
internal readonly record struct PersonKey(UInt128 High, UInt128 Low)
{
    public const int SizeBytes = 32;

    public static PersonKey Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]));

    public byte[] ToArray()
    {
        var bytes = new byte[SizeBytes];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(16), Low);
        return bytes;
    }
}

/// <summary>
/// How a service keeps personal data: sealed with AES-SIV, found again by keyed hashes. The key lies in its own file beside the database,
/// for its owner's eyes only, so that a copy of the database alone tells nothing. Thread-safe.
/// </summary>
internal sealed class PersonalData
{
    public const int KeyBytes = 32;

    /// <summary>Random bytes before each text, so that equal texts do not look alike.</summary>
    private const int SaltBytes = 16;

    private readonly byte[] _keys;
    private readonly byte[] _seal;

    public PersonalData(ReadOnlySpan<byte> root)
    {
        if (root.Length != KeyBytes) throw new ArgumentException("The key has 32 bytes.", nameof(root));
        _keys = HMACSHA256.HashData(root, "TI/service/person-key"u8);
        _seal = HMACSHA256.HashData(root, "TI/service/seal"u8);
    }

    /// <summary>
    /// Takes the key file beside a database, made when neither is there. Throws <see cref="InvalidDataException"/> when a database has
    /// lost its key, because what it keeps could not be read, and <see cref="IOException"/> when the file cannot be used.
    /// </summary>
    public static PersonalData Beside(string databasePath)
    {
        var path = System.IO.Path.ChangeExtension(databasePath, ".key");
        if (File.Exists(path)) return new PersonalData(ReadKey(path));
        if (File.Exists(databasePath)) throw new InvalidDataException($"The key of {databasePath} is missing: {path}.");
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        TrustFiles.WritePrivate(path, key);
        return new PersonalData(key);
    }

    /// <summary>The key of a person by document. Letters count as capitals.</summary>
    public PersonKey KeyOf(DocumentType document, string number) =>
        KeyOf(FormattableString.Invariant($"person/{(int)document}"), number.ToUpperInvariant());

    /// <summary>The key of another value that is looked up, such as a phone number; the context keeps kinds apart.</summary>
    public PersonKey KeyOf(string context, string value) =>
        PersonKey.Read(HMACSHA256.HashData(_keys, Encoding.UTF8.GetBytes(context + "\0" + value)));

    /// <summary>Seals a text. Opens only under the same context, so that rows cannot be swapped.</summary>
    public byte[] Seal(string context, string text) => Seal(context, Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Seal(string, string)"/>
    public byte[] Seal(string context, ReadOnlySpan<byte> bytes)
    {
        var salted = new byte[SaltBytes + bytes.Length];
        RandomNumberGenerator.Fill(salted.AsSpan(0, SaltBytes));
        bytes.CopyTo(salted.AsSpan(SaltBytes));
        return AesSiv.Seal(_seal, Encoding.UTF8.GetBytes(context), salted);
    }

    /// <summary>Opens a text. Throws <see cref="InvalidDataException"/> when it was not sealed with this key and context.</summary>
    public string Open(string context, ReadOnlySpan<byte> sealedBytes) => Encoding.UTF8.GetString(OpenBytes(context, sealedBytes));

    /// <inheritdoc cref="Open(string, ReadOnlySpan{byte})"/>
    public byte[] OpenBytes(string context, ReadOnlySpan<byte> sealedBytes) =>
        AesSiv.TryOpen(_seal, Encoding.UTF8.GetBytes(context), sealedBytes, out var salted) && salted.Length >= SaltBytes
            ? salted[SaltBytes..]
            : throw new InvalidDataException("A sealed field does not open: another key, another place, or a changed byte.");

    /// <summary>Seals an identity.</summary>
    public byte[] Seal(string context, Identity person) =>
        Seal(context, FormattableString.Invariant($"{(int)person.Document}\n{person.Number}\n{person.Name}"));

    /// <summary>Opens an identity; throws as <see cref="Open(string, ReadOnlySpan{byte})"/> does.</summary>
    public Identity OpenIdentity(string context, ReadOnlySpan<byte> sealedBytes) =>
        Open(context, sealedBytes).Split('\n') is [var document, var number, var name]
            ? new Identity((DocumentType)int.Parse(document, System.Globalization.CultureInfo.InvariantCulture), number, name)
            : throw new InvalidDataException("A sealed identity has another form.");

    private static byte[] ReadKey(string path)
    {
        var mode = File.GetUnixFileMode(path);
        if ((mode & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0)
            throw new InvalidDataException($"The key {path} may be read by others: chmod 600.");
        var key = File.ReadAllBytes(path);
        return key.Length == KeyBytes ? key : throw new InvalidDataException($"The key {path} has not {KeyBytes} bytes.");
    }
}
