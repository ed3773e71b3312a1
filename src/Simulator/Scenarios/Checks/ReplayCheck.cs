namespace TempIdentity.Simulator.Scenarios.Checks;

/// <summary>
/// I3: one presentation is granted once for a purpose; one ticket once in a direction for each of its rides, unless nobody went in on the
/// grant before.
/// </summary>
internal static class ReplayCheck
{
    public static Finding Run(ReadEvidence evidence)
    {
        var violations = new List<Violation>();
        var granted = evidence.Granted.ToArray();
        foreach (var again in granted.Where(row => row.Body.Presentation is not null)
            .GroupBy(row => (row.Body.Presentation, row.Body.Purpose)).Where(group => group.Count() > 1))
            violations.Add(new Violation("I3", ViolationKind.PresentationGrantedTwice,
                $"presentation {again.Key.Presentation![..16]}… was granted {again.Count()} times for {again.Key.Purpose}"));

        var noEntry = evidence.Passages.Where(row => row.Body.Outcome == "no_entry_after_grant").DistinctBy(row => row.Body.Grant)
            .ToDictionary(row => row.Body.Grant, row => row.Line.Sequence);
        foreach (var ticket in granted.Where(row => row.Body.Ticket is not null).GroupBy(row => (row.Body.Ticket, row.Body.Purpose)))
        {
            var uses = ticket.OrderBy(row => row.Line.Sequence).ToArray();
            var rides = evidence.Set.Rides.GetValueOrDefault(ticket.Key.Purpose, 1);
            var taken = 1;
            for (var i = 1; i < uses.Length; i++)
            {
                var released = noEntry.TryGetValue(uses[i - 1].Line.Sequence, out var at) && at < uses[i].Line.Sequence;
                if (!released && ++taken > rides)
                    violations.Add(new Violation("I3", ViolationKind.TicketUsedTwice,
                        $"ticket {ticket.Key.Ticket} was granted again for {ticket.Key.Purpose} by record {uses[i].Line.Sequence}"));
            }
        }
        return new Finding("I3", "同一次出示、同一张票不放行两次", "no presentation and no ticket is granted twice", granted.Length, violations);
    }
}
