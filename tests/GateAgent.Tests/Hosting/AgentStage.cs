using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using TempIdentity.GateAgent.Interop;
using TempIdentity.GateAgent.Tests.Configuration;
using TempIdentity.GateAgent.Tests.Recording;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.GateAgent.Tests.Hosting;

/// <summary>
/// One lane with a pseudo-terminal and a socket gate, and the appliance as a real process on it. Every wait has a deadline.
/// </summary>
internal sealed class AgentStage : IDisposable
{
    private const int WaitMilliseconds = 60_000;

    private readonly TemporaryDirectory _directory = new();
    private readonly PseudoTerminal _scanner = PseudoTerminal.Open();
    private readonly Socket _gateListener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Socket _notify = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified)
    {
        ReceiveTimeout = WaitMilliseconds,
    };
    private Socket? _gate;
    private StreamReader? _gateLines;
    private Process? _process;

    public AgentStage()
    {
        Directory.CreateDirectory(In("device"));
        Directory.CreateDirectory(In("trust"));
        _gateListener.Bind(new UnixDomainSocketEndPoint(In("gate.sock")));
        _gateListener.Listen(4);
        _notify.Bind(new UnixDomainSocketEndPoint(In("notify.sock")));
        using var signing = SigningKey.Generate(SignatureAlgorithm.ESP256);
        File.WriteAllBytes(In("device/signing.key"), signing.Export());
        File.WriteAllText(In("config.json"), Configuration().ToJsonString());
    }

    public string StateDirectory => In("state");

    public string In(string name) => Path.Combine(_directory.Path, name);

    /// <summary>Starts the appliance, under a manager that wants to be told within <paramref name="watchdog"/> that it lives.</summary>
    public void Start(TimeSpan? watchdog = null)
    {
        var start = new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "GateAgent.dll"), "run", "--config", In("config.json")])
        {
            RedirectStandardError = true,
        };
        start.Environment["NOTIFY_SOCKET"] = In("notify.sock");
        if (watchdog is { } time) start.Environment["WATCHDOG_USEC"] = time.TotalMicroseconds.ToString(CultureInfo.InvariantCulture);
        _process = Process.Start(start)!;
        // Read and dropped, so that the pipe never fills.
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
    }

    /// <summary>Waits for a notification.</summary>
    public void WaitFor(string state)
    {
        var buffer = new byte[4096];
        for (var text = ""; text != state;) text = Encoding.UTF8.GetString(buffer, 0, _notify.Receive(buffer));
    }

    /// <summary>The next line that the appliance sends to the gate.</summary>
    public string GateLine()
    {
        if (_gateLines is null)
        {
            Assert.True(_gateListener.Poll(TimeSpan.FromMilliseconds(WaitMilliseconds), SelectMode.SelectRead),
                "no connection to the gate");
            _gate = _gateListener.Accept();
            _gate.ReceiveTimeout = WaitMilliseconds;
            _gateLines = new StreamReader(new NetworkStream(_gate), Encoding.UTF8);
        }
        return _gateLines.ReadLine() ?? "";
    }

    public void Scan(string text) => Assert.True(_scanner.Write(Encoding.ASCII.GetBytes(text + "\r")));

    public int WaitForExit()
    {
        Assert.True(_process!.WaitForExit(WaitMilliseconds), "the appliance did not end");
        return _process.ExitCode;
    }

    public int Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        Assert.True(kill.WaitForExit(WaitMilliseconds));
        return WaitForExit();
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            _process.WaitForExit(WaitMilliseconds);
        }
        _process?.Dispose();
        _gateLines?.Dispose();
        _gate?.Dispose();
        _gateListener.Dispose();
        _notify.Dispose();
        _scanner.Dispose();
        _directory.Dispose();
    }

    /// <summary>The sample's second lane alone, on this stage; head office is a port where nobody listens.</summary>
    private JsonObject Configuration()
    {
        using var root = SigningKey.Generate(SignatureAlgorithm.ESP256);
        var now = UnixTime.From(TimeProvider.System.GetUtcNow());
        var trust = new TrustDirectory(root).SignSet(1, now, now + 86_400);
        foreach (var (name, content) in trust.Files) File.WriteAllBytes(In("trust/" + name), content.Span);

        var configuration = SampleConfiguration.Create();
        configuration.Set("state_directory", StateDirectory);
        configuration.Set("device_directory", In("device"));
        configuration.Set("trust.directory", In("trust"));
        configuration.Set("trust.root_sha256", Convert.ToHexStringLower(trust.Fingerprint));
        configuration.Set("head_office.url", "http://127.0.0.1:9/");
        var lanes = (JsonArray)configuration["lanes"]!;
        lanes.RemoveAt(2);
        lanes.RemoveAt(0);
        configuration.Set("lanes[0].scanner.path", _scanner.Path);
        configuration.Set("lanes[0].gate.path", In("gate.sock"));
        return configuration;
    }
}
