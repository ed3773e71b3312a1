using System.Buffers.Binary;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Services.Ticketing;

/// <summary>What all tickets of one train between two stations share on a service day; held once, however many there are.</summary>
/// <param name="Train">Train number, or <see cref="Ticket.AnyTrain"/>.</param>
/// <param name="EntryFrom">Check-in opens, inclusive.</param>
/// <param name="EntryUntil">Check-in closes, exclusive.</param>
/// <param name="ExitUntil">Latest exit, exclusive.</param>
internal sealed record DayJourney(
    string Train, string Origin, string Destination, UnixTime EntryFrom, UnixTime EntryUntil, UnixTime ExitUntil)
{
    public static DayJourney Of(Ticket ticket) => new(
        ticket.Train, ticket.Origin, ticket.Destination, ticket.EntryFrom, ticket.EntryUntil, ticket.ExitUntil);

    public static DayJourney Of(Journey journey) => new(
        journey.Train.Number, journey.Origin, journey.Destination, journey.EntryFrom, journey.EntryUntil, journey.ExitUntil);

    /// <summary>
    /// The service days on which a gate may meet it: a night train is in the manifests of both.
    /// </summary>
    public IEnumerable<ServiceDay> Days
    {
        get
        {
            var last = ServiceDay.Of((EntryUntil > ExitUntil ? EntryUntil : ExitUntil) - 1).DayNumber;
            for (var day = ServiceDay.Of(EntryFrom).DayNumber; day <= last; day++) yield return new ServiceDay(day);
        }
    }

    /// <summary>True at its own stations and at the others of their cities, so that a gate there can say "wrong station".</summary>
    public bool Concerns(string station) => StationMap.SameCity(station, Origin) || StationMap.SameCity(station, Destination);
}

/// <summary>
/// A ticket on one service day: 48 bytes, so that half a million of them are 24 MB. Nothing of the traveller but the day's manifest secret.
/// </summary>
internal readonly record struct DayTicket
{
    private readonly byte _kind;
    private readonly byte _state;
    private readonly byte _rides;

    public DayTicket(UInt128 secret, ulong id, TicketKind kind, TicketState state, int rides, DayJourney journey)
    {
        Secret = secret;
        Id = id;
        Journey = journey;
        _kind = (byte)kind;
        _state = (byte)state;
        _rides = (byte)rides;
    }

    public UInt128 Secret { get; }
    public ulong Id { get; }
    public DayJourney Journey { get; }
    public TicketKind Kind => (TicketKind)_kind;
    public TicketState State => (TicketState)_state;
    public int Rides => _rides;

    public DayTicket With(DayJourney journey) => new(Secret, Id, Kind, State, Rides, journey);

    public DayTicket With(TicketState state) => new(Secret, Id, Kind, state, Rides, Journey);

    /// <summary>The ticket as a gate sees it.</summary>
    public Ticket ToTicket() => new(
        Id, Kind, State, Journey.Train, Journey.Origin, Journey.Destination, Journey.EntryFrom, Journey.EntryUntil, Journey.ExitUntil,
        Rides);

    public ManifestRow ToRow()
    {
        var secret = new byte[SecretBytes];
        BinaryPrimitives.WriteUInt128BigEndian(secret, Secret);
        return new ManifestRow(secret, ToTicket());
    }

    public static UInt128 SecretOf(ReadOnlySpan<byte> secret) => BinaryPrimitives.ReadUInt128BigEndian(secret);

    /// <summary>Bytes of a manifest secret.</summary>
    public const int SecretBytes = 16;
}
