using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.GateAgent;

/// <summary>What a lane is for: the places where a ride ID serves (R16), and those where a driving licence does (L15).</summary>
internal enum Purpose
{
    /// <summary>进站检票 (R16).</summary>
    StationEntry,
    /// <summary>出站检票 (R16).</summary>
    StationExit,
    /// <summary>实名制核验 (R16).</summary>
    RealNameCheck,
    /// <summary>车上验票 (R16).</summary>
    OnBoard,
    /// <summary>售退改 (R16).</summary>
    TicketOffice,
    /// <summary>路面查验 (L15).</summary>
    Roadside,
    /// <summary>违法处理 (L15).</summary>
    Violation,
    /// <summary>事故处理 (L15).</summary>
    Accident,
    /// <summary>驾驶证业务 (L15).</summary>
    LicenceBusiness,
    /// <summary>汽车租赁 (L15).</summary>
    Rental,
    /// <summary>保险办理 (L15).</summary>
    Insurance,
    /// <summary>驾驶资质证明 (L15).</summary>
    Qualification,
}

/// <summary>Which way a ticket is used.</summary>
internal enum Direction
{
    None,
    Entry,
    Exit,
}

/// <summary>What a purpose asks for and shows.</summary>
/// <param name="Text">Name in configuration, records and on the command line.</param>
/// <param name="Accepts">The credential kind that it accepts.</param>
/// <param name="Direction">Which way a ticket is used here; none: no ticket is used up.</param>
/// <param name="NeedsTicket">The traveller's ticket is looked at.</param>
/// <param name="SeesIdentity">
/// Staff may see who it is: a desk and an officer do, an unattended gate does not; rental and insurance need no more than "entitled,
/// classes, until".
/// </param>
/// <param name="NeedsPaper">The paper licence is asked for whatever the list says (L16; which cases is ours).</param>
internal sealed record PurposeRules(
    string Text, CredentialKind Accepts, Direction Direction = Direction.None, bool NeedsTicket = false, bool SeesIdentity = false,
    bool NeedsPaper = false);

internal static class Purposes
{
    private static readonly PurposeRules StationEntry =
        new("station-entry", CredentialKind.RideId, GateAgent.Direction.Entry, NeedsTicket: true);

    private static readonly PurposeRules StationExit =
        new("station-exit", CredentialKind.RideId, GateAgent.Direction.Exit, NeedsTicket: true);

    private static readonly PurposeRules RealNameCheck = new("real-name-check", CredentialKind.RideId, SeesIdentity: true);

    private static readonly PurposeRules OnBoard = new("on-board", CredentialKind.RideId, NeedsTicket: true, SeesIdentity: true);

    private static readonly PurposeRules TicketOffice = new("ticket-office", CredentialKind.RideId, SeesIdentity: true);

    private static readonly PurposeRules Roadside = new("roadside", CredentialKind.DrivingLicence, SeesIdentity: true);

    private static readonly PurposeRules Violation = new("violation", CredentialKind.DrivingLicence, SeesIdentity: true);

    private static readonly PurposeRules Accident = new("accident", CredentialKind.DrivingLicence, SeesIdentity: true);

    // Renewal and replacement take the old paper in.
    private static readonly PurposeRules LicenceBusiness =
        new("licence-business", CredentialKind.DrivingLicence, SeesIdentity: true, NeedsPaper: true);

    private static readonly PurposeRules Rental = new("rental", CredentialKind.DrivingLicence);

    private static readonly PurposeRules Insurance = new("insurance", CredentialKind.DrivingLicence);

    private static readonly PurposeRules Qualification = new("qualification", CredentialKind.DrivingLicence);

    /// <summary>The rules of a purpose.</summary>
    public static PurposeRules Rules(this Purpose purpose) => purpose switch
    {
        Purpose.StationEntry => StationEntry,
        Purpose.StationExit => StationExit,
        Purpose.RealNameCheck => RealNameCheck,
        Purpose.OnBoard => OnBoard,
        Purpose.TicketOffice => TicketOffice,
        Purpose.Roadside => Roadside,
        Purpose.Violation => Violation,
        Purpose.Accident => Accident,
        Purpose.LicenceBusiness => LicenceBusiness,
        Purpose.Rental => Rental,
        Purpose.Insurance => Insurance,
        Purpose.Qualification => Qualification,
    };

    public static string ToText(this Purpose purpose) => purpose.Rules().Text;

    /// <summary>All purposes, for messages.</summary>
    public static string AllTexts { get; } = string.Join(", ", Enum.GetValues<Purpose>().Select(ToText));

    public static bool TryParse(string? text, out Purpose purpose)
    {
        foreach (var candidate in Enum.GetValues<Purpose>())
        {
            purpose = candidate;
            if (candidate.ToText() == text) return true;
        }
        purpose = default;
        return false;
    }

    /// <summary>Which way a ticket is used at lanes of this purpose.</summary>
    public static Direction Direction(this Purpose purpose) => purpose.Rules().Direction;

    /// <summary>The credential kind that a purpose accepts.</summary>
    public static CredentialKind Accepts(this Purpose purpose) => purpose.Rules().Accepts;
}
