using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using TempIdentity.GateAgent.Commands;

namespace TempIdentity.Simulator.Tests.Services.Http;

/// <summary>A test that needs Python 3: skipped where there is none.</summary>
public sealed class PythonFactAttribute : FactAttribute
{
    private const string Missing = "python3 is not installed: Debian package python3";

    public PythonFactAttribute()
    {
        try
        {
            using var probe = Process.Start(new ProcessStartInfo("python3", ["--version"]) { RedirectStandardOutput = true })!;
            probe.WaitForExit();
        }
        catch (Win32Exception)
        {
            Skip = Missing;
        }
    }
}

/// <summary>A client in another language that knows nothing but the documents.</summary>
public sealed class ForeignClientTests : IAsyncLifetime
{
    private ServiceClient _client = null!;

    public async Task InitializeAsync() => _client = await ServiceClient.StartAsync();

    public async Task DisposeAsync() => await _client.DisposeAsync();

    [PythonFact]
    public async Task A_client_written_from_the_documents_alone_obtains_and_shows_codes_that_verify()
    {
        var start = new ProcessStartInfo("python3", ["-B", ProjectRoot.In("tests", "openapi-client", "client.py"), _client.Url.ToString()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var python = Process.Start(start)!;
        var errors = python.StandardError.ReadToEndAsync();
        var lines = (await python.StandardOutput.ReadToEndAsync()).Split('\n');
        await python.WaitForExitAsync();
        Assert.Equal((0, ""), (python.ExitCode, await errors));
        Assert.Contains("tickets listTrains: refused as unknown_station", lines);
        _client.World.Publisher.Publish(_client.Now);
        Assert.Equal("granted", Verify(lines, "ride-id-code ", "real-name-check"));
        Assert.Equal("granted", Verify(lines, "licence-code ", "roadside"));
        Assert.NotEqual("granted", Verify(lines, "licence-code ", "real-name-check"));
    }

    private string Verify(string[] lines, string begins, string purpose)
    {
        var code = Assert.Single(lines, line => line.StartsWith(begins, StringComparison.Ordinal))[begins.Length..];
        var request = new VerifyRequest
        {
            TrustDirectory = _client.World.Publisher.Directory,
            DeviceDirectory = _client.World.Publisher.DeviceDirectory,
            Purpose = purpose,
            Station = "VNP",
        };
        // At the end of the code's own second: a simulated clock stands still, and each code takes the next free second.
        return VerifyRun.Run(request, Encoding.ASCII.GetBytes(code), _client.Now + 2).Answer!.Code;
    }
}
