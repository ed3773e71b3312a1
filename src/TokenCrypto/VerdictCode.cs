namespace TempIdentity.TokenCrypto;

/// <summary>
/// Every code a verdict can carry, in the published order: when several checks fail, the first of them in this order is the
/// verdict and the rest are listed beside it. The text form is snake_case and never changes once published.
/// </summary>
public enum VerdictCode
{
    /// <summary>All checks passed.</summary>
    Granted,
    /// <summary>The text is not a code of any known family, or not a well-formed one.</summary>
    Malformed,
    /// <summary>The text or its decoded bytes are larger than the format allows.</summary>
    Oversize,
    /// <summary>The bytes decode, but are not the one encoding that the format allows.</summary>
    NonCanonical,
    /// <summary>A mandatory field is absent, or one that must not be there is present.</summary>
    MissingField,
    /// <summary>Bytes follow the end of the code.</summary>
    TrailingBytes,
    /// <summary>The family prefix is unknown.</summary>
    UnknownFormat,
    /// <summary>The key identifier is not in the trust store.</summary>
    UnknownKey,
    /// <summary>The algorithm is not one of the format's.</summary>
    UnknownAlgorithm,
    /// <summary>The header's algorithm differs from the key's.</summary>
    AlgMismatch,
    /// <summary>The key is published, but its window has not begun.</summary>
    KeyNotActive,
    /// <summary>The key's window, or its tail, has ended.</summary>
    KeyExpired,
    /// <summary>The issuer's signature does not verify.</summary>
    BadSignature,
    /// <summary>The holder's key is unacceptable, or the holder's signature does not verify.</summary>
    BadHolderSignature,
    /// <summary>The trust set is past its expiry.</summary>
    TrustExpired,
    /// <summary>The verifier's clock cannot be trusted, so no window can be judged.</summary>
    ClockUntrusted,
    /// <summary>The code is older than its window (R9, R13).</summary>
    CodeStale,
    /// <summary>The code is from the future: the phone's clock is ahead.</summary>
    CodeFromFuture,
    /// <summary>The real-person check is 30 minutes old or older (R10).</summary>
    LivenessExpired,
    /// <summary>The credential is not valid yet.</summary>
    NotYetValid,
    /// <summary>The credential has run out (R7, R14).</summary>
    CredentialExpired,
    /// <summary>This presentation was granted here before.</summary>
    Replayed,
    /// <summary>The traveller is inside already.</summary>
    AlreadyInside,
    /// <summary>The same traveller, again too soon.</summary>
    TooSoon,
    /// <summary>The certificate was revoked.</summary>
    Revoked,
    /// <summary>The status list is too old to rest on.</summary>
    StatusStale,
    /// <summary>No status is known for this credential. Neither revoked nor fine.</summary>
    StatusUnknown,
    /// <summary>The credential is not one that this purpose accepts.</summary>
    WrongPurpose,
    /// <summary>This verifier holds no key for a compartment that it must open.</summary>
    VerifierKeyMissing,
    /// <summary>No ticket for this traveller at this station today.</summary>
    NoTicket,
    /// <summary>The ticket was refunded.</summary>
    TicketRefunded,
    /// <summary>The ticket was used in this direction.</summary>
    TicketUsed,
    /// <summary>The ticket is for another station.</summary>
    WrongStation,
    /// <summary>The ticket is for another train.</summary>
    WrongTrain,
    /// <summary>Check-in has not opened.</summary>
    TooEarly,
    /// <summary>Check-in has closed.</summary>
    TooLate,
    /// <summary>The ticket manifest is absent or too old to rest on.</summary>
    ManifestStale,
    /// <summary>The licence is genuine, but its status does not entitle the holder to drive now (L9).</summary>
    LicenceNotEntitled,
    /// <summary>The electronic licence is no longer valid (L10, L11).</summary>
    LicenceInvalid,
    /// <summary>The paper licence is needed (L16).</summary>
    AskForPaper,
    /// <summary>The challenge signed into the code is not the one shown.</summary>
    ChallengeMismatch,
    /// <summary>Chosen at random for a check by staff.</summary>
    RandomCheck,
    /// <summary>The decision could not be written down, so nothing moves.</summary>
    StorageFailed,
    /// <summary>A defect of the verifier itself; nothing moves.</summary>
    InternalError,
}

/// <summary>What is done with a verdict.</summary>
public enum Answer
{
    /// <summary>The person may pass.</summary>
    Granted,
    /// <summary>The person may not pass with this code.</summary>
    Refused,
    /// <summary>A member of staff decides.</summary>
    Refer,
}
