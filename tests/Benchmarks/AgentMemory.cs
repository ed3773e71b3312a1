using System.Globalization;
using System.Security.Cryptography;
using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Services.Ticketing;
using TempIdentity.Simulator.Station;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Benchmarks;

/// <summary>
/// The real appliance as a process of its own, with an empty manifest and with one of many tickets: time to READY and its memory at rest as
/// the kernel tells it, each as it is after some seconds without work.
/// </summary>
internal static class AgentMemory
{
    private const string Station = "VNP";
    private const string Appliance = "gate-0001";

    /// <summary>What is left when the start is over.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    internal static async Task<int> RunAsync(int tickets, int lanes, int rounds)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{lanes} lanes, {tickets} tickets, {rounds} starts each, read {Rest.TotalSeconds} s after READY; "
            + $"{Environment.ProcessorCount} cores"));
        Console.WriteLine($"{"manifest",-12}{"MB on disk",12}{"READY s",10}{"VmRSS MB",10}{"VmHWM MB",10}{"anonymous MB",14}{"file MB",9}");
        foreach (var count in new[] { 0, tickets })
            for (var round = 0; round < rounds; round++) await MeasureAsync(count, lanes);
        return 0;
    }

    private static async Task MeasureAsync(int tickets, int lanes)
    {
        var directory = Directory.CreateTempSubdirectory("tempidentity-").FullName;
        try
        {
            var time = TimeProvider.System;
            await using var hall = new StationHall(directory, StationLane.Pattern(lanes), new EvidenceLog(time), time);
            var world = new Authorities(SeededSecrets.OfRun(1), KeyWindow.Around(UnixTime.From(time.GetUtcNow())));
            var size = Publish(world, hall.TrustDirectory, tickets, UnixTime.From(time.GetUtcNow()));
            var key = VerifierEnrolment.Enrol(hall.DeviceDirectory, Appliance, Station, [Audience.RailGate], world.Audiences,
                UnixTime.From(time.GetUtcNow()));
            await using var headOffice = new HeadOfficeDesk(Path.Combine(directory, "head-office"), Appliance, key, time);
            await headOffice.OpenAsync(CancellationToken.None);
            hall.WriteConfiguration(new AgentPlace(Appliance, Station, hall.StateDirectory, hall.DeviceDirectory, hall.TrustDirectory,
                RootKeyFile.Fingerprint(world.Trust.Root.PublicKey), headOffice.Url, headOffice.SealingKey, headOffice.TimeKey,
                StationHall.PassWindow));
            await hall.StartAgentAsync(wrapper: null, CancellationToken.None);
            await Task.Delay(Rest, time);
            Print(tickets, size, hall.Agent!);
            await hall.Agent!.TerminateAsync();
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>Bytes of the manifest.</summary>
    private static long Publish(Authorities world, string directory, int tickets, UnixTime now)
    {
        var book = world.Tickets.Book;
        book.ReuseSeconds = 0;
        var journey = new DayJourney("G1", Station, "AOH", now - 3600, now + 3600, now + 36_000);
        for (var i = 0; i < tickets; i++)
        {
            var secret = DayTicket.SecretOf(RandomNumberGenerator.GetBytes(DayTicket.SecretBytes));
            book.Put(ServiceDay.Of(now), new DayTicket(secret, (ulong)i + 1, TicketKind.Single, TicketState.Sold, 1, journey));
        }
        var files = world.Trust.Publish(now, [Station]);
        TrustFiles.Write(directory, files);
        return files.Values.Max(content => (long)content.Length);
    }

    private static void Print(int tickets, long size, AgentProcess agent)
    {
        var status = File.ReadAllLines(Of(agent, "status"));
        var maps = File.ReadAllLines(Of(agent, "smaps_rollup"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{tickets,-12}{size / 1e6,12:F1}{agent.TimeToReady.TotalSeconds,10:F2}{Megabytes(status, "VmRSS:"),10:F1}"
            + $"{Megabytes(status, "VmHWM:"),10:F1}{Megabytes(maps, "Anonymous:"),14:F1}{Megabytes(status, "RssFile:"),9:F1}"));
    }

    private static string Of(AgentProcess agent, string file) => string.Create(CultureInfo.InvariantCulture, $"/proc/{agent.Id}/{file}");

    private static double Megabytes(string[] lines, string key) =>
        double.Parse(lines.First(line => line.StartsWith(key, StringComparison.Ordinal))[key.Length..].Replace("kB", "").Trim(),
            CultureInfo.InvariantCulture) * 1024 / 1e6;
}
