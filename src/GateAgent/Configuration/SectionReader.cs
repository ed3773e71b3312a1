using Keys = TempIdentity.GateAgent.Configuration.KnownKeys;

namespace TempIdentity.GateAgent.Configuration;

/// <summary>Turns the file's object into sections; lanes have their own reader.</summary>
internal static class SectionReader
{
    public static AgentConfiguration Root(ObjectReader root)
    {
        root.RefuseUnknown("");
        var simulated = root.Flag(Keys.Simulated);
        var directories = new UniqueValues();
        return new AgentConfiguration
        {
            Simulated = simulated,
            SimulatedClock = SimulatedClock(root, simulated),
            Appliance = root.Text(Keys.Appliance, Forms.IsApplianceName) ?? "",
            StateDirectory = Directory(root, Keys.StateDirectory, directories),
            DeviceDirectory = Directory(root, Keys.DeviceDirectory, directories),
            Trust = Trust(root.Object(Keys.Trust), directories),
            HeadOffice = HeadOffice(root.Object(Keys.HeadOffice), simulated),
            Lanes = LaneReader.Lanes(root.List(Keys.Lanes), simulated),
        };
    }

    private static string? SimulatedClock(ObjectReader root, bool simulated)
    {
        if (root.Has(Keys.SimulatedClock) && !simulated) root.Add(Keys.SimulatedClock, ConfigurationProblem.NeedsSimulated, "");
        return root.Text(Keys.SimulatedClock, Forms.IsFilePath);
    }

    private static string Directory(ObjectReader reader, KnownKey key, UniqueValues directories)
    {
        var path = (reader.Text(key, Forms.IsAbsolutePath) ?? "").TrimEnd('/');
        directories.Claim(reader, key, path);
        return path;
    }

    private static TrustSection Trust(ObjectReader? trust, UniqueValues directories)
    {
        if (trust is null) return new TrustSection("", default, 0);
        trust.RefuseUnknown(Keys.Trust.Path);
        var directory = Directory(trust, Keys.TrustDirectory, directories);
        var root = trust.Text(Keys.RootSha256, Forms.IsSha256) ?? "";
        return new TrustSection(directory, Convert.FromHexString(root), trust.Integer(Keys.PollMilliseconds));
    }

    private static HeadOfficeSection HeadOffice(ObjectReader? office, bool simulated)
    {
        var nowhere = new Uri("https://localhost/");
        if (office is null) return new HeadOfficeSection(nowhere, default, null, 0);
        office.RefuseUnknown(Keys.HeadOffice.Path);
        var url = office.Text(Keys.Url, Forms.IsBaseUrl) is { } text ? new Uri(text) : nowhere;
        if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback && !simulated) office.Add(Keys.Url, ConfigurationProblem.NeedsHttps, "");
        var sealingKey = office.Text(Keys.SealingKey, Forms.IsSealingKey) ?? "";
        var timeKey = office.Text(Keys.TimeKey, Forms.IsTimeKey) is { } key ? Convert.FromBase64String(key) : (ReadOnlyMemory<byte>?)null;
        return new HeadOfficeSection(url, Convert.FromBase64String(sealingKey), timeKey, office.Integer(Keys.RetryMillisecondsMax));
    }
}
