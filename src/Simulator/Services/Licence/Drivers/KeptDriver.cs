using System.Text.Json;
using System.Text.Json.Serialization;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Services.Licence.Drivers;

/// <summary>A status as sealed.</summary>
internal sealed record KeptStatus(CredentialStatus Status, StatusReason Reason, bool PaperNeeded, long From, long Until);

/// <summary>A driver's record as it is sealed: JSON.</summary>
internal sealed record KeptDriver(
    DocumentType Document, string Number, string Name, string ArchiveNumber, IReadOnlyList<string> Classes, int Authority, long ValidFrom,
    long ValidUntil, bool PhotoOnFile, IReadOnlyList<KeptStatus> Statuses, int Generation)
{
    public static byte[] Encode(DriverRecord driver) => JsonSerializer.SerializeToUtf8Bytes(
        new KeptDriver(driver.Person.Document, driver.Person.Number, driver.Person.Name, driver.ArchiveNumber, driver.Classes,
            driver.Authority, driver.ValidFrom.Seconds, driver.ValidUntil.Seconds, driver.PhotoOnFile,
            [.. driver.Statuses.Select(entry =>
                new KeptStatus(entry.Status, entry.Reason, entry.PaperNeeded, entry.From.Seconds, entry.Until.Seconds))],
            driver.Generation),
        KeptDriverJson.Default.KeptDriver);

    public static DriverRecord Decode(ReadOnlySpan<byte> bytes)
    {
        var kept = JsonSerializer.Deserialize(bytes, KeptDriverJson.Default.KeptDriver)
            ?? throw new InvalidDataException("A kept driver is empty.");
        return new DriverRecord
        {
            Person = new Identity(kept.Document, kept.Number, kept.Name),
            ArchiveNumber = kept.ArchiveNumber,
            Classes = kept.Classes,
            Authority = kept.Authority,
            ValidFrom = new UnixTime(kept.ValidFrom),
            ValidUntil = new UnixTime(kept.ValidUntil),
            PhotoOnFile = kept.PhotoOnFile,
            Statuses = [.. kept.Statuses.Select(entry => new StatusEntry(
                entry.Status, entry.Reason, entry.PaperNeeded, new UnixTime(entry.From), new UnixTime(entry.Until)))],
            Generation = kept.Generation,
        };
    }

    /// <summary>Masked: never the person's data.</summary>
    public override string ToString() => "KeptDriver(masked)";
}

[JsonSerializable(typeof(KeptDriver))]
internal sealed partial class KeptDriverJson : JsonSerializerContext;
