using System.Collections.Concurrent;
using System.Text;
using TempIdentity.Simulator.Imaging;
using TempIdentity.Simulator.Issuers;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.Simulator.Scenarios;

/// <summary>What a scanner reads from a visit: the bytes, how often, and whether the line's terminator follows.</summary>
internal sealed record Shown(ReadOnlyMemory<byte> Frame, int Readings = 1, bool Terminated = true);

/// <summary>
/// Makes what people hold before scanners. Codes are drawn as a picture and read from it where this machine can; what is no code is typed.
/// Thread-safe.
/// </summary>
internal sealed class Showing(PeakWorld world)
{
    public const int BurstBytes = 10 * 1024 * 1024;

    private const int StaleSeconds = 120;
    private readonly ConcurrentDictionary<int, string> _texts = new();

    /// <summary>All raw codes that were shown: what must be found nowhere in clear.</summary>
    public IReadOnlyCollection<string> Texts => [.. _texts.Values];

    public Shown Make(Visit visit, UnixTime now)
    {
        var random = new Random(visit.Detail);
        return visit.Shows switch
        {
            Shows.Rubbish => new Shown(Rubbish(random)),
            Shows.OtherFamily => new Shown(Encoding.ASCII.GetBytes("HC1:" + Base45.Encode(Bytes(random, 200)))),
            Shows.Burst => new Shown(Printable(random, BurstBytes)),
            Shows.HalfCode => new Shown(Encoding.ASCII.GetBytes(Half(Keep(visit, Text(visit, now)))), Terminated: false),
            Shows.TwoCodes => new Shown(Encoding.ASCII.GetBytes(Keep(visit, Text(visit, now)) + world.Travellers[visit.Person].Fresh(now))),
            Shows.HeldInView => new Shown(CodeReader.Read(Keep(visit, Text(visit, now))).Bytes, Readings: 3),
            _ => new Shown(CodeReader.Read(Keep(visit, Text(visit, now))).Bytes),
        };
    }

    private string Keep(Visit visit, string text) => _texts[visit.Number] = text;

    private string Text(Visit visit, UnixTime now)
    {
        var person = world.Travellers[visit.Person];
        var current = person.Issuer.KeysAt(person.Algorithm, now);
        var stranger = world.Keys.Strangers[person.Algorithm];
        return visit.Shows switch
        {
            Shows.SameAtOnce or Shows.SameAfterRestart => _texts[visit.Source!.Value],
            Shows.Stale => Old(person, visit.Form, now - StaleSeconds),
            Shows.Screenshot => Old(person, visit.Form, now - CodeLimits.RideIdSeconds),
            Shows.LivenessOver => person.Odd(visit.Form, At(person, person.LiveAt + 60), person.LiveAt + 60, now),
            Shows.CredentialOver => person.Odd(visit.Form, At(person, person.LiveAt + 60), person.LiveAt + 60, now),
            Shows.ForgedSignature or Shows.ForgedHolder => Flip(person.Fresh(now), visit.Detail),
            Shows.ForgedKey => person.Odd(visit.Form, current with { Key = stranger }, now, now),
            Shows.UnknownKey => person.Odd(visit.Form, current with { Id = new KeyId(~current.Id.Value), Key = stranger }, now, now),
            Shows.KeyTooEarly => person.Odd(visit.Form, Of(person, world.Keys.TooEarly, now), now, now),
            Shows.KeyBeforeRemoval or Shows.RemovedKey => person.Odd(visit.Form, Of(person, world.Keys.Removed, now), now, now),
            Shows.UsedTicket => person.Odd(visit.Form, current, now, now, person.Second),
            Shows.Good or Shows.HeldInView or Shows.WrongStation or Shows.NoTicket or Shows.Refunded or Shows.NewKey
                or Shows.OldKeyInTail or Shows.Revoked or Shows.NotEntitled or Shows.LicenceInvalid or Shows.LicenceAtStation
                or Shows.RideIdAtRoadside or Shows.HalfCode or Shows.TwoCodes or Shows.ClockBehind or Shows.ClockAhead or Shows.TurnsBack
                or Shows.ComesAgain or Shows.KilledMidway => person.Fresh(now),
            Shows.Rubbish or Shows.OtherFamily or Shows.Burst => throw new InvalidOperationException("Not a code."),
        };
    }

    private static string Old(Traveller person, CodeForm form, UnixTime then) => person.Odd(form, At(person, then), then, then);

    private static IssuerKeys At(Traveller person, UnixTime then) => person.Issuer.KeysAt(person.Algorithm, then);

    private static IssuerKeys Of(Traveller person, RingKey key, UnixTime now) => person.Issuer.KeysOf(key, now);

    /// <summary>One bit of the outermost signature, the last 64 bytes, is another.</summary>
    private static string Flip(string text, int detail)
    {
        var body = text[CodeLimits.Prefix.Length..];
        var bytes = new byte[Base45.DecodedLength(body.Length)];
        if (!Base45.TryDecode(Encoding.ASCII.GetBytes(body), bytes)) throw new InvalidOperationException("Our own code does not decode.");
        bytes[bytes.Length - 1 - detail % 30] ^= (byte)(1 << detail % 7);
        return CodeLimits.Prefix + Base45.Encode(bytes);
    }

    private static string Half(string text) => text[..(text.Length / 2)];

    private static byte[] Rubbish(Random random) => random.Next(3) switch
    {
        0 => Encoding.ASCII.GetBytes($"https://example.invalid/menu?table={random.Next(100)}"),
        1 => Printable(random, 1 + random.Next(300)),
        _ => Binary(random, 1 + random.Next(300)),
    };

    /// <summary>Upper-case text without a colon: no family's name.</summary>
    private static byte[] Printable(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        for (var i = 0; i < count; i++) bytes[i] = (byte)('A' + bytes[i] % 26);
        return bytes;
    }

    /// <summary>Any bytes but the line's terminators and the colon.</summary>
    private static byte[] Binary(Random random, int count)
    {
        var bytes = Bytes(random, count);
        for (var i = 0; i < count; i++)
            if (bytes[i] is (byte)'\r' or (byte)'\n' or (byte)':') bytes[i] = (byte)'#';
        return bytes;
    }

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
