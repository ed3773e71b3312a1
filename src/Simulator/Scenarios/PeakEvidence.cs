using TempIdentity.GateAgent;
using TempIdentity.Simulator.Scenarios.Checks;
using TempIdentity.Simulator.Station;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Simulator.Scenarios;

/// <summary>Gathers a run's evidence when the agent has ended, and writes it down for outsiders.</summary>
internal static class PeakEvidence
{
    /// <summary>Everything that the checker may look at. <paramref name="directory"/>: what the run left on disk.</summary>
    public static EvidenceSet Gather(MorningPeakPlan plan, MorningPeak run, string directory)
    {
        var search = Search(run, directory);
        return new EvidenceSet
        {
            People = People(plan, run.Log.Scans),
            Scans = run.Log.Scans,
            Edges = run.Log.Edges,
            Rows = run.HeadOffice.Rows(),
            Heads = run.HeadOffice.Heads(),
            FoundInClear = search.Found,
            PlacesSearched = search.PlacesSearched,
        };
    }

    public static IReadOnlyList<PersonLine> People(MorningPeakPlan plan, IReadOnlyList<ScannerWrite> scans)
    {
        var first = scans.GroupBy(scan => scan.Visit).ToDictionary(group => group.Key, group => group.Min(scan => scan.Scan));
        return [.. plan.Visits.Select(visit => new PersonLine(visit.Number, visit.Person, plan.Lanes[visit.Lane].Id,
            plan.Lanes[visit.Lane].Purpose.ToText(), visit.Who(), visit.Shows.ToText().English, visit.Intended.ToText(),
            visit.Outcome.ToText(), first.GetValueOrDefault(visit.Number)))];
    }

    /// <summary>
    /// I6: names, numbers and raw codes, in all that was written to disk and in the agents' arguments. Device keys are secrets, and
    /// searched too.
    /// </summary>
    private static PrivacySearch Search(MorningPeak run, string directory)
    {
        var search = new PrivacySearch();
        foreach (var (person, traveller) in run.World.Travellers)
        {
            search.Add($"the name of person {person}", traveller.Identity.Name);
            search.Add($"the document number of person {person}", traveller.Identity.Number);
            search.Add($"the document number of person {person} without its check digit", traveller.Identity.Number[..^1]);
        }
        foreach (var text in run.Floor.Showing.Texts.Distinct())
        {
            search.Add("a raw code", text);
            search.Add("a raw code without its prefix", text[CodeLimits.Prefix.Length..]);
        }
        search.SearchDirectory(directory);
        foreach (var commandLine in run.CommandLines) search.Search("the agent's arguments", commandLine);
        return search;
    }

    /// <summary>People, scans, edges and rows as lines of JSON: enough to compute everything again.</summary>
    public static async Task WriteAsync(string directory, EvidenceSet set, CheckedRun run)
    {
        Directory.CreateDirectory(directory);
        var people = set.People.Select(person => person with { Final = run.FinalCodes.GetValueOrDefault(person.Visit) });
        await EvidenceJson.WriteLinesAsync(Path.Combine(directory, "people.jsonl"), people, EvidenceJson.Default.PersonLine);
        await EvidenceJson.WriteLinesAsync(
            Path.Combine(directory, "scanner.jsonl"), set.Scans.OrderBy(scan => scan.AtMs), EvidenceJson.Default.ScannerWrite);
        await EvidenceJson.WriteLinesAsync(Path.Combine(directory, "gate.jsonl"), set.Edges, EvidenceJson.Default.GateEdge);
        await EvidenceJson.WriteLinesAsync(Path.Combine(directory, "head-office.jsonl"), set.Rows, EvidenceJson.Default.HeadOfficeLine);
        await EvidenceJson.WriteLinesAsync(Path.Combine(directory, "heads.jsonl"), set.Heads, EvidenceJson.Default.HeadLine);
    }
}
