using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.TokenCrypto.Tests.Trust;

/// <summary>The day's numbered changes, laid over the manifest's rows.</summary>
public sealed class TicketChangesTests : IDisposable
{
    private readonly TrustWorld _world = new();

    public void Dispose() => _world.Dispose();

    private static ManifestRow Row(int traveller, Ticket ticket) => new(TrustWorld.Secret(traveller), ticket);

    private static Ticket Ticket(ulong id, TicketState state = TicketState.Sold, string train = "G1") =>
        TrustWorld.TicketFor(id, state, train);

    private DayTickets Find(int traveller, UnixTime? now = null) =>
        _world.Store().FindTickets(TrustWorld.Station, TrustWorld.Day, TrustWorld.Secret(traveller), now ?? TrustWorld.Now);

    [Fact]
    public void A_change_takes_the_place_of_its_ticket_and_a_sale_is_added()
    {
        _world.PutManifest(4, [Row(1, Ticket(1)), Row(1, Ticket(2)), Row(2, Ticket(3))]);
        _world.PutChanges(1,
        [
            Row(1, Ticket(1, TicketState.Refunded)), Row(2, Ticket(3, train: "G3")), Row(1, Ticket(9)), Row(2, Ticket(3, train: "G5")),
        ]);
        var first = Find(1);
        Assert.Equal((DayTicketsKnowledge.Known, 4L, 4L), (first.Knowledge, first.Revision!.Value, first.LastChange!.Value));
        Assert.Equal([Ticket(1, TicketState.Refunded), Ticket(2), Ticket(9)], first.Tickets);
        Assert.Equal([Ticket(3, train: "G5")], Find(2).Tickets);
        Assert.Empty(Find(3).Tickets);
    }

    [Fact]
    public void Changes_that_the_manifest_includes_are_not_laid_again()
    {
        // The office's newer manifest has the last word on changes 1 and 2.
        _world.PutManifest(5, [Row(1, Ticket(1, TicketState.Refunded))], changes: 2);
        _world.PutChanges(1, [Row(1, Ticket(8)), Row(1, Ticket(1))]);
        Assert.Equal([Ticket(1, TicketState.Refunded)], Find(1).Tickets);
        _world.PutChanges(1, [Row(1, Ticket(1)), Row(1, Ticket(1)), Row(1, Ticket(1, train: "G7"))], version: 5);
        Assert.Equal([Ticket(1, train: "G7")], Find(1).Tickets);
    }

    [Theory]
    [InlineData(0, 1, 0, true)]
    [InlineData(0, 1, 2, true)]
    [InlineData(3, 4, 0, true)]
    [InlineData(3, 1, 3, true)]
    [InlineData(3, 2, 9, true)]
    [InlineData(0, 2, 2, false)] // change 1 is missing
    [InlineData(3, 5, 0, false)]
    [InlineData(3, 1, 2, false)] // the log is older than the manifest
    public void The_log_goes_on_from_the_manifest_without_a_gap(long included, long first, int count, bool known)
    {
        _world.PutManifest(4, [Row(1, Ticket(1))], included);
        _world.PutChanges(first, [.. Enumerable.Range(0, count).Select(i => Row(100 + i, Ticket((ulong)(100 + i))))]);
        var found = Find(1);
        Assert.Equal(known ? DayTicketsKnowledge.Known : DayTicketsKnowledge.Stale, found.Knowledge);
        Assert.Equal(known ? 1 : 0, found.Tickets.Count);
    }

    [Fact]
    public void A_manifest_without_its_log_is_stale()
    {
        _world.PutManifest(4, [Row(1, Ticket(1))]);
        Assert.Equal(DayTicketsKnowledge.Known, Find(1).Knowledge);
        Assert.True(_world.Directory.Remove(TrustWorld.ChangesFile));
        Assert.Equal((DayTicketsKnowledge.Stale, 4L), (Find(1).Knowledge, Find(1).Revision!.Value));
        _world.PutChanges(1, []);
        Assert.True(_world.Directory.Remove(TrustWorld.ManifestFile));
        Assert.Equal(DayTicketsKnowledge.Stale, Find(1).Knowledge);
    }

    [Theory]
    [InlineData(3599, DayTicketsKnowledge.Known)]
    [InlineData(3600, DayTicketsKnowledge.Stale)]
    public void A_log_serves_until_its_end_exclusive(int later, DayTicketsKnowledge knowledge)
    {
        _world.Directory.Put(TrustWriter.ManifestChanges(
            TrustWorld.Station, TrustWorld.Day, 5, TrustWorld.Issued, TrustWorld.Now + 3600, 1, [],
            _world.Id(KeyPurpose.Ticketing), _world.Key(KeyPurpose.Ticketing)));
        Assert.Equal(knowledge, Find(1, TrustWorld.Now + later).Knowledge);
    }

    [Fact]
    public void A_change_sealed_for_another_number_is_corrupt_for_its_traveller_alone()
    {
        _world.PutManifest(4, [Row(1, Ticket(1)), Row(2, Ticket(2))]);
        _world.PutChanges(1, [Row(1, Ticket(1, TicketState.Refunded)), Row(2, Ticket(2, TicketState.Refunded))]);
        var parts = TargetPayload.TryRead(_world.Payload(TrustWorld.ChangesFile))!;
        var rows = parts.Body.ToArray().Chunk(96).ToArray();
        _world.Forge(TrustWorld.ChangesFile, "TI1/manifest-changes",
            TargetPayload.Encode(parts.Header.ToArray(), [.. rows[1], .. rows[0]]), KeyPurpose.Ticketing);
        Assert.Equal(DayTicketsKnowledge.Stale, Find(1).Knowledge);
        Assert.Equal(DayTicketsKnowledge.Stale, Find(2).Knowledge);
        Assert.Equal((DayTicketsKnowledge.Known, 0), (Find(3).Knowledge, Find(3).Tickets.Count));
    }

    [Fact]
    public void A_label_that_stands_twice_a_short_body_and_another_name_are_refused()
    {
        _world.PutChanges(1, [Row(1, Ticket(1)), Row(2, Ticket(2))]);
        var parts = TargetPayload.TryRead(_world.Payload(TrustWorld.ChangesFile))!;
        var rows = parts.Body.ToArray().Chunk(96).ToArray();
        foreach (var body in (byte[][])[[.. rows[0], .. rows[0]], [.. rows[0]], [.. rows[0], .. rows[1], 0]])
        {
            _world.Forge(TrustWorld.ChangesFile, "TI1/manifest-changes",
                TargetPayload.Encode(parts.Header.ToArray(), body), KeyPurpose.Ticketing);
            _world.AssertRefused(TrustRefusal.Malformed, TrustWorld.ChangesFile);
        }
        _world.PutChanges(1, []);
        _world.Directory.Put(("changes-AOH-2026-11-20.cose", _world.Directory.Files[TrustWorld.ChangesFile].ToArray()));
        _world.AssertRefused(TrustRefusal.Malformed, "changes-AOH-2026-11-20.cose");
    }

    [Fact]
    public void Only_ticketing_signs_a_log_and_no_other_file_passes_for_one()
    {
        var log = _world.Payload(TrustWorld.ChangesFile);
        _world.Forge(TrustWorld.ChangesFile, "TI1/manifest-changes", log, KeyPurpose.RideIdStatus);
        _world.AssertRefused(TrustRefusal.BadSignature, TrustWorld.ChangesFile);
        _world.Forge(TrustWorld.ChangesFile, "TI1/manifest", log, KeyPurpose.Ticketing);
        _world.AssertRefused(TrustRefusal.BadSignature, TrustWorld.ChangesFile);
    }

    [Theory]
    [InlineData(3, null)]
    [InlineData(4, null)]
    [InlineData(5, TrustRefusal.Rollback)]
    public void An_older_log_is_never_taken_again_I8(long floor, TrustRefusal? refusal) =>
        Assert.Equal(refusal, _world.Load(floors: new Dictionary<string, long> { ["changes-VNP-2026-11-20"] = floor }).Refusal);

    [Fact]
    public void A_traveller_has_at_most_64_changes_in_one_log()
    {
        ManifestRow[] rows = [.. Enumerable.Range(0, 65).Select(i => Row(1, Ticket((ulong)i)))];
        _world.PutManifest(4, []);
        _world.PutChanges(1, rows[..64]);
        Assert.Equal(64, Find(1).Tickets.Count);
        Assert.Throws<ArgumentException>(() => _world.PutChanges(1, rows));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void Rides_of_a_day_are_bounded_R15(int rides, bool isAccepted)
    {
        var thrown = Record.Exception(() => _world.PutManifest(4, [Row(1, Ticket(1) with { Kind = TicketKind.MultiRide, Rides = rides })]));
        Assert.Equal(isAccepted, thrown is null);
        if (isAccepted) Assert.Equal(rides, Find(1).Tickets[0].Rides);
    }
}
