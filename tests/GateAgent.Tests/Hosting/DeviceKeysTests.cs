using Microsoft.Extensions.Logging.Abstractions;
using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Hosting;
using TempIdentity.GateAgent.Tests.Recording;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.GateAgent.Tests.Hosting;

public sealed class DeviceKeysTests : IDisposable
{
    private static readonly UnixTime Start = new(1_800_000_000);

    private readonly TemporaryDirectory _directory = new();
    private readonly FakeClock _clock = new(Start);
    private readonly DeviceKeys _keys;

    public DeviceKeysTests() => _keys = new DeviceKeys(_directory.Path, NullLogger.Instance);

    private string SecretsFile => Path.Combine(_directory.Path, DeviceSecrets.File);

    private IEnumerable<int> OnDisk =>
        DeviceSecrets.TryRead(File.ReadAllBytes(SecretsFile), out var secrets) ? secrets!.Keys.Select(key => key.Number) : [];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void I11_AKeyIsErasedFromMemoryAndDiskWhenItsGraceAndMarginAreOverAndNotASecondBefore()
    {
        Write(Key(1, Start + 100), Key(2, Start + 10_000));
        var held = _keys.Load(_clock.Read())!;
        var first = held.All[0];

        _clock.Advance(TimeSpan.FromSeconds(100 + UnsealingKey.EraseAfterSeconds + DeviceKeys.EraseMarginSeconds - 1));
        _keys.Erase(_clock.Read());
        Assert.Equal([1, 2], OnDisk);
        Assert.Contains(first.Key.ToArray(), b => b != 0);

        _clock.Advance(TimeSpan.FromSeconds(1));
        _keys.Erase(_clock.Read());
        Assert.Equal([2], OnDisk);
        Assert.All(first.Key.ToArray(), b => Assert.Equal(0, b));
        Assert.Contains(held.All[1].Key.ToArray(), b => b != 0);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(SecretsFile));
    }

    [Fact]
    public void I11_AKeyThatIsOverAtTheStartIsErasedThen()
    {
        Write(Key(1, Start - 100_000), Key(2, Start + 10_000));
        Assert.Null(_keys.Load(_clock.Read())!.Find(Audience.RailGate, 1, Start));
        Assert.Equal([2], OnDisk);
    }

    [Fact]
    public void I7_AClockThatNothingVouchesForErasesNothing()
    {
        Write(Key(1, Start - 100_000));
        _clock.SetState(ClockState.Untrusted, int.MaxValue);
        _keys.Load(_clock.Read());
        Assert.Equal([1], OnDisk);
    }

    [Fact]
    public void KeysDeliveredSinceTheStartSurviveAnErasure()
    {
        Write(Key(1, Start + 100));
        _keys.Load(_clock.Read());
        Write(Key(1, Start + 100), Key(3, Start + 500_000));
        _clock.Advance(TimeSpan.FromDays(1));
        _keys.Erase(_clock.Read());
        Assert.Equal([3], OnDisk);
    }

    [Fact]
    public void KeysDeliveredSinceTheStartAreTakenAndTheOthersStayTheirOwn()
    {
        Write(Key(1, Start + 100_000));
        var held = _keys.Load(_clock.Read())!.All[0];
        Deliver(Key(1, Start + 100_000), Key(2, Start + 500_000));
        _keys.Look(_clock.Read());
        Assert.NotNull(_keys.Current.Find(Audience.RailGate, 2, Start + 450_000));
        Assert.Same(held, _keys.Current.Find(Audience.RailGate, 1, Start + 50_000));
        Assert.Contains(held.Key.ToArray(), b => b != 0);
    }

    [Fact]
    public void I11_AKeyTakenLaterIsErasedLikeTheOthers()
    {
        Write(Key(1, Start + 100_000));
        _keys.Load(_clock.Read());
        Deliver(Key(2, Start + 500_000));
        _keys.Look(_clock.Read());
        var delivered = _keys.Current.All[1];
        _clock.Advance(TimeSpan.FromDays(7));
        _keys.Erase(_clock.Read());
        Assert.All(delivered.Key.ToArray(), b => Assert.Equal(0, b));
    }

    [Fact]
    public void ABrokenDeliveryChangesNothing()
    {
        Write(Key(1, Start + 100_000));
        _keys.Load(_clock.Read());
        File.WriteAllBytes(SecretsFile, [1, 2, 3]);
        File.SetLastWriteTimeUtc(SecretsFile, new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        _keys.Look(_clock.Read());
        Assert.NotNull(_keys.Current.Find(Audience.RailGate, 1, Start + 50_000));
    }

    [Fact]
    public void WithoutAFileThereAreNoKeysAndWithABrokenOneNoStart()
    {
        Assert.Same(UnsealingKeys.None, _keys.Load(_clock.Read()));
        File.WriteAllBytes(SecretsFile, [1, 2, 3]);
        Assert.Null(_keys.Load(_clock.Read()));
    }

    [Fact]
    public void TheSigningKeyIsThirtyTwoBytesOfAScalarOrNone()
    {
        var path = Path.Combine(_directory.Path, DeviceKeys.SigningKeyFile);
        Assert.Null(_keys.LoadSigningKey());
        File.WriteAllBytes(path, new byte[32]);
        Assert.Null(_keys.LoadSigningKey());
        using var key = SigningKey.Generate(SignatureAlgorithm.ESP256);
        File.WriteAllBytes(path, [.. key.Export(), 0]);
        Assert.Null(_keys.LoadSigningKey());
        File.WriteAllBytes(path, key.Export());
        using var loaded = _keys.LoadSigningKey();
        Assert.Equal(key.PublicKey.Bytes.ToArray(), loaded!.PublicKey.Bytes.ToArray());
    }

    private void Deliver(params UnsealingKey[] keys)
    {
        Write(keys);
        File.SetLastWriteTimeUtc(SecretsFile, new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    }

    private void Write(params UnsealingKey[] keys) =>
        File.WriteAllBytes(SecretsFile, DeviceSecretsWriter.Write("gate-0001", "VNP", keys));

    private static UnsealingKey Key(int number, UnixTime until) =>
        new(Audience.RailGate, number, until - 86_400, until, Enumerable.Repeat((byte)number, 32).ToArray());
}
