using System.Buffers.Binary;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Issuers;

/// <summary>Why an issuer serves nothing.</summary>
internal enum IssuerRefusal
{
    /// <summary>No such credential.</summary>
    UnknownCredential,
    /// <summary>The credential has ended (R7) or not begun.</summary>
    CredentialNotValid,
    /// <summary>The real-person check is 30 minutes old (R10).</summary>
    LivenessExpired,
}

/// <summary>What an issuer served, or why not.</summary>
/// <param name="IssuedAt">The second that a served code carries; not set for a grant.</param>
internal readonly record struct Served<T>(T? Value, IssuerRefusal? Refusal, UnixTime IssuedAt = default) where T : class;

/// <summary>
/// What both issuers share: a register of credentials, the real-person check, codes and grants. Identifiers come from the seeded
/// generator, in the order in which credentials are granted; the clock is the caller's. Thread-safe.
/// </summary>
/// <param name="register">Where credentials are kept. Status entries that it uses are taken up again.</param>
internal abstract class CredentialIssuer(
    CredentialKind kind, KeyRing codeKeys, StatusRegister statuses, AudienceKeys audiences, Random random, ICredentialRegister register)
{
    /// <summary>
    /// Two codes of one credential do not carry the same second: they would be the same presentation (I3). So many seconds ahead of the
    /// clock
    /// at most; verifiers allow 5.
    /// </summary>
    private const int SameSecondShiftMax = 4;

    /// <summary>Covers the generator alone: the register's own lock is never taken under it.</summary>
    private readonly Lock _gate = new();

    public CredentialKind Kind => kind;

    /// <summary>Keys that sign codes and grants.</summary>
    public KeyRing CodeKeys => codeKeys;

    public StatusRegister Statuses => statuses;

    /// <summary>Makes room in the status list for every credential that the register holds already, all normal.</summary>
    public void ReserveStatuses()
    {
        while (statuses.Count < register.StatusEntries) statuses.Allocate();
    }

    /// <summary>Writes down a pass of the real-person check: codes are served for 30 minutes from here (R10).</summary>
    public void PassLiveness(CredentialId id, UnixTime now)
    {
        if (register.Update(id, entry => entry with { LiveAt = now }) is null)
            throw new ArgumentException("There is no such credential.", nameof(id));
    }

    /// <summary>Sets a credential's status; verifiers learn of it with the next trust set.</summary>
    public void SetStatus(CredentialId id, CredentialStatus status) => statuses.Set(Find(id).Status, status);

    /// <summary>A credential as granted. Throws when there is none.</summary>
    public Credential Find(CredentialId id) => register.Find(id)?.Credential
        ?? throw new ArgumentException("There is no such credential.", nameof(id));

    /// <summary>A code in issued form, good for 60 seconds (R9).</summary>
    /// <param name="liveAt">The check of the session that asks, when it is not the register's newest.</param>
    public Served<string> IssueCode(CredentialId id, SignatureAlgorithm algorithm, UnixTime now, UnixTime? liveAt = null)
    {
        var refusal = Check(id, now, liveAt, out var entry);
        if (entry is null || refusal is not null) return new Served<string>(null, refusal);
        var issuedAt = TakeSecond(id, now);
        var code = CodeSigner.SignIssued(ForDay(entry.Credential, issuedAt), entry.LiveAt, issuedAt, KeysAt(algorithm, issuedAt));
        return new(code, null, issuedAt);
    }

    /// <summary>A grant that names the phone's key, for at most 30 minutes after the real-person check (R10).</summary>
    /// <param name="liveAt">The check of the session that asks, when it is not the register's newest.</param>
    public Served<byte[]> IssueGrant(
        CredentialId id, SignatureAlgorithm algorithm, PublicKey holder, UnixTime now, UnixTime? liveAt = null)
    {
        var refusal = Check(id, now, liveAt, out var entry);
        if (entry is null || refusal is not null) return new Served<byte[]>(null, refusal);
        return new(CodeSigner.SignGrant(ForDay(entry.Credential, now), entry.LiveAt, now, holder, KeysAt(algorithm, now)), null);
    }

    /// <summary>
    /// The end of a grant made after a real-person check: 30 minutes, or the credential's end when that is earlier.
    /// </summary>
    /// <param name="liveAt">The check of the session that asks, when it is not the register's newest.</param>
    public UnixTime GrantEnd(CredentialId id, UnixTime? liveAt = null)
    {
        var entry = register.Find(id) ?? throw new ArgumentException("There is no such credential.", nameof(id));
        var end = (liveAt ?? entry.LiveAt) + CodeLimits.LivenessSeconds;
        return end < entry.Credential.ValidUntil ? end : entry.Credential.ValidUntil;
    }

    /// <summary>The key that signs at an instant, with the audiences' keys.</summary>
    public IssuerKeys KeysAt(SignatureAlgorithm algorithm, UnixTime now) => KeysOf(codeKeys.Active(algorithm, now), now);

    /// <summary>A chosen key, whatever its window, with the audiences' keys.</summary>
    public IssuerKeys KeysOf(RingKey key, UnixTime now)
    {
        var rail = kind == CredentialKind.RideId;
        return new IssuerKeys(key.Id, key.Key, rail ? audiences.At(Audience.RailGate, now) : null,
            audiences.At(rail ? Audience.RailStaff : Audience.Police, now));
    }

    /// <summary>The credential as signed on a day: what changes from day to day is put in here.</summary>
    public virtual Credential ForDay(Credential credential, UnixTime now) => credential;

    protected CredentialId Register(Identity person, UnixTime validFrom, UnixTime validUntil, LicenceClaims? licence, UnixTime liveAt)
    {
        var credential = new Credential
        {
            Kind = kind,
            Id = NextId(),
            ValidFrom = validFrom,
            ValidUntil = validUntil,
            Licence = licence,
            Status = statuses.Allocate(),
            Identity = person,
        };
        while (!register.TryAdd(new CredentialEntry(credential, liveAt))) credential = credential with { Id = NextId() };
        return credential.Id;
    }

    private CredentialId NextId()
    {
        Span<byte> bytes = stackalloc byte[CredentialId.SizeBytes];
        lock (_gate) random.NextBytes(bytes);
        return new CredentialId(BinaryPrimitives.ReadUInt64BigEndian(bytes));
    }

    /// <summary>The second of the next code: now, or the one after the last code's when that was asked for in the same moment.</summary>
    private UnixTime TakeSecond(CredentialId id, UnixTime now) => register.Update(id, entry => entry with
    {
        LastCodeAt = entry.LastCodeAt - now is >= 0 and < SameSecondShiftMax ? entry.LastCodeAt + 1 : now,
    })!.LastCodeAt;

    private IssuerRefusal? Check(CredentialId id, UnixTime now, UnixTime? liveAt, out CredentialEntry? entry)
    {
        entry = register.Find(id);
        if (entry is null) return IssuerRefusal.UnknownCredential;
        if (liveAt is { } own) entry = entry with { LiveAt = own };
        if (now < entry.Credential.ValidFrom || now >= entry.Credential.ValidUntil) return IssuerRefusal.CredentialNotValid;
        if (now - entry.LiveAt >= CodeLimits.LivenessSeconds) return IssuerRefusal.LivenessExpired;
        return null;
    }
}
