using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Services.Licence.Calendar;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Services.Licence.Drivers;

/// <summary>
/// The drivers that a new register begins with: the first of the synthetic citizens, and one for each military card. Nobody real.
/// </summary>
internal static class StandardDrivers
{
    public const int Citizens = 300;

    /// <summary>Archive numbers begin with a division that there is not.</summary>
    private const long FirstArchiveNumber = 119_999_000_000;

    private const int YearsHeld = 2;

    private static readonly string[][] ClassesOf = [["C1"], ["C1", "D"], ["A2", "B2"], ["C2"], ["C1", "E"], ["B1"], ["A1", "D"]];

    private static readonly int[] AuthoritiesOf = [110000, 120000, 310000, 320100, 330100, 370100, 420100, 440100, 510100, 650100];

    /// <summary>One holder for each military card of L1.</summary>
    public static IReadOnlyList<Identity> Military { get; } =
    [
        new(DocumentType.OfficerCard, "军字第0000001号", "测试军官"),
        new(DocumentType.SoldierCard, "士字第00000001号", "测试士兵"),
        new(DocumentType.RetiredOfficerCard, "退字第0000001号", "测试离退"),
    ];

    /// <summary>Everybody whom the licence service's real-person check knows.</summary>
    public static IReadOnlyList<Identity> People { get; } = [.. CitizenRegister.Standard, .. Military];

    /// <summary>The archive number of a driver by number in the register, 0 to 302.</summary>
    public static string ArchiveNumberOf(int index) =>
        (FirstArchiveNumber + index).ToString("D12", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The records at the register's beginning: first licences of six years, two of which are over.</summary>
    public static IEnumerable<DriverRecord> Make(UnixTime now) =>
        CitizenRegister.Standard.Take(Citizens).Concat(Military).Select((person, index) =>
            Of(person, ArchiveNumberOf(index), index, now) with { PhotoOnFile = index % 5 != 4 });

    /// <summary>A first licence of six years, two of which are over, with a photo on file.</summary>
    /// <param name="number">Classes and authority follow from it.</param>
    public static DriverRecord Of(Identity person, string archiveNumber, int number, UnixTime now)
    {
        var from = ChinaTime.StartOf(ChinaTime.DateOf(now).AddYears(-YearsHeld));
        return new DriverRecord
        {
            Person = person,
            ArchiveNumber = archiveNumber,
            Classes = ClassesOf[number % ClassesOf.Length],
            Authority = AuthoritiesOf[number % AuthoritiesOf.Length],
            ValidFrom = from,
            ValidUntil = ChinaCalendar.AddMonths(from, 12 * DrivingLicenceIssuer.FirstLicenceYears),
            PhotoOnFile = true,
        };
    }
}
