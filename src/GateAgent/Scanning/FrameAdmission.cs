using System.Security.Cryptography;
using TempIdentity.GateAgent.Clock;

namespace TempIdentity.GateAgent.Scanning;

/// <summary>What becomes of a frame.</summary>
internal enum Admission
{
    /// <summary>It goes to the core, and ends in exactly one record.</summary>
    Admitted,
    /// <summary>The same code is still held in view: part of a scan already admitted.</summary>
    HeldInView,
    /// <summary>Over the rate limit: counted, not decided.</summary>
    Shed,
}

/// <summary>
/// Decides which frames are scans (I2): a code held in view is one scan, and a lane takes no more frames a second than it may. Pure; not
/// thread-safe. Keeps digests of the last few codes only, never a code (I11).
/// </summary>
/// <param name="coalesceMilliseconds">The same bytes sooner than this after their last sighting are the same scan. 0: never.</param>
/// <param name="framesPerSecondMax">Tokens a second; twice as many may be saved up.</param>
internal sealed class FrameAdmission(int coalesceMilliseconds, int framesPerSecondMax)
{
    /// <summary>Codes remembered: a reader that sees two phones flickers between them.</summary>
    public const int SightingsMax = 8;

    /// <summary>One report of shed frames a lane at most in this time.</summary>
    public static readonly TimeSpan ShedReportInterval = TimeSpan.FromSeconds(1);

    private const long TokenCost = 1_000_000_000;
    private readonly List<Sighting> _sightings = new(SightingsMax);
    private readonly long _tokensMax = 2L * framesPerSecondMax * TokenCost;
    private long _tokens = 2L * framesPerSecondMax * TokenCost;
    private MonotonicTime? _refilled;
    private MonotonicTime? _reported;
    private int _shed;

    public Admission Judge(RawFrame frame, MonotonicTime now)
    {
        var digest = Digest(frame);
        _sightings.RemoveAll(sighting => now - sighting.Last >= TimeSpan.FromMilliseconds(coalesceMilliseconds));
        var seen = _sightings.FindIndex(sighting => sighting.Digest == digest);
        if (seen >= 0)
        {
            _sightings[seen] = new Sighting(digest, now);
            return Admission.HeldInView;
        }
        if (!TakeToken(now))
        {
            CountShed();
            return Admission.Shed;
        }
        if (_sightings.Count == SightingsMax) _sightings.Remove(_sightings.MinBy(sighting => sighting.Last.Nanoseconds));
        _sightings.Add(new Sighting(digest, now));
        return Admission.Admitted;
    }

    /// <summary>The core could not take the frame just admitted: it was shed after all, and its next sighting is a new scan.</summary>
    public void Withdraw()
    {
        _sightings.RemoveAt(_sightings.Count - 1);
        CountShed();
    }

    /// <summary>Frames shed and not reported yet, when a report is due; else 0.</summary>
    public int ShedDue(MonotonicTime now) => _reported is { } last && now - last < ShedReportInterval ? 0 : _shed;

    /// <summary>The report of <paramref name="count"/> frames was taken.</summary>
    public void ShedReported(int count, MonotonicTime now)
    {
        _shed -= count;
        _reported = now;
    }

    private void CountShed() => _shed = _shed == int.MaxValue ? _shed : _shed + 1;

    private bool TakeToken(MonotonicTime now)
    {
        // Two seconds fill the bucket from empty, so a longer wait adds nothing.
        var elapsed = Math.Clamp(now.Nanoseconds - (_refilled ?? now).Nanoseconds, 0, 2 * TokenCost);
        _tokens = Math.Min(_tokensMax, _tokens + (elapsed * framesPerSecondMax));
        _refilled = now;
        if (_tokens < TokenCost) return false;
        _tokens -= TokenCost;
        return true;
    }

    private static UInt128 Digest(RawFrame frame)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(frame.Bytes, hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash) ^ (UInt128)(uint)frame.End;
    }

    private readonly record struct Sighting(UInt128 Digest, MonotonicTime Last);
}
