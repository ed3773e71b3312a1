using TempIdentity.GateAgent.Configuration;
using TempIdentity.Simulator.Stories.Licence;
using TempIdentity.Simulator.Stories.RideId;
using TempIdentity.Simulator.Stories.Telling;

namespace TempIdentity.Simulator.Stories;

/// <summary>All stories, in the order in which they are listed.</summary>
internal static class StoryCatalogue
{
    /// <summary>Stands for all of them on the command line.</summary>
    public const string AllName = "all";

    public static IReadOnlyList<Story> All { get; } =
    [
        ForgottenId.Story,
        FourthApplication.Story,
        Tunnel.Story,
        CertificateRunsOut.Story,
        MinorTraveller.Story,
        MultiRideAndPeriod.Story,
        RefundedAtNoon.Story,
        TwelvePoints.Story,
        LockedLicence.Story,
        RenewedNotReissued.Story,
        PhotoRefusedTwice.Story,
        ScreenshotRoadside.Story,
    ];

    public static Story? Find(string name) => All.FirstOrDefault(story => story.Name == name);

    /// <summary>The stories that a name on the command line means; none for an unknown one.</summary>
    public static IReadOnlyList<Story> Named(string name) =>
        name == AllName ? All : [.. All.Where(story => story.Name == name)];

    /// <summary>The name that was probably meant; null when none is near.</summary>
    public static string? NearestTo(string name) => Nearest.Find(name, All.Select(story => story.Name).Append(AllName));
}
