using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Services.Ticketing;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Benchmarks;

/// <summary>
/// A station's manifest of one day and its log of changes: making, size, loading, looking up, memory. Each time stands beside a bare limit
/// that is measured in turn with it in the same run: what the cryptography alone takes on as many rows or bytes.
/// </summary>
internal static class ManifestFigures
{
    private const string Station = "VNP";
    private const int LookUps = 20_000;
    private static readonly UnixTime Now = new(1_795_161_600);
    private static readonly ServiceDay Day = ServiceDay.Of(Now);

    internal static int Run(int tickets, int changes, int rounds)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{tickets} tickets, {changes} changes, medians of {rounds} rounds, {Environment.ProcessorCount} cores; "
            + $"ratio = bare limit's time / our time"));
        var world = new Authorities(SeededSecrets.OfRun(1), KeyWindow.Around(Now));
        var book = world.Tickets.Book;
        book.ReuseSeconds = 0;
        var secrets = RandomNumberGenerator.GetBytes(tickets * DayTicket.SecretBytes);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var selling = Time(() => Sell(book, secrets, tickets));
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        Print("book of the day", $"{selling.TotalMilliseconds:F0} ms to fill, {(double)held / tickets:F0} bytes a ticket in memory");

        var made = Publish(world);
        Print("peak memory of this process, made once", $"{Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB");
        var (make, bareMake) = Alternate(rounds, () => made = Publish(world), () => SealBare(secrets, tickets));
        Against("make", make, "HKDF + AES-SIV of as many rows, all cores", bareMake);
        Print("manifest's size", $"{made[0].Content.Length / 1e6:F1} MB, {(double)made[0].Content.Length / tickets:F1} bytes a ticket");
        LoadAndFind(world, made, secrets, tickets, rounds, hits: 1, "");

        book.ReuseSeconds = 3600;
        Publish(world);
        Change(book, secrets, changes);
        var (makeLog, bareLog) = Alternate(rounds, () => made = Publish(world), () => SealBare(secrets, changes));
        Against("make log", makeLog, "HKDF + AES-SIV of as many changes, all cores", bareLog);
        Print("log's size", $"{made[1].Content.Length / 1e6:F2} MB");
        LoadAndFind(world, made, secrets, changes, rounds, hits: 2, " of a changed ticket");
        return 0;
    }

    private static void LoadAndFind(
        Authorities world, (string File, byte[] Content)[] files, byte[] secrets, int travellers, int rounds, int hits, string what)
    {
        var directory = Directory(world, files);
        var bytes = files.Sum(file => (long)file.Content.Length);
        TrustStore? store = null;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (load, bareLoad) = Alternate(rounds, () => store = Load(directory), () => HashBare(files));
        var added = GC.GetTotalMemory(forceFullCollection: true) - before;
        var hashed = string.Create(CultureInfo.InvariantCulture, $"SHA-256 of {bytes / 1e6:F1} MB");
        Against(hits == 1 ? "load" : "load with log", load, hashed, bareLoad);
        Print(hits == 1 ? "memory beside the file's bytes" : "memory beside the files' bytes, with log", $"{added / 1e3:F0} kB");
        var order = Enumerable.Range(0, LookUps).Select(i => (int)((long)i * 7919 % travellers)).ToArray();
        var (find, bareFind) = Alternate(rounds, () => FindAll(store!, secrets, order), () => OpenBare(secrets, order, hits));
        Against("look up" + what, find / LookUps, string.Create(CultureInfo.InvariantCulture, $"{2 * hits} HKDF + {hits} AES-SIV"),
            bareFind / LookUps);
    }

    private static void Sell(ManifestBook book, byte[] secrets, int tickets)
    {
        var journey = new DayJourney("G1", Station, "AOH", Now - 3600, Now + 3600, Now + 36_000);
        for (var i = 0; i < tickets; i++)
            book.Put(Day, new DayTicket(Secret(secrets, i), (ulong)i + 1, TicketKind.Single, TicketState.Sold, 1, journey with { }));
    }

    private static void Change(ManifestBook book, byte[] secrets, int changes)
    {
        var journey = new DayJourney("G1", Station, "AOH", Now - 3600, Now + 3600, Now + 36_000);
        for (var i = 0; i < changes; i++)
            book.Put(Day, new DayTicket(Secret(secrets, i), (ulong)i + 1, TicketKind.Single, TicketState.Refunded, 1, journey));
    }

    private static (string File, byte[] Content)[] Publish(Authorities world)
    {
        world.Tickets.Book.NextRevision();
        return [.. world.Tickets.Book.Publish(Station, Day, Now)];
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> Directory(Authorities world, (string File, byte[] Content)[] targets)
    {
        var files = world.Trust.Publish(Now, []).ToDictionary(file => file.Key, file => (ReadOnlyMemory<byte>)file.Value);
        foreach (var (file, content) in targets) files[file] = content;
        return files;
    }

    private static TrustStore Load(Dictionary<string, ReadOnlyMemory<byte>> files)
    {
        var load = TrustLoader.Load(files, null, new Dictionary<string, long>(), Now, SignatureProviders.Default);
        return load.Store ?? throw new InvalidOperationException($"Refused: {load.Refusal} {load.File}.");
    }

    private static void FindAll(TrustStore store, byte[] secrets, int[] order)
    {
        foreach (var i in order)
        {
            var found = store.FindTickets(Station, Day, secrets.AsSpan(i * DayTicket.SecretBytes, DayTicket.SecretBytes), Now);
            if (found.Tickets.Count != 1) throw new InvalidOperationException("A ticket was not found.");
        }
    }

    private static void SealBare(byte[] secrets, int rows) => Parallel.For(0, (rows + 4095) / 4096, chunk =>
    {
        Span<byte> key = stackalloc byte[48];
        var (aad, ticket, info) = (new byte[24], new byte[TicketRow.TicketBytes], new byte[32]);
        for (var i = chunk * 4096; i < Math.Min(rows, (chunk + 1) * 4096); i++)
        {
            HKDF.DeriveKey(HashAlgorithmName.SHA256, secrets.AsSpan(i * DayTicket.SecretBytes, DayTicket.SecretBytes), key, default, info);
            AesSiv.Seal(key[16..], aad, ticket);
        }
    });

    /// <summary>Each row that is there costs its own derivation and opening, and the derivation of the next, which is not there.</summary>
    private static void OpenBare(byte[] secrets, int[] order, int hits)
    {
        Span<byte> key = stackalloc byte[48];
        var (aad, ticket, info) = (new byte[24], new byte[TicketRow.TicketBytes], new byte[32]);
        foreach (var i in order)
        {
            var secret = secrets.AsSpan(i * DayTicket.SecretBytes, DayTicket.SecretBytes);
            for (var derived = 0; derived < 2 * hits; derived++) HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, key, default, info);
            for (var opened = 0; opened < hits; opened++) AesSiv.Seal(key[16..], aad, ticket);
        }
    }

    private static void HashBare((string File, byte[] Content)[] files)
    {
        foreach (var (_, content) in files) SHA256.HashData(content);
    }

    private static UInt128 Secret(byte[] secrets, int i) =>
        DayTicket.SecretOf(secrets.AsSpan(i * DayTicket.SecretBytes, DayTicket.SecretBytes));

    private static (TimeSpan Ours, TimeSpan Bare) Alternate(int rounds, Action ours, Action bare)
    {
        ours();
        bare();
        var times = Enumerable.Range(0, rounds).Select(_ => (Ours: Time(ours), Bare: Time(bare))).ToArray();
        return (Median(times.Select(time => time.Ours)), Median(times.Select(time => time.Bare)));
    }

    private static TimeSpan Time(Action operation)
    {
        var watch = Stopwatch.StartNew();
        operation();
        return watch.Elapsed;
    }

    private static TimeSpan Median(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static void Against(string what, TimeSpan ours, string bareIs, TimeSpan bare) => Print(what,
        $"{Text(ours)}; bare ({bareIs}) {Text(bare)}; ratio {bare / ours:F2}");

    private static string Text(TimeSpan time) => time.TotalMilliseconds < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMicroseconds:F1} µs")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:F0} ms");

    private static void Print(string what, FormattableString figure) =>
        Console.WriteLine($"{what,-44}{figure.ToString(CultureInfo.InvariantCulture)}");
}
