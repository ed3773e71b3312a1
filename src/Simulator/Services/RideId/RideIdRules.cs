using TempIdentity.Simulator.Issuers;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Services.RideId;

/// <summary>The issuer's rules as pure functions of their arguments; each rule is judged here and nowhere else.</summary>
internal static class RideIdRules
{
    /// <summary>Certificates of a person in one calendar month (R6).</summary>
    public const int GrantsPerMonth = 3;

    /// <summary>Whose certificate is applied for (R1): the account's own when nothing was typed, else what was typed, both of it.</summary>
    /// <param name="own">The signed-in user's identity; null when nobody signed in.</param>
    public static Answer<Identity> Applicant(ApplicationForm form, Identity? own)
    {
        if (form.Document != DocumentType.ResidentIdentityCard) return RideIdRefusals.For(RideIdRefusal.DocumentNotAccepted);
        if (form.Number is { } number && form.Name is { } name)
            return new Identity(form.Document, ResidentCardNumber.Normalise(number), PersonalFields.NormaliseName(name));
        if (form.Number is null && form.Name is null && own is not null) return own;
        return RideIdRefusals.For(RideIdRefusal.IdentityIncomplete);
    }

    /// <summary>The form of name and number (R3); null when both may be right.</summary>
    public static ServiceRefusal? IdentityProblem(Identity applicant, UnixTime now)
    {
        if (!PersonalFields.IsName(applicant.Name)) return CommonRefusals.For(CommonRefusal.NameMalformed);
        return NumberProblem(applicant.Number, now);
    }

    /// <summary>The form of a number (R3, GB 11643). Minors who hold a card apply like everybody else (R4): no age is asked.</summary>
    public static ServiceRefusal? NumberProblem(string number, UnixTime now) =>
        ResidentCardNumber.Problem(number, ChinaTime.DateOf(now)) is { } problem ? RideIdRefusals.For(problem) : null;

    /// <summary>Location authorised and found (R2); null when it is.</summary>
    public static ServiceRefusal? LocationProblem(ApplicationForm form)
    {
        if (!form.LocationAuthorised) return RideIdRefusals.For(RideIdRefusal.LocationNotAuthorised);
        return form.Fix is { IsPlace: true } ? null : RideIdRefusals.For(RideIdRefusal.LocationNotFixed);
    }

    /// <summary>Whether one more may be granted this month (R6); refused applications are not among those counted.</summary>
    public static ServiceRefusal? QuotaProblem(int grantedThisMonth) =>
        grantedThisMonth >= GrantsPerMonth ? RideIdRefusals.For(RideIdRefusal.QuotaUsed) : null;

    /// <summary>Whether a person's newest certificate still serves, so that another application gets it instead of one more (R8).</summary>
    public static bool StillServes(CertificateRow? newest, UnixTime now) =>
        newest is { Revocation: null } && now < newest.ValidUntil;

    /// <summary>What a real-person check answers (R5); null when it was passed.</summary>
    public static ServiceRefusal? CheckProblem(CameraResult result) => result switch
    {
        CameraResult.Pass => null,
        CameraResult.Fail => RideIdRefusals.For(RideIdRefusal.CheckFailed),
        CameraResult.Spoof => RideIdRefusals.For(RideIdRefusal.CheckSpoofed),
        CameraResult.Timeout => RideIdRefusals.For(RideIdRefusal.CheckTimedOut),
    };

    /// <summary>
    /// Whether a session may open the page of its certificate: after closing (R11), signing in or clearing the cache (R12) only with
    /// another check. Null when it may. A session that has none learns nothing of the person's.
    /// </summary>
    public static ServiceRefusal? ShowProblem(Session session, SessionCertificate? held)
    {
        if (held is null)
            return RideIdRefusals.For(session.Registered ? RideIdRefusal.CheckAfterSignIn : RideIdRefusal.NoCertificate);
        return held.Show switch
        {
            ShowState.Open => null,
            ShowState.PageClosed => RideIdRefusals.For(RideIdRefusal.PageClosed),
            ShowState.CacheCleared => RideIdRefusals.For(RideIdRefusal.CheckAfterSignIn),
        };
    }

    /// <summary>What closing the page does (R11): nothing for a registered user.</summary>
    public static ShowState AfterClosing(Session session) => session.Registered ? ShowState.Open : ShowState.PageClosed;

    /// <summary>Whether a certificate still is one: not revoked, not run out (R14). Null when it is.</summary>
    public static ServiceRefusal? CertificateProblem(CertificateRow certificate, UnixTime now)
    {
        if (certificate.Revocation is not null) return RideIdRefusals.For(RideIdRefusal.CertificateRevoked);
        return now >= certificate.ValidUntil ? RideIdRefusals.For(RideIdRefusal.CertificateExpired) : null;
    }

    /// <summary>What the issuer's core said no to.</summary>
    public static ServiceRefusal ServingProblem(IssuerRefusal refusal) => RideIdRefusals.For(refusal switch
    {
        IssuerRefusal.UnknownCredential => RideIdRefusal.NoCertificate,
        IssuerRefusal.CredentialNotValid => RideIdRefusal.CertificateExpired,
        IssuerRefusal.LivenessExpired => RideIdRefusal.CheckExpired,
    });
}
