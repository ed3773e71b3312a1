using System.Text.Json;
using System.Text.Json.Serialization;
using TempIdentity.Simulator.Issuers;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Services;

/// <summary>
/// Versions that never go back (I8); kept before a publication can be seen. The manifests' revisions are with the ticket office.
/// </summary>
internal sealed record TrustVersions
{
    public required long Set { get; init; }
    public required long RideIdList { get; init; }
    public required long DrivingLicenceList { get; init; }
}

[JsonSerializable(typeof(TrustVersions))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class TrustVersionsJson : JsonSerializerContext;

/// <summary>
/// Writes the trust directory that gates read: keys, both status lists, the stations' manifests. Services call <see cref="Changed"/>
/// when a status or a ticket changed; the directory follows within a second, and every few minutes anyhow. Thread-safe.
/// </summary>
internal sealed class TrustPublisher : IDisposable
{
    public const string DirectoryName = "trust";
    public const string DeviceId = "services-verifier";
    public const string VersionsFile = "trust-versions.json";

    /// <summary>Milliseconds between two publications at most.</summary>
    public const int PeriodMilliseconds = 300_000;

    /// <summary>Milliseconds between two publications at least.</summary>
    public const int GapMilliseconds = 1_000;

    private readonly Authorities _authorities;
    private readonly ServiceKeys _keys;
    private readonly string _versionsPath;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _wake = new(0, 1);

    /// <param name="data">The services' directory; the trust directory lies in it.</param>
    /// <param name="stations">The stations whose manifests are published, asked at each publication.</param>
    public TrustPublisher(Authorities authorities, ServiceKeys keys, string data, Func<IReadOnlyList<string>> stations)
    {
        _authorities = authorities;
        _keys = keys;
        Stations = stations;
        Directory = Path.Combine(data, DirectoryName);
        DeviceDirectory = Path.Combine(data, "device");
        _versionsPath = Path.Combine(data, VersionsFile);
        Restore();
    }

    /// <summary>The trust directory.</summary>
    public string Directory { get; }

    public Func<IReadOnlyList<string>> Stations { get; set; }

    /// <summary>The secrets of a test verifier that may open everything, kept in date.</summary>
    public string DeviceDirectory { get; }

    /// <summary>Told after each publication.</summary>
    public Action Published { get; set; } = () => { };

    /// <summary>Something changed that gates must learn of.</summary>
    public void Changed()
    {
        lock (_gate)
        {
            if (_wake.CurrentCount == 0) _wake.Release();
        }
    }

    /// <summary>Publishes now.</summary>
    public void Publish(UnixTime now)
    {
        lock (_gate)
        {
            _keys.Ensure(now);
            var files = _authorities.Trust.Publish(now, Stations());
            var versions = new TrustVersions
            {
                Set = _authorities.Trust.Version,
                RideIdList = _authorities.RideIds.Statuses.Version,
                DrivingLicenceList = _authorities.Licences.Statuses.Version,
            };
            TrustFiles.WritePrivate(_versionsPath, JsonSerializer.SerializeToUtf8Bytes(versions, TrustVersionsJson.Default.TrustVersions));
            TrustFiles.Write(Directory, files);
            // Once more each time: the unsealing keys of a device reach a week ahead.
            VerifierEnrolment.Enrol(DeviceDirectory, DeviceId, station: null, Enum.GetValues<Audience>(), _authorities.Audiences, now);
        }
        Published();
    }

    /// <summary>The files of the newest publication, whole: never half of one that is being written.</summary>
    public IReadOnlyDictionary<string, byte[]> Files()
    {
        lock (_gate)
        {
            return System.IO.Directory.EnumerateFiles(Directory)
                .Where(path => !Path.GetFileName(path).StartsWith('.'))
                .ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes);
        }
    }

    /// <summary>Publishes on every change and every few minutes, until stopped.</summary>
    public async Task RunAsync(Func<UnixTime> clock, TimeProvider time, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            TryPublish(clock());
            await Task.Delay(TimeSpan.FromMilliseconds(GapMilliseconds), time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested) return;
            Task changed = _wake.WaitAsync(TimeSpan.FromMilliseconds(PeriodMilliseconds), stop);
            await changed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose() => _wake.Dispose();

    /// <summary>
    /// Publishes now. A full disk must not stop the services: the old directory stays, and the next turn tries again.
    /// </summary>
    public void TryPublish(UnixTime now)
    {
        try
        {
            Publish(now);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"信任目录未能写入 The trust directory could not be written: {e.Message}");
            Changed();
        }
    }

    private void Restore()
    {
        if (!File.Exists(_versionsPath)) return;
        var kept = JsonSerializer.Deserialize(File.ReadAllBytes(_versionsPath), TrustVersionsJson.Default.TrustVersions)
            ?? throw new InvalidDataException($"{_versionsPath} is empty.");
        _authorities.Trust.Restore(kept.Set);
        _authorities.RideIds.Statuses.Restore(kept.RideIdList, _authorities.RideIds.Statuses.Statuses);
        _authorities.Licences.Statuses.Restore(kept.DrivingLicenceList, _authorities.Licences.Statuses.Statuses);
    }
}
