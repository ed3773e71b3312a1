using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using TempIdentity.GateAgent.Clock;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.GateAgent.Hosting;

/// <summary>
/// This verifier's secrets: read at start, and again when its file was replaced (keys are
/// delivered a week ahead at most); the unsealing keys whose window and grace are over are erased from memory and from the
/// device's file, at start and hourly (I11). Never erased by a clock that nothing vouches for: a wrong clock must not destroy good keys.
/// On flash memory an overwritten block may survive below the file system; that is the disk encryption's matter.
/// </summary>
internal sealed class DeviceKeys(string directory, ILogger log)
{
    public const string SigningKeyFile = "signing.key";

    /// <summary>Seconds beyond the grace, so that no decision in flight still reads a key that is being erased.</summary>
    public const int EraseMarginSeconds = 60;

    private readonly string _path = Path.Combine(directory, DeviceSecrets.File);
    private IReadOnlyList<UnsealingKey> _inMemory = [];
    private UnsealingKeys _current = UnsealingKeys.None;
    private DateTime _looked;

    /// <summary>The unsealing keys held now. Read by any thread.</summary>
    public UnsealingKeys Current => Volatile.Read(ref _current);

    /// <summary>
    /// The unsealing keys; none when the device has no file. Null when the file cannot be read or is not what it must be.
    /// </summary>
    public UnsealingKeys? Load(ClockReading at)
    {
        _looked = File.GetLastWriteTimeUtc(_path);
        if (!File.Exists(_path))
        {
            log.UnsealingKeysMissing();
            return UnsealingKeys.None;
        }
        if (Read() is not { } secrets) return null;
        _inMemory = secrets.Keys;
        Volatile.Write(ref _current, secrets.UnsealingKeys);
        Erase(at);
        return secrets.UnsealingKeys;
    }

    /// <summary>
    /// Takes keys that were delivered since: called with each tick, and costs one look at the file's time. A file that is not what it must
    /// be changes nothing. Called by one thread, which is also the one that erases.
    /// </summary>
    public void Look(ClockReading at)
    {
        var written = File.GetLastWriteTimeUtc(_path);
        if (written == _looked) return;
        _looked = written;
        if (!File.Exists(_path)) return;
        if (Read() is not { } stored)
        {
            log.UnsealingKeysNotTaken();
            return;
        }
        var held = _inMemory.Select(key => (key.Audience, key.Number)).ToHashSet();
        var delivered = stored.Keys.Where(key => held.Add((key.Audience, key.Number))).ToList();
        foreach (var copy in stored.Keys.Except(delivered)) Zero(copy);
        if (delivered.Count == 0) return;
        _inMemory = [.. _inMemory, .. delivered];
        Volatile.Write(ref _current, new UnsealingKeys(_inMemory));
        Erase(at);
        log.UnsealingKeysHeld(_inMemory.Count, 0);
    }

    /// <summary>The key that signs batches. Null when there is none, or it is no key.</summary>
    public SigningKey? LoadSigningKey()
    {
        byte[]? bytes = null;
        try
        {
            using var file = File.OpenRead(Path.Combine(directory, SigningKeyFile));
            if (file.Length != SigningKey.PrivateSizeBytes) return null;
            bytes = new byte[SigningKey.PrivateSizeBytes];
            file.ReadExactly(bytes);
            return SigningKey.Import(SignatureAlgorithm.ESP256, bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>Erases what is over. Never throws for what the disk does; it is tried again at the next call.</summary>
    public void Erase(ClockReading at)
    {
        if (at.State == ClockState.Untrusted) return;
        var now = at.Now - EraseMarginSeconds;
        var ended = _inMemory.Where(key => now >= key.Until + UnsealingKey.EraseAfterSeconds).ToList();
        foreach (var key in ended) Zero(key);
        _inMemory = [.. _inMemory.Except(ended)];
        var rewritten = EraseFromFile(now);
        if (ended.Count > 0 || rewritten) log.UnsealingKeysHeld(_inMemory.Count, ended.Count);
    }

    /// <summary>The file is read anew: it may hold keys that were delivered since the start.</summary>
    private bool EraseFromFile(UnixTime now)
    {
        try
        {
            if (Read() is not { } stored) return false;
            var kept = stored.WithoutEnded(now);
            if (!ReferenceEquals(kept, stored)) DurableFiles.Replace(_path, kept.Encode());
            foreach (var key in stored.Keys) Zero(key);
            return !ReferenceEquals(kept, stored);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.KeysNotErased(e);
            return false;
        }
    }

    private DeviceSecrets? Read()
    {
        byte[]? bytes = null;
        try
        {
            using var file = File.OpenRead(_path);
            if (file.Length > DeviceSecrets.BytesMax) return null;
            bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return DeviceSecrets.TryRead(bytes, out var secrets) ? secrets : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static void Zero(UnsealingKey key)
    {
        if (MemoryMarshal.TryGetArray(key.Key, out var bytes)) CryptographicOperations.ZeroMemory(bytes);
    }
}
