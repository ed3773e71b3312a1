using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Services.Licence;

/// <summary>How often each thing may be asked for; reached, the answer is <c>too_many_requests</c>. Thread-safe.</summary>
internal sealed class LicenceLimits
{
    /// <summary>Archive numbers that one claimed person may try in a day, over all accounts (L2).</summary>
    public const int FilingsPerPersonMax = 5;

    /// <summary>Real-person checks of one session in 10 minutes.</summary>
    public const int ChecksPerSessionMax = 15;

    /// <summary>Real-person checks of one claimed person in an hour, whoever asks.</summary>
    public const int ChecksPerPersonMax = 60;

    /// <summary>Photos that one account sends in an hour.</summary>
    public const int PhotosPerAccountMax = 20;

    /// <summary>Applications and replacements of one account in an hour.</summary>
    public const int ApplicationsPerAccountMax = 20;

    /// <summary>Displays, codes and grants of one session in a minute.</summary>
    public const int CodesPerSessionMax = 20;

    private readonly AttemptLimiter<long> _checks = new(new AttemptLimit(ChecksPerSessionMax, 600));
    private readonly AttemptLimiter<PersonKey> _checkedPersons = new(new AttemptLimit(ChecksPerPersonMax, 3600));

    public AttemptLimiter<PersonKey> Filings { get; } = new(new AttemptLimit(FilingsPerPersonMax, 86_400));

    public AttemptLimiter<long> Photos { get; } = new(new AttemptLimit(PhotosPerAccountMax, 3600));

    public AttemptLimiter<long> Applications { get; } = new(new AttemptLimit(ApplicationsPerAccountMax, 3600));

    public AttemptLimiter<long> Codes { get; } = new(new AttemptLimit(CodesPerSessionMax, 60));

    public ServiceRefusal? TakeCheck(Session session, PersonKey person, UnixTime now) =>
        _checks.Take(session.Id, now) ?? _checkedPersons.Take(person, now);
}
