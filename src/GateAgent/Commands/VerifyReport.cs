using System.Globalization;
using System.Text;

namespace TempIdentity.GateAgent.Commands;

/// <summary>The answer for a person at a terminal.</summary>
internal static class VerifyReport
{
    public static string ToText(VerifyAnswer answer)
    {
        var mark = answer.ExitCode switch { 0 => "✔", 1 => "✘", _ => "?" };
        var report = new StringBuilder();
        Line(report, $"{mark} {answer.Answer} · {answer.Code}");
        Line(report, $"  {answer.Messages.Passenger.Zh}");
        Line(report, $"  {answer.Messages.Passenger.En}");
        if (answer.Also.Count > 0) Line(report, $"  also:       {string.Join(", ", answer.Also)}");
        Line(report, $"  purpose:    {answer.Purpose}");
        if (answer.Credential is { } credential) Line(report, $"  credential: {credential}, {answer.Form}");
        if (answer.Key is { } key) Line(report, $"  key:        {key} {answer.Algorithm}");
        if (answer.Tiers is { } tiers)
        {
            Line(report, $"  code:       {tiers.Code.AgeS} s old {Mark(tiers.Code.InWindow)}");
            Line(report, $"  liveness:   {tiers.Liveness.AgeS} s old {Mark(tiers.Liveness.InWindow)}");
            Line(report, $"  validity:   {tiers.Credential.ValidFrom} to {tiers.Credential.ValidUntil} {Mark(tiers.Credential.InWindow)}");
        }
        if (answer.Licence is { } licence)
            Line(report, $"  classes:    {string.Join(' ', licence.Classes)}, authority {licence.Authority}");
        if (answer.Status is { } status)
            Line(report, $"  status:     {status.Status ?? status.Knowledge}, list version {status.ListVersion}, {status.ListAgeS} s old");
        foreach (var entry in answer.Status?.InForce ?? [])
        {
            Line(report, $"    {entry.StatusText.Zh} {entry.StatusText.En}: {entry.ReasonText.Zh} {entry.ReasonText.En}");
            Line(report, $"    {entry.From} – {entry.Until ?? "…"}{(entry.PaperNeeded ? ", 纸质证件 paper needed" : "")}");
        }
        if (answer.Ticket is { } ticket) Line(report, $"  ticket:     {ticket.Train} {ticket.Origin}-{ticket.Destination}");
        if (answer.Identity is { } identity)
            Line(report, $"  identity:   {(identity.Name is null ? identity.Outcome : $"{identity.Name} {identity.Number}")}");
        Line(report, $"  trust:      version {answer.Trust.Version}, {answer.Trust.Freshness}, expires {answer.Trust.ExpiresAt}");
        Line(report, $"  provider:   {answer.Provider}");
        return report.ToString().TrimEnd();
    }

    private static void Line(StringBuilder report, FormattableString line) =>
        report.AppendLine(line.ToString(CultureInfo.InvariantCulture));

    private static string Mark(bool inWindow) => inWindow ? "✔" : "✘";
}
