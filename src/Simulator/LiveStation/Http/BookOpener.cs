using System.Security.Cryptography;
using System.Text;
using TempIdentity.Simulator.HeadOffice;
using TempIdentity.Simulator.Services;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.LiveStation.Http;

/// <summary>
/// Opens a record of head office's books for who brings its private key (I6): the raw code first, and whose it is only when the code was
/// genuine and in its time when it was shown (I12). Nothing that is opened is kept or logged. Thread-safe.
/// </summary>
internal sealed class BookOpener(IStation station, CodeHolders holders)
{
    /// <summary>Wrong keys of one address in a minute: 256 bits are not guessed, but nobody is to try at leisure.</summary>
    public static readonly AttemptLimit WrongKeys = new(AttemptsMax: 10, WindowSeconds: 60);

    private readonly AttemptLimiter<string> _limiter = new(WrongKeys);

    public Answer<OpenedRecordMessage> Open(OpenRecordMessage asked, string client, UnixTime now)
    {
        if (string.IsNullOrEmpty(asked.Key)) return StationRefusals.For(StationRefusal.KeyNeeded);
        if (_limiter.Take(client, now) is { } tooMany) return tooMany;
        var (given, held) = (Encoding.UTF8.GetBytes(asked.Key.Trim()), Encoding.UTF8.GetBytes(station.HeadOfficeKey));
        if (!CryptographicOperations.FixedTimeEquals(SHA256.HashData(given), SHA256.HashData(held)))
            return StationRefusals.For(StationRefusal.KeyWrong);
        _limiter.Clear(client);
        if (station.Record(asked.Record) is not { } record) return StationRefusals.For(StationRefusal.NoSuchRecord);
        return FrameOpener.Open(record, Convert.FromBase64String(station.HeadOfficeKey)) is { } frame
            ? Opened(record, frame)
            : StationRefusals.For(StationRefusal.NothingSealed);
    }

    private OpenedRecordMessage Opened(HeldRecord record, byte[] frame)
    {
        var (knowledge, identity) = Whose(record, frame);
        return new OpenedRecordMessage
        {
            Record = record.Sequence,
            Code = new string([.. frame.Select(octet => octet is >= 0x20 and < 0x7f ? (char)octet : '?')]),
            Knowledge = knowledge,
            Identity = identity is null ? null : new OpenedIdentityMessage
            {
                DocumentType = identity.Document,
                Number = identity.Number,
                Name = identity.Name,
            },
        };
    }

    private (IdentityKnowledge Knowledge, Identity? Identity) Whose(HeldRecord record, byte[] frame) => BookTimes.Of(record) is { } at
        ? holders.Find(frame.AsSpan().TrimEnd("\r\n"u8), at)
        : (IdentityKnowledge.NotVerified, null);
}
