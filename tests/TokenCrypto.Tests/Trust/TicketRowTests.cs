using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.TokenCrypto.Tests.Trust;

/// <summary>The padded encoding of a ticket: one length, one encoding, every value in its range.</summary>
public sealed class TicketRowTests
{
    private static readonly Ticket Largest = new(
        ulong.MaxValue, TicketKind.Period, TicketState.Refunded, "G1234567", "VNP", "AOH",
        new(UnixTime.MaxSeconds - 1), new(UnixTime.MaxSeconds), new(UnixTime.MaxSeconds));

    private static readonly Ticket Smallest = new(
        0, TicketKind.Single, TicketState.Sold, "K", "AAA", "AAA", new(0), new(1), new(1));

    [Fact]
    public void Every_ticket_has_the_same_length_and_comes_back()
    {
        var wide = TrustWorld.TicketFor(1) with { EntryUntil = new(1L << 32), ExitUntil = new(1L << 33) };
        foreach (var ticket in (Ticket[])[Smallest, Largest, wide])
        {
            var padded = TicketRow.Encode(ticket);
            Assert.Equal(64, padded.Length);
            Assert.Equal(ticket, TicketRow.TryDecode(padded));
        }
    }

    public static TheoryData<string, Ticket, bool> Tickets => new()
    {
        { "largest", Largest, true },
        { "smallest", Smallest, true },
        { "kind 0", Smallest with { Kind = 0 }, false },
        { "kind 4", Smallest with { Kind = (TicketKind)4 }, false },
        { "state 0", Smallest with { State = 0 }, false },
        { "used up", Smallest with { State = TicketState.UsedUp }, true },
        { "changed", Smallest with { State = TicketState.Changed }, true },
        { "state 5", Smallest with { State = (TicketState)5 }, false },
        { "no train", Smallest with { Train = "" }, false },
        { "train of 9", Smallest with { Train = "G12345678" }, false },
        { "lower-case train", Smallest with { Train = "g1" }, false },
        { "origin of 2", Smallest with { Origin = "AA" }, false },
        { "destination in lower case", Smallest with { Destination = "aaa" }, false },
        { "other letters", Smallest with { Destination = "ÄÄÄ" }, false },
        { "beyond 9999", Largest with { ExitUntil = new(UnixTime.MaxSeconds + 1) }, false },
        { "closes when it opens", Smallest with { EntryUntil = new(0) }, false },
        { "exit when it opens", Smallest with { ExitUntil = new(0) }, false },
    };

    [Theory]
    [MemberData(nameof(Tickets))]
    public void A_sealed_ticket_is_still_hostile_input(string what, Ticket ticket, bool isAccepted)
    {
        Assert.NotEmpty(what);
        Assert.Equal(isAccepted, TicketRow.Problem(ticket) is null);
        Assert.Equal(isAccepted, TicketRow.TryDecode(TicketRow.Encode(ticket)) is not null);
        using var world = new TrustWorld();
        var thrown = Record.Exception(() => world.PutManifest(4, [new(TrustWorld.Secret(1), ticket)]));
        Assert.Equal(isAccepted ? null : typeof(ArgumentException), thrown?.GetType());
    }

    [Fact]
    public void Padding_has_one_form()
    {
        var padded = TicketRow.Encode(Smallest);
        var end = padded.AsSpan().LastIndexOf((byte)0x80);
        Assert.Null(TicketRow.TryDecode(new byte[64]));
        Assert.Null(TicketRow.TryDecode([]));
        Assert.Null(TicketRow.TryDecode(padded[..63]));
        Assert.Null(TicketRow.TryDecode([.. padded, 0]));
        Assert.Null(TicketRow.TryDecode(With(padded, end, 0)));
        Assert.Null(TicketRow.TryDecode(With(padded, end, 0x81)));
        Assert.Null(TicketRow.TryDecode(With(padded, 63, 1)));
        Assert.Null(TicketRow.TryDecode(With(padded, end + 1, 0x80)));
    }

    [Fact]
    public void Random_bytes_are_never_an_exception_and_decode_only_to_themselves()
    {
        var random = new Random(20_261_120);
        var padded = TicketRow.Encode(Largest);
        for (var i = 0; i < 10_000; i++)
        {
            var changed = padded.ToArray();
            for (var n = random.Next(1, 4); n > 0; n--) changed[random.Next(64)] = (byte)random.Next(256);
            if (TicketRow.TryDecode(changed) is { } ticket) Assert.Equal(changed, TicketRow.Encode(ticket));
        }
    }

    private static byte[] With(byte[] bytes, int index, byte value)
    {
        var copy = bytes.ToArray();
        copy[index] = value;
        return copy;
    }
}
