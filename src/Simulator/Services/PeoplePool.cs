using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Services.Licence.Drivers;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Services;

/// <summary>Whom a tester wants.</summary>
internal enum PersonGroup
{
    Adult,
    /// <summary>Holds a resident identity card all the same (R4).</summary>
    Minor,
    /// <summary>Registers with an officer's card (军官证, L1).</summary>
    Officer,
}

/// <summary>A synthetic person whom nobody had before.</summary>
/// <param name="PhoneNumber">Of 154, which no operator has.</param>
/// <param name="ArchiveNumber">Of the driving licence that the person would have.</param>
internal sealed record NewPerson(Identity Identity, string PhoneNumber, string ArchiveNumber)
{
    /// <summary>Masked: never the person's data.</summary>
    public override string ToString() => "NewPerson(masked)";
}

/// <summary>How many of each group were given out.</summary>
internal sealed record PeopleGiven
{
    public required int Adults { get; init; }
    public required int Minors { get; init; }
    public required int Officers { get; init; }
}

[JsonSerializable(typeof(PeopleGiven))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class PeopleGivenJson : JsonSerializerContext;

/// <summary>
/// Gives out synthetic people beyond those of <see cref="CitizenRegister.Standard"/>, each one once, also across restarts: what is kept is
/// how many were given, and who comes next follows from it. Thread-safe.
/// </summary>
internal sealed class PeoplePool
{
    public const string FileName = "people-given.json";
    public const int AdultsMax = 10_000;
    public const int MinorsMax = 900;
    public const int OfficersMax = 1_000;

    /// <summary>Archive numbers of officers begin behind those of all adults.</summary>
    private const int FirstOfficer = CitizenRegister.AdultsDefault + AdultsMax;

    private static readonly Lazy<Identity[]> Adults = new(() =>
    {
        var random = SeededSecrets.OfRun(0).DeriveRandom("people-pool");
        return [.. Enumerable.Range(CitizenRegister.AdultsDefault, AdultsMax).Select(index => People.Make(random, index))];
    });

    private readonly Lock _gate = new();
    private readonly string _path;
    private PeopleGiven _given;

    /// <param name="directory">The data directory. Throws <see cref="InvalidDataException"/> when what it keeps cannot be read.</param>
    public PeoplePool(string directory)
    {
        _path = Path.Combine(directory, FileName);
        _given = File.Exists(_path) ? Read(_path) : new PeopleGiven { Adults = 0, Minors = 0, Officers = 0 };
    }

    /// <summary>Everybody who may ever be given out, for the register that the real-person check asks.</summary>
    public static IEnumerable<Identity> Everybody =>
    [
        .. Adults.Value, .. Enumerable.Range(0, MinorsMax).Select(MinorOf), .. Enumerable.Range(0, OfficersMax).Select(OfficerOf),
    ];

    /// <summary>The next person of a group; null when all were given out. On disk before it is known.</summary>
    public NewPerson? Next(PersonGroup group)
    {
        lock (_gate)
        {
            var (index, max, after) = group switch
            {
                PersonGroup.Adult => (_given.Adults, AdultsMax, _given with { Adults = _given.Adults + 1 }),
                PersonGroup.Minor => (_given.Minors, MinorsMax, _given with { Minors = _given.Minors + 1 }),
                PersonGroup.Officer => (_given.Officers, OfficersMax, _given with { Officers = _given.Officers + 1 }),
            };
            if (index >= max) return null;
            TrustFiles.WritePrivate(_path, JsonSerializer.SerializeToUtf8Bytes(after, PeopleGivenJson.Default.PeopleGiven));
            _given = after;
            return Make(group, index);
        }
    }

    private static NewPerson Make(PersonGroup group, int index) => group switch
    {
        PersonGroup.Adult => new(
            Adults.Value[index], Phone(0, index), StandardDrivers.ArchiveNumberOf(CitizenRegister.AdultsDefault + index)),
        PersonGroup.Minor => new(MinorOf(index), Phone(1, index), ""),
        PersonGroup.Officer => new(OfficerOf(index), Phone(2, index), StandardDrivers.ArchiveNumberOf(FirstOfficer + index)),
    };

    private static Identity MinorOf(int index) => CitizenRegister.Minor(CitizenRegister.MinorsDefault + index);

    // Goes on where the standard drivers' officer ends; nobody real has so small a number, and the name says that it is a test.
    private static Identity OfficerOf(int index) => new(DocumentType.OfficerCard,
        string.Create(CultureInfo.InvariantCulture, $"军字第{index + 2:D7}号"), "测试军官");

    private static string Phone(int group, int index) => string.Create(CultureInfo.InvariantCulture, $"154{group}{index:D7}");

    private static PeopleGiven Read(string path)
    {
        try
        {
            var given = JsonSerializer.Deserialize(File.ReadAllBytes(path), PeopleGivenJson.Default.PeopleGiven);
            if (given is { Adults: >= 0, Minors: >= 0, Officers: >= 0 }) return given;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path} is no count of people.", e);
        }
        throw new InvalidDataException($"{path} is no count of people.");
    }
}
