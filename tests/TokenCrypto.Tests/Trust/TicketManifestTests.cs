using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.TokenCrypto.Tests.Trust;

/// <summary>Rows that only the traveller's own secret opens.</summary>
public sealed class TicketManifestTests
{
    private static TicketManifest ManifestOf(TrustWorld world, params (int Traveller, Ticket Ticket)[] rows)
    {
        world.PutManifest(4, [.. rows.Select(row => new ManifestRow(TrustWorld.Secret(row.Traveller), row.Ticket))]);
        return world.Store().FindManifest(TrustWorld.Station, TrustWorld.Day)!;
    }

    [Fact]
    public void Only_the_travellers_secret_finds_and_opens_a_row()
    {
        using var world = new TrustWorld();
        var manifest = ManifestOf(world, (1, TrustWorld.TicketFor(11)));
        Assert.Equal(TrustWorld.TicketFor(11), Assert.Single(manifest.Find(TrustWorld.Secret(1))!));
        Assert.Empty(manifest.Find(TrustWorld.Secret(2))!);
        Assert.Equal(("VNP", TrustWorld.Day, 4L, 1), (manifest.Station, manifest.Day, manifest.Revision, manifest.RowCount));
        Assert.Equal((TrustWorld.Issued, TrustWorld.Issued + TrustWorld.DaySeconds), (manifest.IssuedAt, manifest.ExpiresAt));
    }

    [Fact]
    public void Ten_travellers_with_one_to_eight_tickets_each_find_their_own_in_order()
    {
        using var world = new TrustWorld();
        var rows = Enumerable.Range(0, 10).SelectMany(traveller =>
            Enumerable.Range(0, 1 + traveller % 8).Select(i => (traveller, TrustWorld.TicketFor((ulong)(traveller * 100 + i))))).ToArray();
        var manifest = ManifestOf(world, rows);
        Assert.Equal(rows.Length, manifest.RowCount);
        for (var traveller = 0; traveller < 10; traveller++)
            Assert.Equal(
                rows.Where(row => row.traveller == traveller).Select(row => row.Item2), manifest.Find(TrustWorld.Secret(traveller)));
    }

    [Fact]
    public void Rows_sealed_on_all_cores_are_the_same_bytes_each_time_and_each_traveller_finds_theirs()
    {
        var rows = Enumerable.Range(0, 5000)
            .Select(i => new ManifestRow(TrustWorld.Secret(i / 2), TrustWorld.TicketFor((ulong)i))).ToArray();
        using var world = new TrustWorld();
        byte[] Body()
        {
            world.PutManifest(4, rows);
            return TargetPayload.TryRead(world.Payload(TrustWorld.ManifestFile))!.Body.ToArray();
        }
        Assert.Equal(Body(), Body());
        var manifest = world.Store().FindManifest(TrustWorld.Station, TrustWorld.Day)!;
        for (var traveller = 0; traveller < 2500; traveller++)
            Assert.Equal([(ulong)traveller * 2, (ulong)traveller * 2 + 1],
                manifest.Find(TrustWorld.Secret(traveller))!.Select(ticket => ticket.TicketId));
    }

    [Fact]
    public void A_traveller_has_at_most_eight_rows()
    {
        using var world = new TrustWorld();
        var nine = Enumerable.Range(0, 9).Select(i => (1, TrustWorld.TicketFor((ulong)i))).ToArray();
        Assert.Equal(8, ManifestOf(world, nine[..8]).Find(TrustWorld.Secret(1))!.Count);
        Assert.Throws<ArgumentException>(() => ManifestOf(world, nine));
    }

    [Fact]
    public void A_refunded_ticket_is_told_as_refunded()
    {
        using var world = new TrustWorld();
        var manifest = ManifestOf(world, (1, TrustWorld.TicketFor(1, TicketState.Refunded)), (1, TrustWorld.TicketFor(2)));
        Assert.Equal([TicketState.Refunded, TicketState.Sold], manifest.Find(TrustWorld.Secret(1))!.Select(ticket => ticket.State));
    }

    [Theory]
    [InlineData("VNP", 0, 1)]
    [InlineData("AOH", 0, 0)]
    [InlineData("VNP", 1, 0)]
    public void Labels_belong_to_one_station_and_day(string station, int dayOffset, int found)
    {
        using var world = new TrustWorld();
        var day = new ServiceDay(TrustWorld.Day.DayNumber + dayOffset);
        var source = ManifestOf(world, (1, TrustWorld.TicketFor(1)));
        var body = TargetPayload.TryRead(world.Payload(TrustWorld.ManifestFile))!.Body;
        // The same rows under another station or day: as a signed manifest would carry them if they were copied.
        var moved = new TicketManifest(station, day, source.Window, 0, source.RowCount, body);
        Assert.Equal(found, moved.Find(TrustWorld.Secret(1))!.Count);
    }

    [Fact]
    public void Row_keys_differ_by_station_day_row_and_secret()
    {
        var derived = new HashSet<string>();
        foreach (var station in (string[])["VNP", "AOH"])
            foreach (var day in (int[])[1, 2])
                foreach (var row in (int[])[0, 1])
                    foreach (var secret in (int[])[1, 2])
                    {
                        var labelAndKey = new byte[48];
                        TicketRow.Derive(
                            TicketRow.ManifestContext, TrustWorld.Secret(secret), station, new ServiceDay(day), row, labelAndKey);
                        Assert.True(derived.Add(Convert.ToHexString(labelAndKey.AsSpan(..16))));
                        Assert.True(derived.Add(Convert.ToHexString(labelAndKey.AsSpan(16))));
                    }
        Assert.Equal(32, derived.Count);
    }

    [Fact]
    public void A_new_revision_changes_every_sealed_byte_string_and_keeps_labels()
    {
        using var world = new TrustWorld();
        ManifestRow[] rows = [.. Enumerable.Range(0, 5).Select(i => new ManifestRow(TrustWorld.Secret(i), TrustWorld.TicketFor((ulong)i)))];
        world.PutManifest(4, rows);
        var before = TargetPayload.TryRead(world.Payload(TrustWorld.ManifestFile))!.Body.ToArray().Chunk(96).ToArray();
        world.PutManifest(5, rows);
        var after = TargetPayload.TryRead(world.Payload(TrustWorld.ManifestFile))!.Body.ToArray().Chunk(96).ToArray();
        Assert.Equal(5, after.Length);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(before[i][..16], after[i][..16]);
            Assert.NotEqual(before[i][16..32], after[i][16..32]);
            Assert.NotEqual(before[i][32..], after[i][32..]);
        }
    }

    [Fact]
    public void A_row_of_an_older_revision_is_corrupt_in_a_newer_one()
    {
        using var world = new TrustWorld();
        var old = ManifestOf(world, (1, TrustWorld.TicketFor(1)));
        var body = TargetPayload.TryRead(world.Payload(TrustWorld.ManifestFile))!.Body;
        var mixed = new TicketManifest(old.Station, old.Day, old.Window with { Version = 5 }, 0, 1, body);
        Assert.Null(mixed.Find(TrustWorld.Secret(1)));
        Assert.Empty(mixed.Find(TrustWorld.Secret(2))!);
    }

    [Fact]
    public void A_row_with_any_changed_byte_is_corrupt_or_not_found()
    {
        using var world = new TrustWorld();
        var manifest = ManifestOf(world, (1, TrustWorld.TicketFor(1)));
        var body = TargetPayload.TryRead(world.Payload(TrustWorld.ManifestFile))!.Body.ToArray();
        for (var i = 0; i < body.Length; i++)
        {
            var changed = body.ToArray();
            changed[i] ^= 1;
            var tickets = new TicketManifest(manifest.Station, manifest.Day, manifest.Window, 0, 1, changed).Find(TrustWorld.Secret(1));
            if (i < TicketRow.LabelBytes) Assert.Empty(tickets!);
            else Assert.Null(tickets);
        }
    }

    [Fact]
    public void Rows_must_ascend_by_label_without_repeating()
    {
        using var world = new TrustWorld();
        ManifestOf(world, (1, TrustWorld.TicketFor(1)), (2, TrustWorld.TicketFor(2)), (3, TrustWorld.TicketFor(3)));
        var parts = TargetPayload.TryRead(world.Payload(TrustWorld.ManifestFile))!;
        var rows = parts.Body.ToArray().Chunk(96).ToArray();
        Assert.NotNull(Decode(parts, rows[0], rows[1], rows[2]));
        Assert.Null(Decode(parts, rows[0], rows[2], rows[1]));
        Assert.Null(Decode(parts, rows[0], rows[0], rows[2]));
        Assert.Null(Decode(parts, rows[0], rows[1]));
        Assert.Null(Decode(parts, rows[0], rows[1], rows[2], rows[2]));

        world.Forge(TrustWorld.ManifestFile, "TI1/manifest",
            TargetPayload.Encode(parts.Header.ToArray(), [.. rows[1], .. rows[0], .. rows[2]]), KeyPurpose.Ticketing);
        world.AssertRefused(TrustRefusal.Malformed, TrustWorld.ManifestFile);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(17)]
    public void A_secret_of_another_length_is_misuse(int length)
    {
        using var world = new TrustWorld();
        var manifest = ManifestOf(world);
        Assert.Throws<ArgumentException>(() => manifest.Find(new byte[length]));
        Assert.Throws<ArgumentException>(() => world.PutManifest(4, [new ManifestRow(new byte[length], TrustWorld.TicketFor(1))]));
    }

    [Fact]
    public void A_manifest_of_another_station_or_day_is_not_found()
    {
        using var world = new TrustWorld();
        var store = world.Store();
        Assert.NotNull(store.FindManifest("VNP", TrustWorld.Day));
        Assert.Null(store.FindManifest("AOH", TrustWorld.Day));
        Assert.Null(store.FindManifest("VNP", new ServiceDay(TrustWorld.Day.DayNumber + 1)));
    }

    [Fact]
    public void A_manifest_secret_depends_on_key_document_type_number_and_day()
    {
        var key = Enumerable.Repeat((byte)1, 32).ToArray();
        var day = TrustWorld.Day;
        var baseline = TrustWriter.ManifestSecret(key, DocumentType.OfficerCard, "12", day);
        Assert.Equal(16, baseline.Length);
        byte[][] others =
        [
            TrustWriter.ManifestSecret([.. key[1..], 2], DocumentType.OfficerCard, "12", day),
            TrustWriter.ManifestSecret(key, DocumentType.SoldierCard, "12", day),
            TrustWriter.ManifestSecret(key, DocumentType.OfficerCard, "1", day),
            TrustWriter.ManifestSecret(key, DocumentType.OfficerCard, "12", new ServiceDay(day.DayNumber + 1)),
        ];
        Assert.Equal(5, others.Append(baseline).Select(Convert.ToHexString).Distinct().Count());
        Assert.Equal(
            TrustWriter.ManifestSecret(key, DocumentType.ResidentIdentityCard, "11010519491231002X", day),
            TrustWriter.ManifestSecret(key, DocumentType.ResidentIdentityCard, "11010519491231002x", day));
        Assert.Throws<ArgumentException>(() => TrustWriter.ManifestSecret(key.AsSpan(1), DocumentType.OfficerCard, "12", day));
        var thrown = Assert.Throws<ArgumentException>(
            () => TrustWriter.ManifestSecret(key, DocumentType.OfficerCard, new string('7', 65), day));
        Assert.DoesNotContain("77", thrown.Message, StringComparison.Ordinal);
    }

    private static TicketManifest? Decode(TargetPayload parts, params byte[][] rows) =>
        TicketManifest.TryDecode(TargetPayload.Encode(parts.Header.ToArray(), [.. rows.SelectMany(row => row)]));
}
