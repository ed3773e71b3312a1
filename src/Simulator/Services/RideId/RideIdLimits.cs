using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Services.RideId;

/// <summary>How often each thing may be asked for; reached, the answer is <c>too_many_requests</c>. Thread-safe.</summary>
internal sealed class RideIdLimits
{
    /// <summary>Sessions from one address in 10 minutes.</summary>
    public const int SessionsPerClientMax = 600;

    /// <summary>Applications of one session in an hour.</summary>
    public const int ApplicationsPerSessionMax = 20;

    /// <summary>Applications from one address in an hour.</summary>
    public const int ApplicationsPerClientMax = 1_200;

    /// <summary>Real-person checks of one session in 10 minutes.</summary>
    public const int ChecksPerSessionMax = 15;

    /// <summary>Real-person checks of one claimed person in an hour, whoever asks and whether there is such a person or not.</summary>
    public const int ChecksPerPersonMax = 60;

    /// <summary>Codes and grants of one session in a minute: one is needed, taps on Refresh come on top (R9, R13).</summary>
    public const int CodesPerSessionMax = 20;

    private readonly AttemptLimiter<long> _applications = new(new AttemptLimit(ApplicationsPerSessionMax, 3600));
    private readonly AttemptLimiter<string> _applicationsFrom = new(new AttemptLimit(ApplicationsPerClientMax, 3600));
    private readonly AttemptLimiter<long> _checks = new(new AttemptLimit(ChecksPerSessionMax, 600));

    public AttemptLimiter<string> Sessions { get; } = new(new AttemptLimit(SessionsPerClientMax, 600));

    public AttemptLimiter<PersonKey> Persons { get; } = new(new AttemptLimit(ChecksPerPersonMax, 3600));

    public AttemptLimiter<long> Codes { get; } = new(new AttemptLimit(CodesPerSessionMax, 60));

    public ServiceRefusal? TakeApplication(Session session, string client, UnixTime now) =>
        _applications.Take(session.Id, now) ?? _applicationsFrom.Take(client, now);

    public ServiceRefusal? TakeCheck(Session session, UnixTime now) => _checks.Take(session.Id, now);
}
