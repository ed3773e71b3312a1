using Microsoft.Extensions.Logging.Abstractions;
using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Hosting;
using TempIdentity.GateAgent.Recording;
using TempIdentity.GateAgent.Tests.Configuration;
using TempIdentity.GateAgent.Tests.Recording;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.GateAgent.Tests.Hosting;

/// <summary>What the watchdog's beat is tied to in the appliance itself (I9).</summary>
public sealed class StorageProgressTests
{
    private readonly FakeKernelClock _clock = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Storage_that_answers_lives_even_when_it_answers_with_a_failure(bool failing)
    {
        using var ledger = new FaultyLedger(new InMemoryLedger("gate-test")) { Failing = failing };
        var watchdog = Watchdog();
        var storage = new StorageProgress(ledger, watchdog.Register("storage", TimeSpan.FromSeconds(10)));
        _clock.AdvanceMonotonic(TimeSpan.FromSeconds(11));
        Assert.Equal("storage", watchdog.Stalled());
        storage.Look();
        Assert.Null(watchdog.Stalled());
    }

    [Fact]
    public void The_appliance_beats_only_while_core_storage_and_every_scanner_live()
    {
        using var directory = new TemporaryDirectory();
        var configuration = SampleConfiguration.Create();
        configuration.Set("state_directory", Path.Combine(directory.Path, "state"));
        configuration.Set("device_directory", directory.Path);
        using (var key = SigningKey.Generate(SignatureAlgorithm.ESP256))
            File.WriteAllBytes(Path.Combine(directory.Path, DeviceKeys.SigningKeyFile), key.Export());
        using var notifier = new SystemdNotifier(null);
        var (parts, failure) = AgentParts.Build(SampleConfiguration.Read(configuration).Configuration!, notifier,
            NullLoggerFactory.Instance);
        Assert.Null(failure);
        using (parts)
            Assert.Equal(["core", "scanner of lane 1", "scanner of lane 2", "scanner of lane 3", "storage"], parts!.Watchdog.Names.Order());
    }

    private Watchdog Watchdog() => new(new SystemdNotifier(null), _clock);
}
