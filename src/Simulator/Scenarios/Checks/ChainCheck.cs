using System.Security.Cryptography;
using System.Text;
using TempIdentity.GateAgent.Recording;
using TempIdentity.Simulator.Station;

namespace TempIdentity.Simulator.Scenarios.Checks;

/// <summary>
/// I5: head office holds every record once, in sequence, hash-chained from the start of each epoch, and none is missing up to the
/// newest signed
/// head. Hashes are computed again from the bodies.
/// </summary>
internal static class ChainCheck
{
    public static Finding Run(ReadEvidence evidence)
    {
        var violations = new List<Violation>();
        foreach (var epoch in evidence.Set.Rows.GroupBy(row => (row.Appliance, row.Epoch)))
            CheckEpoch(new LedgerIdentity(epoch.Key.Appliance, epoch.Key.Epoch), [.. epoch.OrderBy(row => row.Sequence)], violations);
        foreach (var head in evidence.Set.Heads) CheckHead(head, evidence.Set.Rows, violations);
        foreach (var epoch in evidence.Set.Rows.Select(row => (row.Appliance, row.Epoch)).Distinct()
            .Except(evidence.Set.Heads.Select(head => (head.Appliance, head.Epoch))))
            violations.Add(New(ViolationKind.HeadNotProven, $"epoch {epoch.Epoch} of {epoch.Appliance} has no signed head"));
        return new Finding("I5", "记录在总部不缺、不重、成链", "head office holds each record once, chained, none missing",
            evidence.Set.Rows.Count, violations);
    }

    private static void CheckEpoch(LedgerIdentity identity, HeadOfficeLine[] rows, List<Violation> violations)
    {
        var name = $"epoch {identity.Epoch} of {identity.Appliance}";
        var hash = Convert.ToHexStringLower(RecordChain.Start(identity));
        var sequence = 0L;
        foreach (var row in rows)
        {
            if (row.Sequence == sequence)
            {
                violations.Add(New(ViolationKind.SequenceDoubled, $"{name}: record {row.Sequence} is there twice"));
                continue;
            }
            if (row.Sequence != sequence + 1)
                violations.Add(New(ViolationKind.SequenceGap, $"{name}: records {sequence + 1} to {row.Sequence - 1} are missing"));
            else if (row.Hash != HashOf(identity, row, hash))
                violations.Add(New(ViolationKind.ChainBroken, $"{name}: record {row.Sequence} does not continue the chain"));
            (sequence, hash) = (row.Sequence, row.Hash);
        }
    }

    private static string? HashOf(LedgerIdentity identity, HeadOfficeLine row, string previous)
    {
        var kind = Enum.GetValues<RecordKind>().First(kind => kind.ToText() == row.Kind);
        var body = Convert.FromHexString(row.BodyHash);
        if (row.Body is not null && !SHA256.HashData(Encoding.UTF8.GetBytes(row.Body)).AsSpan().SequenceEqual(body)) return null;
        return Convert.ToHexStringLower(RecordChain.Next(identity, row.Sequence, Convert.FromHexString(previous), kind, row.Code, body));
    }

    private static void CheckHead(HeadLine head, IReadOnlyList<HeadOfficeLine> rows, List<Violation> violations)
    {
        var ofEpoch = rows.Where(row => row.Appliance == head.Appliance && row.Epoch == head.Epoch).ToArray();
        var missing = head.Sequence - ofEpoch.Select(row => row.Sequence).Distinct().Count(sequence => sequence <= head.Sequence);
        if (!head.Proven || missing != 0)
            violations.Add(New(ViolationKind.HeadNotProven,
                $"epoch {head.Epoch} of {head.Appliance}: signed head {head.Sequence}, {missing} records missing below it"));
    }

    private static Violation New(ViolationKind kind, string text) => new("I5", kind, text);
}
