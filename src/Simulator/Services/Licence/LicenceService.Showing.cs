using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Services.Licence.Drivers;
using TempIdentity.Simulator.Services.Licence.Photos;
using TempIdentity.Simulator.Services.Licence.Rules;
using TempIdentity.Simulator.Services.Licence.Store;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Services.Licence;

/// <summary>A passed real-person check.</summary>
/// <param name="ValidUntil">Applications and codes rest on it until then, exclusive.</param>
internal sealed record PassedCheck(UnixTime ValidUntil);

/// <summary>A photo as it comes in.</summary>
/// <param name="Format">What the sender says that it is.</param>
/// <param name="TakenOn">The day of an album photo, when the sender knows it; a photo taken in the app is of today.</param>
internal sealed record PhotoUpload(PhotoSource Source, PhotoFormat Format, ReadOnlyMemory<byte> Bytes, DateOnly? TakenOn = null);

/// <summary>Showing the electronic licence: display, codes, grants (L9–L16).</summary>
internal sealed partial class LicenceService
{
    private readonly record struct Held(Driver Driver, ElectronicLicence Licence, LicenceStanding Standing, UnixTime LiveAt);

    /// <summary>
    /// The licence with a fresh code; the code's second is the display's generation time (L14). Its colour tells whether the holder may
    /// drive.
    /// </summary>
    public Answer<LicenceDisplay> Show(Session session, SignatureAlgorithm algorithm, UnixTime now) =>
        Serve<LicenceDisplay>(session, now, held =>
        {
            var code = CodeOf(held, algorithm, now);
            return code.Value is { } served ? DisplayOf(held, served) : code.Refusal!;
        });

    /// <summary>A code of 60 seconds, while this session's check is less than 30 minutes old.</summary>
    public Answer<LicenceCode> Code(Session session, SignatureAlgorithm algorithm, UnixTime now) =>
        Serve(session, now, held => CodeOf(held, algorithm, now));

    /// <summary>
    /// A grant that names the phone's key, for at most 30 minutes after this session's check. The issuer signs with the algorithm of the
    /// phone's key.
    /// </summary>
    /// <param name="holder">ESP256 or SM2.</param>
    public Answer<LicenceGrant> Grant(Session session, PublicKey holder, UnixTime now)
    {
        if (holder.Algorithm == SignatureAlgorithm.Ed25519) return LicenceRefusals.For(LicenceRefusal.HolderKeyMalformed);
        return Serve<LicenceGrant>(session, now, held =>
        {
            var served = _issuer.IssueGrant(held.Licence.Credential, holder.Algorithm, holder, now, held.LiveAt);
            return served.Refusal is { } refused
                ? ServingProblem(refused)
                : new LicenceGrant(served.Value!, _issuer.GrantEnd(held.Licence.Credential, held.LiveAt));
        });
    }

    /// <summary>The photo of the electronic licence.</summary>
    public Answer<LicencePhoto> Photo(Session session, UnixTime now) => Serve<LicencePhoto>(session, now, held =>
    {
        if (held.Licence.Photo is not { } uploaded) return new LicencePhoto("image/png", SyntheticPortrait.Of(held.Driver.Id));
        var (format, bytes) = _stores.Photos.Open(uploaded);
        return new LicencePhoto(format.ToMediaType(), bytes);
    });

    private Answer<T> Serve<T>(Session session, UnixTime now, Func<Held, Answer<T>> work) where T : class
    {
        if (_limits.Codes.Take(session.Id, now) is { } tooMany) return tooMany;
        return Do(now, () => HeldBy(session, now, out var held) is { } refused ? refused : work(held));
    }

    /// <summary>What a session may show now, or why it may not.</summary>
    private ServiceRefusal? HeldBy(Session session, UnixTime now, out Held held)
    {
        held = default;
        var owner = Owner(session);
        if (owner.Value is not { } driver) return owner.Refusal;
        var liveAt = _stores.Filings.LiveAt(session.Id);
        if (LicenceRules.CheckProblem(liveAt, now) is { } notLive) return notLive;
        var licence = _stores.Electronic.Newest(driver.Id);
        var standing = LicenceStanding.Of(driver.Record.Statuses, now);
        if (LicenceRules.HolderProblem(licence, standing) is { } refused) return refused;
        held = new Held(driver, licence!, standing, liveAt!.Value);
        return null;
    }

    private Answer<LicenceCode> CodeOf(Held held, SignatureAlgorithm algorithm, UnixTime now)
    {
        var credential = held.Licence.Credential;
        var served = _issuer.IssueCode(credential, algorithm, now, held.LiveAt);
        if (served.Refusal is { } refused) return ServingProblem(refused);
        return new LicenceCode(served.Value!, served.IssuedAt, served.IssuedAt + CodeLimits.CodeLifetimeSeconds,
            _issuer.GrantEnd(credential, held.LiveAt));
    }

    private static LicenceDisplay DisplayOf(Held held, LicenceCode code)
    {
        var record = held.Driver.Record;
        var normal = new StatusEntry(CredentialStatus.Normal, StatusReason.Unspecified, false, record.ValidFrom, record.ValidUntil);
        return new LicenceDisplay(
            code.IssuedAt, code, held.Standing.Deciding.Colour, record.Person.Name, ResidentCardNumber.Mask(record.Person.Number),
            record.ArchiveNumber, record.Classes, record.Authority, record.ValidFrom, record.ValidUntil, record.PhotoOnFile,
            held.Licence.Photo is null ? PhotoKind.OnFile : PhotoKind.Uploaded,
            held.Standing.InForce.Count > 0 ? held.Standing.InForce : [normal], held.Standing.Deciding.HolderText,
            held.Standing.PaperNeeded ? LicenceDisplay.PaperNeededText : null);
    }

    private static ServiceRefusal ServingProblem(IssuerRefusal refusal) => refusal switch
    {
        IssuerRefusal.UnknownCredential => throw new InvalidOperationException("An electronic licence has lost its credential."),
        IssuerRefusal.CredentialNotValid => LicenceRefusals.For(LicenceRefusal.LicenceExpired),
        IssuerRefusal.LivenessExpired => LicenceRefusals.For(LicenceRefusal.RealPersonCheckRequired),
    };
}
