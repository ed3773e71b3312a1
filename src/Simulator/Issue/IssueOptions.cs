namespace TempIdentity.Simulator.Issue;

/// <summary>The options of <c>issue</c> as written on the command line.</summary>
internal sealed record IssueOptions
{
    public string? Credential { get; init; }
    public string? Form { get; init; }
    public string? Algorithm { get; init; }
    public string? At { get; init; }
    public string? LiveAt { get; init; }
    public string? ValidFrom { get; init; }
    public string? IdNumber { get; init; }
    public string? Name { get; init; }
    public string? Station { get; init; }
    public bool NoTicket { get; init; }
    public string? Trust { get; init; }
    public string? Out { get; init; }
}
