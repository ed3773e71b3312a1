using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.TokenCrypto.Tests.Trust;

/// <summary>Statuses with reason and time; several may hold at once (L8–L11).</summary>
public sealed class StatusRowTests
{
    private static readonly UnixTime From = TrustWorld.Now - 100;
    private static readonly UnixTime Until = TrustWorld.Now + 100;

    private static StatusEntry Entry(
        CredentialStatus status, UnixTime? from = null, UnixTime? until = null, StatusReason reason = StatusReason.TrafficViolation,
        bool paper = false) =>
        new(status, reason, paper, from ?? From, until ?? Until);

    private static TrustStore StoreWith(TrustWorld world, params StatusRow[] rows)
    {
        world.Directory.Put(TrustWriter.StatusList(
            TrustWorld.LicenceStatus(4) with { Rows = rows },
            world.Id(KeyPurpose.DrivingLicenceStatus), world.Key(KeyPurpose.DrivingLicenceStatus)));
        return world.Store();
    }

    private static StatusLookup Find(TrustStore store, int index, UnixTime now) =>
        store.FindStatus(CredentialKind.DrivingLicence, new StatusReference(TrustWorld.LicenceList, index), now);

    [Theory]
    [InlineData(-101, CredentialStatus.Normal)]
    [InlineData(-100, CredentialStatus.Withheld)]
    [InlineData(99, CredentialStatus.Withheld)]
    [InlineData(100, CredentialStatus.Normal)]
    public void A_status_holds_from_inclusive_until_exclusive(int offset, CredentialStatus status)
    {
        using var world = new TrustWorld();
        var lookup = Find(StoreWith(world, new StatusRow(0, Entry(CredentialStatus.Withheld))), 0, TrustWorld.Now + offset);
        Assert.Equal((StatusKnowledge.Known, status), (lookup.Knowledge, lookup.Status));
        Assert.Equal(status == CredentialStatus.Normal ? 0 : 1, lookup.InForce.Count);
    }

    [Fact]
    public void Of_several_statuses_the_most_severe_decides_and_all_are_told()
    {
        using var world = new TrustWorld();
        var store = StoreWith(world,
            new StatusRow(0, Entry(CredentialStatus.ViolationPending)),
            new StatusRow(0, Entry(CredentialStatus.TwelvePoints, reason: StatusReason.PointsReached)),
            new StatusRow(0, Entry(CredentialStatus.Locked, until: TrustWorld.Now + 10)),
            new StatusRow(0, Entry(CredentialStatus.Revoked, until: TrustWorld.Now + 5)));
        CredentialStatus[] At(int offset) => [.. Find(store, 0, TrustWorld.Now + offset).InForce.Select(entry => entry.Status)];
        Assert.Equal(
            [CredentialStatus.Revoked, CredentialStatus.Locked, CredentialStatus.TwelvePoints, CredentialStatus.ViolationPending], At(0));
        Assert.Equal([CredentialStatus.Locked, CredentialStatus.TwelvePoints, CredentialStatus.ViolationPending], At(5));
        Assert.Equal([CredentialStatus.TwelvePoints, CredentialStatus.ViolationPending], At(10));
        Assert.Equal(CredentialStatus.TwelvePoints, Find(store, 0, TrustWorld.Now + 10).Status);
        Assert.Equal(StatusReason.PointsReached, Find(store, 0, TrustWorld.Now + 10).InForce[0].Reason);
    }

    [Fact]
    public void Each_of_a_thousand_credentials_finds_its_own_rows()
    {
        using var world = new TrustWorld();
        var statuses = Enumerable.Repeat(CredentialStatus.Normal, 1000).ToArray();
        var rows = Enumerable.Range(0, 500).Select(i =>
            new StatusRow(i * 2, Entry(CredentialStatus.Withheld, until: TrustWorld.Now + 1 + i))).Reverse().ToArray();
        world.Directory.Put(TrustWriter.StatusList(
            TrustWorld.LicenceStatus(4) with { Statuses = statuses, Rows = rows },
            world.Id(KeyPurpose.DrivingLicenceStatus), world.Key(KeyPurpose.DrivingLicenceStatus)));
        var store = world.Store();
        for (var i = 0; i < 1000; i++)
        {
            var lookup = Find(store, i, TrustWorld.Now);
            Assert.Equal(i % 2 == 0 ? TrustWorld.Now + 1 + i / 2 : (UnixTime?)null, lookup.InForce.SingleOrDefault()?.Until);
        }
    }

    [Fact]
    public void Paper_is_asked_for_while_the_entry_holds_L16()
    {
        using var world = new TrustWorld();
        var store = StoreWith(world, new StatusRow(0, Entry(CredentialStatus.Normal, reason: StatusReason.Superseded, paper: true)));
        Assert.Equal((CredentialStatus.Normal, true), (Find(store, 0, TrustWorld.Now).Status, Find(store, 0, TrustWorld.Now).PaperNeeded));
        Assert.False(Find(store, 0, Until).PaperNeeded);
        Assert.False(Find(store, 1, TrustWorld.Now).PaperNeeded);
    }

    [Fact]
    public void Past_the_lists_end_the_status_is_stale_and_told()
    {
        using var world = new TrustWorld();
        var store = StoreWith(world, new StatusRow(0, Entry(CredentialStatus.Withheld, until: StatusEntry.NoEnd)));
        var lookup = Find(store, 0, TrustWorld.Issued + TrustWorld.DaySeconds);
        Assert.Equal((StatusKnowledge.Stale, CredentialStatus.Withheld), (lookup.Knowledge, lookup.Status));
    }

    [Fact]
    public void An_entry_that_promises_rows_and_has_none_is_unknown()
    {
        var list = new StatusList(
            1, CredentialKind.DrivingLicence, new(1, TrustWorld.Issued, TrustWorld.Now + 60), 1, new byte[] { StatusList.Dated }, default);
        Assert.NotNull(StatusList.TryDecode(TargetPayload.Encode(list.EncodeHeader(), list.Packed.ToArray())));
        Assert.Equal(StatusKnowledge.Unknown, list.Find(0, TrustWorld.Now).Knowledge);
    }

    public static TheoryData<string, StatusRow[]> Wrong() => new()
    {
        { "an index outside the list", [new StatusRow(13, Entry(CredentialStatus.Withheld))] },
        { "the same row twice", [new StatusRow(0, Entry(CredentialStatus.Withheld)), new StatusRow(0, Entry(CredentialStatus.Withheld))] },
        { "a status of no number", [new StatusRow(0, Entry((CredentialStatus)13))] },
        { "a reason of no number", [new StatusRow(0, Entry(CredentialStatus.Withheld, reason: (StatusReason)99))] },
        { "normal that says nothing", [new StatusRow(0, Entry(CredentialStatus.Normal))] },
        { "an end that is the start", [new StatusRow(0, Entry(CredentialStatus.Withheld, until: From))] },
        { "a start before 1970", [new StatusRow(0, Entry(CredentialStatus.Withheld, from: new UnixTime(-1)))] },
        { "an end after 9999", [new StatusRow(0, Entry(CredentialStatus.Withheld, until: new UnixTime(UnixTime.MaxSeconds + 1)))] },
        { "seventeen rows of one", [.. Enumerable.Range(0, 17).Select(i => new StatusRow(0, Entry(CredentialStatus.Withheld, From + i)))] },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void The_writer_throws_and_the_reader_refuses_rows_that_break_a_rule(string what, StatusRow[] rows)
    {
        Assert.NotEmpty(what);
        using var world = new TrustWorld();
        Assert.Throws<ArgumentException>(() => StoreWith(world, rows));
        Assert.Null(Decode(StatusRows.Encode(rows)));
    }

    [Fact]
    public void Rows_have_one_order_no_flags_but_one_and_whole_length()
    {
        var rows = StatusRows.Encode(
            [new StatusRow(0, Entry(CredentialStatus.Withheld)), new StatusRow(1, Entry(CredentialStatus.Locked))]);
        Assert.NotNull(Decode(rows));
        Assert.Null(Decode([.. rows[StatusRows.RowBytes..], .. rows[..StatusRows.RowBytes]]));
        Assert.Null(Decode(rows[..^1]));
        foreach (var (at, value) in ((int, byte)[])[(6, 2), (7, 1)])
        {
            var changed = rows.ToArray();
            changed[at] = value;
            Assert.Null(Decode(changed));
        }
    }

    private static StatusList? Decode(byte[] rows)
    {
        var list = new StatusList(1, CredentialKind.DrivingLicence, new(1, TrustWorld.Issued, TrustWorld.Now), 13, new byte[7], rows);
        return StatusList.TryDecode(TargetPayload.Encode(list.EncodeHeader(), [.. list.Packed.Span, .. rows]));
    }
}
