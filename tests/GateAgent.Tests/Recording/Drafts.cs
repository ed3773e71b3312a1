using System.Globalization;
using System.Text;
using TempIdentity.GateAgent.Recording;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.GateAgent.Tests.Recording;

/// <summary>Drafts that tests append.</summary>
internal static class Drafts
{
    public static readonly LaneId Lane = new("1");

    public static RecordDraft Refusal(int number = 0) =>
        new(RecordKind.Decision, "code_stale", Body(number));

    public static RecordDraft Grant(int presentation, ulong? ticket = null, Purpose purpose = Purpose.StationEntry) =>
        new(RecordKind.Decision, "granted", Body(presentation))
        {
            Presentation = Presentation(presentation, purpose),
            Ticket = ticket is { } id ? Ticket(id) : null,
            OpensGrant = Lane,
        };

    public static readonly CredentialId Holder = new(ulong.MaxValue - 5);

    /// <summary>A grant of one ride that also marks the holder's passage.</summary>
    public static RecordDraft Ride(int presentation, int ride, Direction direction = Direction.Entry, long at = 100, ulong? ticket = 10) =>
        Grant(presentation) with
        {
            Ticket = ticket is { } id ? Ticket(id, direction) with { Ride = ride } : null,
            Passage = new PassageMark(Holder, direction, new UnixTime(at), new UnixTime(at + 50)),
        };

    public static RecordDraft Passage(long grant, string code = "passed", bool releasesTicket = false) =>
        new(RecordKind.Passage, code, Body(1)) { ClosesGrant = grant, ReleasesPassage = releasesTicket };

    public static PresentationMark Presentation(int number, Purpose purpose = Purpose.StationEntry) =>
        new(new PresentationId((UInt128)number, UInt128.MaxValue), purpose);

    public static TicketMark Ticket(ulong id, Direction direction = Direction.Entry, int day = 20_777) =>
        new(id, direction, new ServiceDay(day));

    public static byte[] Body(int number, int padding = 0) => Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $$"""{"number":{{number}},"padding":"{{new string('x', padding)}}"}"""));
}
