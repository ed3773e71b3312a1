using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TempIdentity.Simulator.Services.Http;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Services;

[Description("The simulated time / 模拟时间")]
internal sealed record ClockMessage
{
    public required DateTimeOffset Now { get; init; }

    [Description("Seconds that a running clock is ahead of the machine's")]
    public required long AdvancedSeconds { get; init; }

    [Description("False: the clock stands still until it is advanced")]
    public required bool Running { get; init; }
}

internal sealed record AdvanceMessage
{
    [Range(0, ServiceClock.AdvanceMaxSeconds)]
    public required long Seconds { get; init; }
}

[JsonSerializable(typeof(ClockMessage))]
[JsonSerializable(typeof(AdvanceMessage))]
[JsonSerializable(typeof(ServiceProblem))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class SimulationJson : JsonSerializerContext;

/// <summary>
/// The tester's hand on the clock, and the people and tickets to try the services with; only there when the time may be moved. Thread-safe.
/// </summary>
/// <param name="advanced">Told the new time.</param>
internal sealed class SimulationModule(ServiceClock clock, Action<UnixTime> advanced, PeopleEndpoints people) : IServiceModule
{
    public ServiceDocument Document { get; } = new("simulation", "Simulation",
        "Read and advance the services' clock; synthetic people and their tickets / 模拟时钟、模拟人员与车票");

    public IJsonTypeInfoResolver Json { get; } = JsonTypeInfoResolver.Combine(SimulationJson.Default, PeopleJson.Default);

    public void Map(RouteGroupBuilder group)
    {
        people.Map(group, clock);
        group.MapGet("/clock", () => TypedResults.Json(Message(clock.Now)))
            .Describe("readClock", "The simulated time", "查看模拟时间").Produces<ClockMessage>().Refuses();
        group.MapPost("/clock/advance", (AdvanceMessage body) => Advance(body.Seconds))
            .Describe("advanceClock", "Move the simulated time ahead", "推进模拟时间").Produces<ClockMessage>().Refuses();
    }

    private IResult Advance(long seconds)
    {
        if (seconds is < 0 or > ServiceClock.AdvanceMaxSeconds || clock.AdvancedSeconds + seconds > ServiceClock.AdvancedMaxSeconds)
            return CommonRefusals.For(CommonRefusal.MalformedRequest).ToResult();
        var now = clock.Advance(seconds);
        advanced(now);
        return TypedResults.Json(Message(now));
    }

    private ClockMessage Message(UnixTime now) =>
        new() { Now = ServiceClock.Out(now), AdvancedSeconds = clock.AdvancedSeconds, Running = clock.Runs };
}
