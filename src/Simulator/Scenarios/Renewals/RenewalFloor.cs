using TempIdentity.GateAgent;
using TempIdentity.Simulator.Scenarios.Checks;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Simulator.Scenarios.Renewals;

/// <summary>Somebody who steps up to a lane, with what the lane must say.</summary>
internal sealed record StepUp(RenewingPhone Phone, string Text, VerdictCode Intended);

/// <summary>
/// Who is where: sends people with a fresh code to lanes, none to two at once, no code twice (I3), nobody back to a gate within seconds.
/// Thread-safe.
/// </summary>
internal sealed class RenewalFloor(IReadOnlyList<RenewingPhone> phones, RunClock clock)
{
    /// <summary>Seconds between two appearances of one person; gates say too_soon below five.</summary>
    public const int RestSeconds = 10;

    private readonly Lock _lock = new();
    private readonly Dictionary<RenewingPhone, Place> _places = phones.ToDictionary(phone => phone, _ => new Place());
    private readonly List<Violation> _violations = [];
    private int _visits;

    private sealed class Place
    {
        public bool Busy { get; set; }
        public bool Inside { get; set; }
        public int Exits { get; set; }
        public string? Shown { get; set; }
        public TimeSpan FreeAt { get; set; }
    }

    public IReadOnlyList<Violation> Violations
    {
        get { lock (_lock) return [.. _violations]; }
    }

    public int Visits => Volatile.Read(ref _visits);

    public int NextVisit() => Interlocked.Increment(ref _visits);

    public void Report(Violation violation)
    {
        lock (_lock) _violations.Add(violation);
    }

    /// <summary>Somebody for a lane of this purpose, who will be granted when there is one; null when nobody may come now.</summary>
    public StepUp? Pick(Purpose purpose, Random random)
    {
        lock (_lock)
        {
            var now = clock.Now;
            var ready = phones.Where(phone => phone.Plan.Kind == purpose.Accepts() && IsFree(phone, _places[phone]))
                .Select(phone => (Phone: phone, Code: Expected(phone, purpose, now)))
                .Where(pair => pair.Code is not null).ToArray();
            var granted = ready.Where(pair => pair.Code == VerdictCode.Granted).ToArray();
            // Who is inside leaves before somebody who never came in.
            var leaving = granted.Where(pair => _places[pair.Phone].Inside).ToArray();
            var from = leaving.Length > 0 ? leaving : granted.Length > 0 ? granted : ready;
            if (from.Length == 0) return null;
            var (chosen, code) = from[random.Next(from.Length)];
            var place = _places[chosen];
            (place.Busy, place.Shown) = (true, chosen.Screen!.Text);
            return new StepUp(chosen, place.Shown, code!.Value);
        }
    }

    /// <summary>Who stepped up is done.</summary>
    /// <param name="granted">As the gate said.</param>
    public void Done(StepUp step, Purpose purpose, bool granted)
    {
        lock (_lock)
        {
            var place = _places[step.Phone];
            (place.Busy, place.FreeAt) = (false, clock.Elapsed + TimeSpan.FromSeconds(RestSeconds));
            if (!granted || purpose.Direction() == Direction.None) return;
            place.Inside = purpose.Direction() == Direction.Entry;
            if (purpose.Direction() == Direction.Exit) place.Exits++;
        }
    }

    // A code about to be renewed is left alone: what is in the scanner must not be older than a minute and a half at the gate.
    private bool IsFree(RenewingPhone phone, Place place) =>
        !place.Busy && clock.Elapsed >= place.FreeAt && phone.Screen is { } screen && screen.Text != place.Shown
        && clock.Elapsed - screen.At < TimeSpan.FromSeconds(RenewalPlan.PeriodSeconds + 5);

    private VerdictCode? Expected(RenewingPhone phone, Purpose purpose, UnixTime now) => phone.Plan.Kind switch
    {
        CredentialKind.DrivingLicence => VerdictCode.Granted,
        CredentialKind.RideId => GateHours.Expected(purpose, _places[phone].Inside, _places[phone].Exits, now),
    };
}
