using TempIdentity.Simulator.Scenarios.Checks;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Simulator.Scenarios.Renewals;

/// <summary>I6: names, numbers and raw codes, in all that services, appliance and head office left on disk.</summary>
internal static class RenewalEvidence
{
    public static PrivacySearch Search(IReadOnlyList<RenewingPhone> phones, string directory)
    {
        var search = new PrivacySearch();
        foreach (var phone in phones)
        {
            var person = phone.Holder.Person;
            search.Add($"the name of person {phone.Plan.Number}", person.Name);
            search.Add($"the document number of person {phone.Plan.Number}", person.Number);
            // The first characters of a code say nothing yet; its signature stands at the end.
            if (phone.Texts.LastOrDefault() is { } text) search.Add("a raw code without its prefix", text[CodeLimits.Prefix.Length..]);
        }
        search.SearchDirectory(directory);
        return search;
    }
}
