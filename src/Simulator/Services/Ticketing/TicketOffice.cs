using System.Buffers.Binary;
using TempIdentity.Simulator.Issuers;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Services.Ticketing;

/// <summary>What a traveller gets for one journey.</summary>
/// <param name="Traveller">Whose document the ticket is tied to.</param>
/// <param name="Train">At most 8 ASCII characters.</param>
/// <param name="EntryFrom">Check-in opens, inclusive.</param>
/// <param name="EntryUntil">Check-in closes, exclusive.</param>
/// <param name="ExitUntil">Latest exit, exclusive.</param>
internal sealed record TicketOrder(
    Identity Traveller, string Train, string Origin, string Destination, UnixTime EntryFrom, UnixTime EntryUntil, UnixTime ExitUntil,
    TicketKind Kind = TicketKind.Single, int Rides = 1)
{
    public DayJourney Journey => new(Train, Origin, Destination, EntryFrom, EntryUntil, ExitUntil);
}

/// <summary>
/// A sold ticket with the traveller's manifest secrets, one after the other, of the service days that it touches; nothing else of the
/// traveller is kept.
/// </summary>
internal sealed record SoldTicket(Ticket Ticket, ServiceDay FirstDay, byte[] Secrets);

/// <summary>
/// Ticketing's signing side: who may open which row on which day, and the book of manifests. <see cref="Sell"/> puts any order into the
/// book, for worlds that need travellers at a gate and no timetable; <see cref="TicketService"/> sells by the timetable and puts what it
/// sold into the same book. Thread-safe; ticket numbers come from the seeded generator in the order of sale.
/// </summary>
/// <param name="manifestKey">K of the manifest secrets; shared with the railway's issuer.</param>
internal sealed class TicketOffice(KeyRing signers, byte[] manifestKey, Random random)
{
    private readonly Lock _gate = new();

    /// <summary>The tickets of each day and what is published of them.</summary>
    public ManifestBook Book { get; } = new(signers);

    /// <summary>All tickets by first day and order of sale.</summary>
    public IReadOnlyList<SoldTicket> Sold =>
    [
        .. Book.All().GroupBy(row => row.Ticket.Id).Select(rows => new SoldTicket(
            rows.First().Ticket.ToTicket(), rows.First().Day, [.. rows.SelectMany(row => row.Ticket.ToRow().ManifestSecret.ToArray())])),
    ];

    /// <summary>Takes up what an earlier run left.</summary>
    public void Restore(long revision, IEnumerable<SoldTicket> sold)
    {
        Book.Restore(revision, []);
        foreach (var (ticket, first, secrets) in sold)
        {
            for (var i = 0; i < secrets.Length / DayTicket.SecretBytes; i++)
            {
                var secret = DayTicket.SecretOf(secrets.AsSpan(i * DayTicket.SecretBytes, DayTicket.SecretBytes));
                Book.Put(new ServiceDay(first.DayNumber + i),
                    new DayTicket(secret, ticket.TicketId, ticket.Kind, ticket.State, ticket.Rides, DayJourney.Of(ticket)));
            }
        }
    }

    /// <summary>Sells a ticket and returns its number.</summary>
    public ulong Sell(TicketOrder order)
    {
        lock (_gate)
        {
            var id = NextId();
            var ticket = new DayTicket(default, id, order.Kind, TicketState.Sold, order.Rides, order.Journey);
            foreach (var day in order.Journey.Days) Put(order.Traveller, day, ticket);
            return id;
        }
    }

    /// <summary>Refunds a ticket: its row stays and says so. False when there is no such ticket.</summary>
    public bool Refund(ulong ticketId)
    {
        lock (_gate)
        {
            var rows = Book.Find(ticketId);
            foreach (var (day, ticket) in rows) Book.Put(day, ticket.With(TicketState.Refunded));
            return rows.Count > 0;
        }
    }

    /// <summary>Drops all tickets of a traveller, as if never sold.</summary>
    public void Forget(Identity traveller) => Book.Remove((day, ticket) => ticket.Secret == Secret(traveller, day));

    /// <summary>Puts a traveller's ticket into a day's book, in place of the one with its number.</summary>
    public void Put(Identity traveller, ServiceDay day, DayTicket ticket) =>
        Book.Put(day, new DayTicket(Secret(traveller, day), ticket.Id, ticket.Kind, ticket.State, ticket.Rides, ticket.Journey));

    /// <summary>A number that says nothing; 0 is none.</summary>
    public ulong NextId()
    {
        lock (_gate)
        {
            Span<byte> bytes = stackalloc byte[sizeof(ulong)];
            random.NextBytes(bytes);
            return BinaryPrimitives.ReadUInt64BigEndian(bytes);
        }
    }

    /// <summary>The key that opens a traveller's rows of a day.</summary>
    private UInt128 Secret(Identity traveller, ServiceDay day) => DayTicket.SecretOf(
        TrustWriter.ManifestSecret(manifestKey, traveller.Document, traveller.Number, day));
}
