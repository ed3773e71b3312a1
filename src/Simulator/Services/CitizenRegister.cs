using System.Security.Cryptography;
using System.Text;
using TempIdentity.Simulator.Issuers;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Services;

/// <summary>
/// The persons that the state knows, by document: synthetic ones only. A look-up costs the same whether there is such a person or not, and
/// nothing but a passed real-person check tells which. Immutable, thread-safe.
/// </summary>
internal sealed class CitizenRegister
{
    /// <summary>Synthetic adults of the standard register.</summary>
    public const int AdultsDefault = 1_000;

    /// <summary>Synthetic minors of the standard register.</summary>
    public const int MinorsDefault = 20;

    /// <summary>No division has this code, so nobody real has such a number.</summary>
    private const int NoRegion = 119999;

    private readonly Dictionary<(DocumentType, string), (string Name, FaceOnFile Face)> _people = [];

    public CitizenRegister(IEnumerable<Identity> people)
    {
        foreach (var person in people)
            _people.TryAdd((person.Document, person.Number.ToUpperInvariant()), (person.Name, new FaceOnFile(_people.Count + 1)));
    }

    /// <summary>The persons that every simulated service knows: <see cref="People.Default"/>, adults and minors.</summary>
    public static IReadOnlyList<Identity> Standard { get; } =
        [People.Default, .. Adults(), .. Enumerable.Range(0, MinorsDefault).Select(Minor)];

    /// <summary>A minor who holds a resident identity card (R4): born 2010 to 2019 in a region that there is not.</summary>
    /// <param name="index">0 to 998.</param>
    public static Identity Minor(int index) => new(DocumentType.ResidentIdentityCard,
        ResidentCardNumber.Build(NoRegion, new DateOnly(2010 + index % 10, 6, 1), index + 1), "测试童" + Letter(index));

    /// <summary>
    /// The face on file of a person, when there is one of this document, number and name. The answer for an unknown number and for a
    /// name that does not fit is the same: none.
    /// </summary>
    public FaceOnFile? FaceOf(Identity claimed)
    {
        var known = _people.TryGetValue((claimed.Document, claimed.Number.ToUpperInvariant()), out var person);
        var fits = CryptographicOperations.FixedTimeEquals(Digest(claimed.Name), Digest(known ? person.Name : ""));
        return known & fits ? person.Face : null;
    }

    private static Identity[] Adults()
    {
        var random = SeededSecrets.OfRun(0).DeriveRandom("citizens");
        return Enumerable.Range(0, AdultsDefault).Select(index => People.Make(random, index)).ToArray();
    }

    private static char Letter(int index) => "甲乙丙丁戊己庚辛壬癸"[index % 10];

    private static byte[] Digest(string name) => SHA256.HashData(Encoding.UTF8.GetBytes(name));
}
