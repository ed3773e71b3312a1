using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Services.Licence.Rules;

/// <summary>
/// Where a licence stands at an instant. Statuses may combine: the most severe decides, and all are told (ours: the documents say nothing
/// of combinations; the order is the verifier's, <see cref="StatusSeverity"/>).
/// </summary>
/// <param name="Deciding">Effects of the status that decides.</param>
/// <param name="InForce">All entries that hold now, the deciding one first; none when the licence is normal.</param>
/// <param name="PaperNeeded">An entry that holds now asks for the paper licence (L16).</param>
internal sealed record LicenceStanding(StatusEffect Deciding, IReadOnlyList<StatusEntry> InForce, bool PaperNeeded)
{
    private static readonly Comparer<StatusEntry> BySeverity = Comparer<StatusEntry>.Create((a, b) =>
        a.Status == b.Status ? 0 : StatusSeverity.Deciding([a.Status, b.Status]) == a.Status ? -1 : 1);

    /// <summary>True when a code is served: L10 and L11 end that.</summary>
    public bool ServesCodes => Deciding.Display is IssuedDisplay.Shown or IssuedDisplay.ShownNotEntitled;

    /// <summary>Judges dated statuses at an instant.</summary>
    public static LicenceStanding Of(IEnumerable<StatusEntry> entries, UnixTime now)
    {
        var inForce = entries.Where(entry => entry.HoldsAt(now)).Order(BySeverity).ToArray();
        var deciding = inForce.Length == 0 ? CredentialStatus.Normal : inForce[0].Status;
        return new(LicenceStatuses.EffectOf(deciding), inForce, inForce.Any(entry => entry.PaperNeeded));
    }
}
