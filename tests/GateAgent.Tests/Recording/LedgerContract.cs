using TempIdentity.TokenCrypto.Trust;
using TempIdentity.TokenCrypto;
using System.Security.Cryptography;
using TempIdentity.GateAgent.Recording;

namespace TempIdentity.GateAgent.Tests.Recording;

/// <summary>What every ledger does, the one on disk and the one in memory alike.</summary>
public abstract class LedgerContract : IDisposable
{
    private ILedger? _ledger;

    private ILedger Ledger => _ledger ??= Make();

    private protected abstract ILedger Make();

    public virtual void Dispose()
    {
        _ledger?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_new_ledger_is_empty_and_its_chain_starts_with_its_identity()
    {
        Assert.Equal("gate-0001", Ledger.Identity.Appliance);
        Assert.True(Ledger.Identity.Epoch > 0);
        Assert.Equal(0, Ledger.LastSequence);
        Assert.Equal(0, Ledger.Acknowledged);
        Assert.False(Ledger.UncleanStart);
        Assert.Empty(Ledger.OpenGrants());
        Assert.Empty(Ledger.Read(0, 10, 1000));
        Assert.Equal(RecordChain.Start(Ledger.Identity), Ledger.HashAt(0).ToArray());
    }

    [Fact]
    public void Sequences_count_from_one_without_gaps()
    {
        Assert.Equal(1, Ledger.Append(Drafts.Refusal()));
        Assert.Equal(2, Ledger.Append(Drafts.Grant(1)));
        Assert.Null(Ledger.Append(Drafts.Grant(1)));
        Assert.Equal(3, Ledger.Append(Drafts.Refusal()));
        Assert.Equal(3, Ledger.LastSequence);
    }

    [Fact]
    public void What_is_appended_is_read_back_byte_for_byte_with_its_chain()
    {
        Ledger.Append(Drafts.Refusal(7) with { Alarm = true });
        Ledger.Append(Drafts.Refusal(8));

        var records = Ledger.Read(0, 10, 100_000);

        Assert.Equal([1L, 2L], records.Select(r => r.Sequence));
        Assert.Equal([true, false], records.Select(r => r.Alarm));
        Assert.Equal(Drafts.Body(7), records[0].Body.ToArray());
        Assert.Equal("code_stale", records[0].Code);
        Assert.Equal(RecordKind.Decision, records[0].Kind);
        Assert.Equal(SHA256.HashData(Drafts.Body(7)), records[0].BodyHash.ToArray());
        Assert.Equal(RecordChain.Next(Ledger.Identity, 2, records[0].Hash.Span, RecordKind.Decision, "code_stale",
            SHA256.HashData(Drafts.Body(8))),
            records[1].Hash.ToArray());
        Assert.Equal(records[1].Hash.ToArray(), Ledger.HashAt(2).ToArray());
        Assert.Null(LedgerCheck.FirstBroken(Ledger));
    }

    [Fact]
    public void Reading_is_bounded_by_count_and_by_bytes_and_gives_at_least_one()
    {
        for (var i = 0; i < 5; i++) Ledger.Append(new RecordDraft(RecordKind.Device, "started", new byte[100]));

        Assert.Equal([2L, 3L], Ledger.Read(1, 2, 100_000).Select(r => r.Sequence));
        Assert.Equal([1L, 2L, 3L], Ledger.Read(0, 10, 300).Select(r => r.Sequence));
        Assert.Equal([1L, 2L], Ledger.Read(0, 10, 299).Select(r => r.Sequence));
        Assert.Equal([5L], Ledger.Read(4, 10, 1).Select(r => r.Sequence));
        Assert.Empty(Ledger.Read(5, 10, 1));
    }

    [Fact]
    public void One_presentation_is_granted_once_for_a_purpose() // I3
    {
        Assert.False(Ledger.IsGranted(Drafts.Presentation(1)));
        Ledger.Append(Drafts.Grant(1));

        Assert.True(Ledger.IsGranted(Drafts.Presentation(1)));
        Assert.False(Ledger.IsGranted(Drafts.Presentation(2)));
        Assert.False(Ledger.IsGranted(Drafts.Presentation(1, Purpose.StationExit)));
        Assert.Null(Ledger.Append(Drafts.Grant(1)));
        Assert.Equal(2, Ledger.Append(Drafts.Grant(1, purpose: Purpose.StationExit)));
        Assert.Equal(2, Ledger.LastSequence);
    }

    [Fact]
    public void One_ticket_is_used_once_in_a_direction_and_day() // I3
    {
        Ledger.Append(Drafts.Grant(1, ticket: ulong.MaxValue));

        Assert.Equal([0], Rides(ulong.MaxValue));
        Assert.Empty(Rides(1));
        Assert.Empty(Rides(ulong.MaxValue, Direction.Exit));
        Assert.Empty(Rides(ulong.MaxValue, day: 20_778));
        Assert.Null(Ledger.Append(Drafts.Grant(2, ticket: ulong.MaxValue)));
        Assert.False(Ledger.IsGranted(Drafts.Presentation(2)));
    }

    [Fact]
    public void Each_ride_of_a_ticket_is_used_once_R15() // I3
    {
        Assert.NotNull(Ledger.Append(Drafts.Ride(1, ride: 0)));
        Assert.Null(Ledger.Append(Drafts.Ride(2, ride: 0)));
        Assert.NotNull(Ledger.Append(Drafts.Ride(3, ride: 1)));
        Assert.NotNull(Ledger.Append(Drafts.Ride(4, ride: 0, Direction.Exit)));
        Assert.Equal([0, 1], Rides(10).Order());
        Assert.Equal([0], Rides(10, Direction.Exit));
    }

    [Fact]
    public void The_newest_passage_of_a_holder_in_a_direction_is_found_and_released_with_its_grant()
    {
        Assert.Null(Ledger.LastPassage(Drafts.Holder, Direction.Entry));
        var first = Ledger.Append(Drafts.Ride(1, ride: 0, at: 200))!.Value;
        var second = Ledger.Append(Drafts.Ride(2, ride: 1, at: 100))!.Value;
        Ledger.Append(Drafts.Ride(3, ride: 0, Direction.Exit, at: 300));

        Assert.Equal(new TravellerMark(new UnixTime(100), new UnixTime(150), second), Ledger.LastPassage(Drafts.Holder, Direction.Entry));
        Assert.Equal(new UnixTime(300), Ledger.LastPassage(Drafts.Holder, Direction.Exit)!.Value.At);
        Assert.Null(Ledger.LastPassage(new CredentialId(1), Direction.Entry));

        Ledger.Append(Drafts.Passage(second, "no_entry_after_grant", releasesTicket: true));
        Assert.Equal(first, Ledger.LastPassage(Drafts.Holder, Direction.Entry)!.Value.Sequence);
        Assert.Equal([0], Rides(10));
    }

    private IReadOnlySet<int> Rides(ulong ticket, Direction direction = Direction.Entry, int day = 20_777) =>
        Ledger.RidesUsed(ticket, direction, new ServiceDay(day));

    [Fact]
    public void A_grant_stays_open_until_its_one_outcome() // I4
    {
        var grant = Ledger.Append(Drafts.Grant(1))!.Value;
        Assert.Equal([new OpenGrant(grant, Drafts.Lane)], Ledger.OpenGrants());

        Assert.Equal(2, Ledger.Append(Drafts.Passage(grant)));

        Assert.Empty(Ledger.OpenGrants());
        Assert.Null(Ledger.Append(Drafts.Passage(grant)));
        Assert.Null(Ledger.Append(Drafts.Passage(99)));
        Assert.Equal(2, Ledger.LastSequence);
    }

    [Fact]
    public void A_passage_keeps_the_ticket_used_and_no_entry_releases_that_ticket_only() // I4
    {
        var first = Ledger.Append(Drafts.Grant(1, ticket: 10))!.Value;
        var second = Ledger.Append(Drafts.Grant(2, ticket: 20))!.Value;

        Ledger.Append(Drafts.Passage(first));
        Ledger.Append(Drafts.Passage(second, "no_entry_after_grant", releasesTicket: true));

        Assert.Equal([0], Rides(10));
        Assert.Empty(Rides(20));
        Assert.True(Ledger.IsGranted(Drafts.Presentation(2)));
        Assert.NotNull(Ledger.Append(Drafts.Grant(3, ticket: 20)));
    }

    [Fact]
    public void Acknowledgement_only_rises_and_never_beyond_the_newest()
    {
        for (var i = 0; i < 3; i++) Ledger.Append(Drafts.Refusal());

        Ledger.Acknowledge(2);
        Ledger.Acknowledge(1);

        Assert.Equal(2, Ledger.Acknowledged);
        Assert.Throws<ArgumentOutOfRangeException>(() => Ledger.Acknowledge(4));
        Ledger.Acknowledge(3);
        Assert.Equal(3, Ledger.Acknowledged);
    }

    [Fact]
    public void Quarantine_marks_the_record_and_deletes_nothing() // I5
    {
        Ledger.Append(Drafts.Refusal(1));
        Ledger.Append(Drafts.Refusal(2));

        Ledger.Quarantine(1, "body_malformed");

        var records = Ledger.Read(0, 10, 100_000);
        Assert.Equal([true, false], records.Select(r => r.Quarantined));
        Assert.Equal(Drafts.Body(1), records[0].Body.ToArray());
        Assert.Null(LedgerCheck.FirstBroken(Ledger));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ledger.Quarantine(3, "body_malformed"));
    }

    [Fact]
    public void Trust_floors_never_fall() // I8
    {
        Ledger.RaiseTrustFloors(new Dictionary<string, long> { ["set"] = 5, ["status-1"] = 2 });
        Ledger.RaiseTrustFloors(new Dictionary<string, long> { ["set"] = 4, ["status-1"] = 3 });

        Assert.Equal(new Dictionary<string, long> { ["set"] = 5, ["status-1"] = 3 }, Ledger.TrustFloors());
    }

    [Fact]
    public void Each_append_is_told_once_after_it_is_stored()
    {
        var told = new List<(long Sequence, long Last)>();
        Ledger.Appended += record => told.Add((record.Sequence, Ledger.LastSequence));

        Ledger.Append(Drafts.Grant(1));
        Ledger.Append(Drafts.Grant(1));
        Ledger.Append(Drafts.Refusal());

        Assert.Equal([(1L, 1L), (2L, 2L)], told);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Granted")]
    [InlineData("no-entry")]
    public void A_code_out_of_its_alphabet_is_a_defect_of_the_caller(string code) =>
        Assert.Throws<ArgumentException>(() => Ledger.Append(new RecordDraft(RecordKind.Device, code, new byte[1])));

    [Fact]
    public void A_body_may_reach_its_limit_and_not_pass_it()
    {
        Assert.Equal(1, Ledger.Append(new RecordDraft(RecordKind.Device, "started", new byte[LedgerLimits.BodyBytesMax])));
        Assert.Throws<ArgumentException>(() =>
            Ledger.Append(new RecordDraft(RecordKind.Device, "started", new byte[LedgerLimits.BodyBytesMax + 1])));
        Assert.Throws<ArgumentException>(() => Ledger.Append(new RecordDraft(RecordKind.Device, "started", Array.Empty<byte>())));
    }

    [Fact]
    public async Task Two_threads_never_share_a_sequence_or_a_mark()
    {
        _ = Ledger.LastSequence;
        var granted = 0;
        var threads = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 50; i++)
            {
                if (Ledger.Append(Drafts.Grant(i)) is not null) Interlocked.Increment(ref granted);
            }
        }));

        await Task.WhenAll(threads);

        Assert.Equal(50, granted);
        Assert.Equal(50, Ledger.LastSequence);
        Assert.Null(LedgerCheck.FirstBroken(Ledger));
    }

    [Fact]
    public void A_closed_ledger_says_so()
    {
        var ledger = Ledger;
        ledger.Dispose();
        Assert.Throws<LedgerException>(() => ledger.Append(Drafts.Refusal()));
    }
}

public sealed class InMemoryLedgerTests : LedgerContract
{
    private protected override ILedger Make() => new InMemoryLedger("gate-0001");
}

public sealed class FaultyLedgerContractTests : LedgerContract
{
    private protected override ILedger Make() => new FaultyLedger(new InMemoryLedger("gate-0001"));
}

public sealed class SqliteLedgerContractTests : LedgerContract
{
    private readonly TemporaryDirectory _directory = new();

    public override void Dispose()
    {
        base.Dispose();
        _directory.Dispose();
    }

    private protected override ILedger Make() => SqliteLedger.Open(_directory.Path, "gate-0001");
}
