using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text;
using TempIdentity.GateAgent.Recording;
using TempIdentity.Simulator.LiveStation;
using TempIdentity.Simulator.LiveStation.Http;
using TempIdentity.Simulator.Pages;
using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Services.Http;
using TempIdentity.Simulator.Station;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Commands;

/// <summary>
/// <c>serve</c>: everything on 127.0.0.1 until Ctrl-C: issuers and ticket office (docs/services.md), the pages of the phone and of the
/// station. Exit 0 stopped, 2 could not start.
/// </summary>
internal static class ServeCommand
{
    public const int PortDefault = 5080;
    public const string DataDefault = "services-data";

    /// <summary>Keeps the simulated time in the data directory.</summary>
    private const string ClockFile = "simulated-clock";

    /// <summary>Keeps the seconds that a running clock was advanced.</summary>
    private const string AdvancedFile = "advanced-seconds";

    private const int PerAddressMax = 1_000_000;

    private const string Simulated = "simulated";

    public static Command Create()
    {
        var data = new Option<string>("--data")
        {
            Description = "directory for databases, keys and trust / 数据目录",
            DefaultValueFactory = _ => DataDefault,
        };
        var port = new Option<int>("--port")
        {
            Description = "port on 127.0.0.1, 0 for any free one / 端口",
            DefaultValueFactory = _ => PortDefault,
        };
        var time = new Option<string>("--time")
        {
            Description = "real: runs, may be advanced | simulated: stands still until advanced / 真实或模拟时间",
            DefaultValueFactory = _ => "real",
        };
        var registrations = PerAddress("--registrations-per-address", AddressLimits.RegistrationsDefault, "in an hour / 每小时注册次数");
        var signIns = PerAddress("--sign-ins-per-address", AddressLimits.SignInsDefault, "in 15 minutes / 每15分钟登录次数");
        var services = new Option<bool>("--services-only")
        {
            Description = "no station and no pages / 仅启动服务，不启动车站和页面",
        };
        var assets = new Option<string?>("--assets")
        {
            Description = "serve the pages from this directory, for who works on them / 从此目录读取页面文件",
        };
        time.AcceptOnlyFromAmong("real", Simulated);
        assets.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !Directory.Exists(token.Value))
                result.AddError("--assets 应为已有目录 / --assets must be a directory that exists");
        });
        port.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var value) && value is < 0 or > 65_535)
                result.AddError("--port 应为 0 至 65535 / --port must be 0 to 65535");
        });
        var command = new Command("serve", "Serve the phone, the station, the issuers and the ticket office / 启动手机、车站、发证与票务服务")
        {
            data, port, time, services, assets, registrations, signIns,
        };
        command.SetAction((result, stop) =>
        {
            var addresses = new AddressLimits
            {
                RegistrationsMax = result.GetValue(registrations),
                SignInsMax = result.GetValue(signIns),
            };
            return RunAsync(new ServeOptions
            {
                Data = result.GetValue(data)!,
                Port = result.GetValue(port),
                StandingClock = result.GetValue(time) == Simulated,
                ServicesOnly = result.GetValue(services),
                Assets = result.GetValue(assets),
                Addresses = addresses,
            }, stop);
        });
        return command;
    }

    private static Option<int> PerAddress(string name, int fallback, string what)
    {
        var option = new Option<int>(name) { Description = "from one address " + what, DefaultValueFactory = _ => fallback };
        ScenarioCommand.Within(option, PerAddressMax);
        return option;
    }

    private static async Task<int> RunAsync(ServeOptions options, CancellationToken stop)
    {
        Console.OutputEncoding = new UTF8Encoding(false);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, stopping));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, stopping));
        try
        {
            Directory.CreateDirectory(options.Data);
            using var world = new ServiceWorld(options.Data, ClockOf(options), options.Addresses);
            await using var station = await StationOfAsync(world, options, stopping.Token);
            await using var parts = station is null ? null : new StationParts(station, world, TimeProvider.System);
            IReadOnlyList<IServiceModule> modules =
                parts is null ? world.Modules() : [.. world.Modules(), new StationModule(parts, world.Clock, TimeProvider.System)];
            await using var host = new ServiceHost(modules, options.Port, PagesOf(options));
            await host.StartAsync(stopping.Token);
            Announce(world, modules, host, station);
            await world.Publisher.RunAsync(() => world.Clock.Now, TimeProvider.System, stopping.Token);
            await host.StopAsync(CancellationToken.None);
            Console.Out.WriteLine("已停止 Stopped.");
            return 0;
        }
        catch (Exception e) when (
            e is IOException or UnauthorizedAccessException or LedgerException or InvalidDataException or AgentFailedException)
        {
            Console.Error.WriteLine($"无法启动 Could not start: {e.Message}");
            return ScenarioCommand.CouldNotRun;
        }
    }

    private static ServiceClock ClockOf(ServeOptions options) => options.StandingClock
        ? ServiceClock.Simulated(UnixTime.From(TimeProvider.System.GetUtcNow()), Path.Combine(options.Data, ClockFile))
        : ServiceClock.Advanced(TimeProvider.System, Path.Combine(options.Data, AdvancedFile));

    /// <summary>The running station; none where only services are wanted, or the clock stands, for a gate's clock runs.</summary>
    private static async Task<LiveStation.LiveStation?> StationOfAsync(ServiceWorld world, ServeOptions options, CancellationToken stop) =>
        options.ServicesOnly || options.StandingClock
            ? null
            : await LiveStation.LiveStation.StartAsync(
                world, Path.Combine(options.Data, LiveStation.LiveStation.DirectoryName), TimeProvider.System, stop);

    private static PageHost? PagesOf(ServeOptions options)
    {
        if (options.ServicesOnly) return null;
        return new PageHost(options.Assets is { } directory ? AssetSource.InDirectory(directory) : AssetSource.Embedded);
    }

    private static void Announce(
        ServiceWorld world, IReadOnlyList<IServiceModule> modules, ServiceHost host, LiveStation.LiveStation? station)
    {
        Console.Out.WriteLine($"服务地址 Serving at {host.Url}");
        if (station is not null)
        {
            Console.Out.WriteLine($"  手机 Phone:   {new Uri(host.Url, "phone/")}");
            Console.Out.WriteLine($"  车站 Station: {new Uri(host.Url, "station/")}");
        }
        foreach (var module in modules)
            Console.Out.WriteLine($"  {module.Document.Title}: {new Uri(host.Url, $"openapi/{module.Document.Name}.json")}");
        Console.Out.WriteLine($"信任目录 Trust directory: {Path.GetFullPath(world.Publisher.Directory)}");
        Console.Out.WriteLine($"根指纹 Root SHA-256: {world.Authorities.Trust.RootSha256}");
        Console.Out.WriteLine($"工作人员令牌 Operator's token: {world.Operator.Text}");
        Console.Out.WriteLine($"售票窗口令牌 Ticket counters' token: {world.DeskToken.Text}");
        if (station is not null) Console.Out.WriteLine($"总部私钥 Head office's private key: {station.HeadOfficeKey}");
        Console.Out.WriteLine("按 Ctrl-C 停止。 Ctrl-C stops.");
    }

    private sealed record ServeOptions
    {
        public required string Data { get; init; }
        public required int Port { get; init; }
        public required bool StandingClock { get; init; }
        public required bool ServicesOnly { get; init; }
        public required string? Assets { get; init; }
        public required AddressLimits Addresses { get; init; }
    }

    private static void Stop(PosixSignalContext context, CancellationTokenSource stopping)
    {
        context.Cancel = true;
        stopping.Cancel();
    }
}
