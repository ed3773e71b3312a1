using System.Globalization;
using System.Text.Json;
using TempIdentity.GateAgent;
using TempIdentity.GateAgent.Core;
using TempIdentity.GateAgent.Recording;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.HeadOffice;

/// <summary>A ticket that a lane let through, as head office's records say.</summary>
/// <param name="ManifestRevision">Of the manifest that the lane went by.</param>
/// <param name="ManifestChange">Number of the last change of the day that it knew.</param>
internal sealed record TicketGrant(
    string Appliance, long Epoch, long Sequence, ulong Ticket, Direction Direction, string? Station, UnixTime At,
    long? ManifestRevision, long? ManifestChange);

/// <summary>Finds the tickets' grants in head office's records. Pure.</summary>
internal static class TicketGrants
{
    /// <summary>
    /// Every grant that used a ticket, in the order of the records. Left out: grants after which nobody went through (the ticket was given
    /// back, I4), and quarantined records, of which only the hash is held.
    /// </summary>
    public static IReadOnlyList<TicketGrant> Read(IEnumerable<HeldRecord> records)
    {
        var held = records.Where(record => !record.Quarantined).ToArray();
        var givenBack = held.Where(record => record.Code == PassageOutcome.NoEntryAfterGrant.ToText())
            .Select(record => (record.Appliance, record.Epoch, Passage(record.Body!).Grant)).ToHashSet();
        return
        [
            .. held.Where(record => record.Kind == RecordKind.Decision && record.Code == VerdictCode.Granted.ToText())
                .Select(Grant).OfType<TicketGrant>()
                .Where(grant => !givenBack.Contains((grant.Appliance, grant.Epoch, grant.Sequence))),
        ];
    }

    private static TicketGrant? Grant(HeldRecord record)
    {
        var body = JsonSerializer.Deserialize(record.Body!, RecordJson.Default.DecisionBody)!;
        if (body.Ticket is null || !Purposes.TryParse(body.Purpose, out var purpose) || !UnixTime.TryParse(body.At, out var at))
            return null;
        var ticket = ulong.Parse(body.Ticket, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return new TicketGrant(record.Appliance, record.Epoch, record.Sequence, ticket, purpose.Direction(), body.Station, at,
            body.ManifestRevision, body.ManifestChange);
    }

    private static PassageBody Passage(byte[] body) => JsonSerializer.Deserialize(body, RecordJson.Default.PassageBody)!;
}
