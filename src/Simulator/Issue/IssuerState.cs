using System.Text.Json.Serialization;
using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Services.Ticketing;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Issue;

/// <summary>What must outlive one <c>issue</c>, beside the seed: versions that never go back, entries in use, and tickets sold.</summary>
internal sealed record IssuerState
{
    /// <summary>Tickets kept at most; the oldest go first.</summary>
    public const int TicketsMax = 10_000;

    /// <summary>The instant that the keys' windows were laid around.</summary>
    public required long CreatedAt { get; init; }
    public required long SetVersion { get; init; }
    public required long ManifestRevision { get; init; }
    public required long[] ListVersions { get; init; }
    public required int[] ListEntries { get; init; }
    public required KeptTicket[] Tickets { get; init; }

    public static IssuerState Of(Authorities authorities, UnixTime createdAt) => new()
    {
        CreatedAt = createdAt.Seconds,
        SetVersion = authorities.Trust.Version,
        ManifestRevision = authorities.Tickets.Book.Revision,
        ListVersions = [authorities.RideIds.Statuses.Version, authorities.Licences.Statuses.Version],
        ListEntries = [authorities.RideIds.Statuses.Count, authorities.Licences.Statuses.Count],
        Tickets = [.. authorities.Tickets.Sold.TakeLast(TicketsMax).Select(KeptTicket.Of)],
    };

    /// <summary>The world as it was left.</summary>
    public Authorities Restore(SeededSecrets secrets)
    {
        var authorities = new Authorities(secrets, KeyWindow.Around(new UnixTime(CreatedAt)), SetVersion);
        authorities.Trust.Restore(SetVersion);
        authorities.Tickets.Restore(ManifestRevision, Tickets.Select(ticket => ticket.ToSold()));
        authorities.RideIds.Statuses.Restore(ListVersions[0], new CredentialStatus[ListEntries[0]]);
        authorities.Licences.Statuses.Restore(ListVersions[1], new CredentialStatus[ListEntries[1]]);
        return authorities;
    }
}

/// <summary>A sold ticket; its days are days since 1970, the traveller's secrets of them stand one after the other.</summary>
internal sealed record KeptTicket(
    ulong Id, TicketKind Kind, TicketState State, string Train, string Origin, string Destination,
    long EntryFrom, long EntryUntil, long ExitUntil, int Rides, int FirstDay, byte[] Secrets)
{
    public static KeptTicket Of(SoldTicket sold) => new(
        sold.Ticket.TicketId, sold.Ticket.Kind, sold.Ticket.State, sold.Ticket.Train, sold.Ticket.Origin, sold.Ticket.Destination,
        sold.Ticket.EntryFrom.Seconds, sold.Ticket.EntryUntil.Seconds, sold.Ticket.ExitUntil.Seconds, sold.Ticket.Rides,
        sold.FirstDay.DayNumber, sold.Secrets);

    public SoldTicket ToSold() => new(
        new Ticket(Id, Kind, State, Train, Origin, Destination, new UnixTime(EntryFrom), new UnixTime(EntryUntil), new UnixTime(ExitUntil),
            Rides),
        new ServiceDay(FirstDay), Secrets);
}

[JsonSerializable(typeof(IssuerState))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class IssuerStateJson : JsonSerializerContext;
