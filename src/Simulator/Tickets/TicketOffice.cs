using System.Buffers.Binary;
using System.Security.Cryptography;
using TempIdentity.Simulator.Issuers;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Tickets;

/// <summary>What a traveller buys.</summary>
/// <param name="Traveller">Whose document the ticket is tied to.</param>
/// <param name="Train">At most 8 ASCII characters.</param>
/// <param name="EntryFrom">Check-in opens, inclusive.</param>
/// <param name="EntryUntil">Check-in closes, exclusive.</param>
/// <param name="ExitUntil">Latest exit, exclusive.</param>
internal sealed record TicketOrder(
    Identity Traveller, string Train, string Origin, string Destination, UnixTime EntryFrom, UnixTime EntryUntil, UnixTime ExitUntil,
    TicketKind Kind = TicketKind.Single);

/// <summary>
/// A sold ticket with the traveller's manifest secret of each service day that it touches; nothing else of the traveller is kept.
/// </summary>
internal sealed record SoldTicket(Ticket Ticket, IReadOnlyDictionary<ServiceDay, byte[]> Secrets);

/// <summary>
/// Ticketing: sells, refunds, and writes each station's manifest of the day with rows for its own tickets and for those of its city's other
/// stations. Thread-safe; ticket numbers come from the seeded generator in the order of sale.
/// </summary>
/// <param name="manifestKey">K of the manifest secrets; shared with the railway's issuer.</param>
internal sealed class TicketOffice(KeyRing signers, byte[] manifestKey, Random random)
{
    /// <summary>
    /// Seconds after the service day for which its manifest still serves: codes made before midnight carry that day's secret.
    /// </summary>
    public const int ManifestTailSeconds = 7200;

    private readonly Lock _gate = new();
    private readonly List<SoldTicket> _sold = [];

    /// <summary>Revision of the last signed manifests; 0 before the first.</summary>
    public long Revision { get; private set; }

    public IReadOnlyList<SoldTicket> Sold
    {
        get { lock (_gate) return [.. _sold]; }
    }

    /// <summary>Takes up what an earlier run left.</summary>
    public void Restore(long revision, IEnumerable<SoldTicket> sold)
    {
        lock (_gate)
        {
            Revision = revision;
            _sold.Clear();
            _sold.AddRange(sold);
        }
    }

    /// <summary>Sells a ticket and returns its number.</summary>
    public ulong Sell(TicketOrder order)
    {
        lock (_gate)
        {
            Span<byte> bytes = stackalloc byte[8];
            random.NextBytes(bytes);
            var id = BinaryPrimitives.ReadUInt64BigEndian(bytes);
            var ticket = new Ticket(id, order.Kind, TicketState.Sold, order.Train, order.Origin, order.Destination,
                order.EntryFrom, order.EntryUntil, order.ExitUntil);
            var last = order.EntryUntil > order.ExitUntil ? order.EntryUntil : order.ExitUntil;
            var days = Enumerable.Range(ServiceDay.Of(order.EntryFrom).DayNumber,
                ServiceDay.Of(last - 1).DayNumber - ServiceDay.Of(order.EntryFrom).DayNumber + 1);
            var secrets = days.ToDictionary(day => new ServiceDay(day), day => Secret(order.Traveller, new ServiceDay(day)));
            _sold.Add(new SoldTicket(ticket, secrets));
            return id;
        }
    }

    /// <summary>Refunds a ticket: its row stays and says so. False when there is no such ticket.</summary>
    public bool Refund(ulong ticketId)
    {
        lock (_gate)
        {
            var index = _sold.FindIndex(sold => sold.Ticket.TicketId == ticketId);
            if (index < 0) return false;
            _sold[index] = _sold[index] with { Ticket = _sold[index].Ticket with { State = TicketState.Refunded } };
            return true;
        }
    }

    /// <summary>Drops all tickets of a traveller, as if never sold.</summary>
    public void Forget(Identity traveller)
    {
        lock (_gate)
        {
            _sold.RemoveAll(sold => sold.Secrets.Any(pair =>
                CryptographicOperations.FixedTimeEquals(pair.Value, Secret(traveller, pair.Key))));
        }
    }

    /// <summary>Starts a new revision; all manifests signed from here on carry it.</summary>
    public void NextRevision()
    {
        lock (_gate) Revision++;
    }

    /// <summary>The signed manifest of a station and day as a trust file.</summary>
    public (string File, byte[] Content) Manifest(string station, ServiceDay day, UnixTime now)
    {
        lock (_gate)
        {
            var rows = _sold.Where(sold => sold.Secrets.ContainsKey(day) && Concerns(sold.Ticket, station))
                .Select(sold => new ManifestRow(sold.Secrets[day], sold.Ticket)).ToArray();
            var signer = signers.Active(SignatureAlgorithm.ESP256, now);
            return TrustWriter.Manifest(station, day, Revision, now, EndOf(day) + ManifestTailSeconds, rows, signer.Id, signer.Key);
        }
    }

    /// <summary>The signed change log that goes with the manifest: empty, because each manifest here is written anew.</summary>
    public (string File, byte[] Content) Changes(string station, ServiceDay day, UnixTime now)
    {
        lock (_gate)
        {
            var signer = signers.Active(SignatureAlgorithm.ESP256, now);
            return TrustWriter.ManifestChanges(
                station, day, Revision, now, EndOf(day) + ManifestTailSeconds, first: 1, [], signer.Id, signer.Key);
        }
    }

    private static bool Concerns(Ticket ticket, string station) =>
        ticket.Origin == station || ticket.Destination == station
        || StationMap.Neighbours(ticket.Origin).Contains(station) || StationMap.Neighbours(ticket.Destination).Contains(station);

    /// <summary>Midnight in China (UTC+8) after a service day.</summary>
    private static UnixTime EndOf(ServiceDay day) => new((day.DayNumber + 1) * 86_400L - 28_800);

    private byte[] Secret(Identity traveller, ServiceDay day) =>
        TrustWriter.ManifestSecret(manifestKey, traveller.Document, traveller.Number, day);
}
