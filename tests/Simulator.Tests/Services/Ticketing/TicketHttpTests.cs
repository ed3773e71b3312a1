using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Services.Http;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using static TempIdentity.Simulator.Tests.Services.Ticketing.OfficeWorld;

namespace TempIdentity.Simulator.Tests.Services.Ticketing;

/// <summary>The ticket office over HTTP, with the issuers and the trust directory of the same services.</summary>
public sealed class TicketHttpTests : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("ti-tickets-http-").FullName;
    private readonly HttpClient _http = new();
    private ServiceWorld _world = null!;
    private ServiceHost _host = null!;

    public async Task InitializeAsync()
    {
        _world = new ServiceWorld(_directory, ServiceClock.Simulated(Morning));
        _host = new ServiceHost(_world.Modules(), 0);
        await _host.StartAsync();
        _http.BaseAddress = new Uri(_host.Url, "tickets/v1/");
        AsDesk();
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _host.DisposeAsync();
        _world.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    [Trait("rule", "R16")]
    public async Task A_clerk_sells_changes_refunds_and_lists_against_a_ride_ID()
    {
        var code = CodeOf(1);
        var sold = await Post("sales", Sale(code), HttpStatusCode.Created);
        var id = sold.GetProperty("ticket_id").GetString()!;
        Assert.Equal(("G1", "sold", "single"),
            (sold.GetProperty("train").GetString(), sold.GetProperty("state").GetString(), sold.GetProperty("kind").GetString()));
        Assert.Equal(At("06:20"), UnixTime.From(sold.GetProperty("check_in_opens_at").GetDateTimeOffset()));
        var changed = await Post("changes", new
        {
            code,
            station = "VNP",
            ticket_id = id,
            train = "G143",
            date = "2026-11-20",
            origin = "VNP",
            destination = "AOH",
        });
        Assert.Equal((id, "G143"), (changed.GetProperty("ticket_id").GetString(), changed.GetProperty("train").GetString()));
        var refunded = await Post("refunds", new { code, station = "VNP", ticket_id = id });
        Assert.Equal("refunded", refunded.GetProperty("state").GetString());
        var listed = await Post("traveller-tickets", new { code, station = "VNP" });
        Assert.Equal(id, Assert.Single(listed.GetProperty("tickets").EnumerateArray()).GetProperty("ticket_id").GetString());
        var others = await Post("traveller-tickets", new { code = CodeOf(2), station = "VNP" });
        Assert.Empty(others.GetProperty("tickets").EnumerateArray());
    }

    [Fact]
    [Trait("rule", "R15")]
    public async Task A_clerk_sells_a_period_ticket_against_a_ride_ID()
    {
        var body = new { code = CodeOf(1), station = "VNP", product = "jingjin-month", first_date = "2026-11-20" };
        var sold = await Post("product-sales", body, HttpStatusCode.Created);
        Assert.Equal(("period", "2026-12-19"), (sold.GetProperty("kind").GetString(), sold.GetProperty("last_date").GetString()));
        Assert.False(sold.TryGetProperty("train", out _));
    }

    [Fact]
    public async Task Refusals_are_problem_details_with_the_next_step_in_both_languages()
    {
        _world.Clock.Advance(At("06:55") - Morning);
        var problem = await Post("sales", Sale(CodeOf(1)), HttpStatusCode.Conflict);
        Assert.Equal(("check_in_closed", "urn:tempidentity:problem:check_in_closed"),
            (problem.GetProperty("code").GetString(), problem.GetProperty("type").GetString()));
        Assert.Contains("改签", problem.GetProperty("next_step_zh_cn").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(problem.GetProperty("next_step").GetString()!);
    }

    [Fact]
    [Trait("rule", "R16")]
    public async Task A_number_in_place_of_a_code_sells_nothing()
    {
        _world.Publisher.Publish(_world.Clock.Now);
        var problem = await Post("sales", Sale(Person(1).Number), HttpStatusCode.Forbidden);
        Assert.Equal(("code_malformed", "R16"), (problem.GetProperty("code").GetString(), problem.GetProperty("rule").GetString()));
    }

    [Fact]
    public async Task Without_the_counters_token_nothing_is_sold()
    {
        var code = CodeOf(1);
        _http.DefaultRequestHeaders.Authorization = null;
        await Post("sales", Sale(code), HttpStatusCode.Unauthorized);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _world.Operator.Text);
        await Post("sales", Sale(code), HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("trains?origin=VNP&destination=TJP&date=2026-11-20", 200)]
    [InlineData("trains?origin=VNP&destination=XXX&date=2026-11-20", 404)]
    [InlineData("trains?origin=VNP&destination=TJP&date=tomorrow", 400)]
    [InlineData("trains?origin=VNP", 400)]
    [InlineData("stations", 200)]
    [InlineData("products", 200)]
    public async Task The_timetable_is_public(string address, int status)
    {
        _http.DefaultRequestHeaders.Authorization = null;
        using var answer = await _http.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(status == 200 ? "application/json" : ServiceProblem.MediaType, answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Free_seats_fall_with_each_sale()
    {
        async Task<int> Free()
        {
            var trains = await _http.GetFromJsonAsync<JsonElement>("trains?origin=VNP&destination=AOH&date=2026-11-20");
            return trains.GetProperty("trains").EnumerateArray().Single(train => train.GetProperty("train").GetString() == "G1")
                .GetProperty("free_seats").GetInt32();
        }
        var before = await Free();
        await Post("sales", Sale(CodeOf(1)), HttpStatusCode.Created);
        Assert.Equal(before - 1, await Free());
    }

    [Fact]
    public async Task Head_office_tells_grants_and_is_told_the_wrong_ones()
    {
        var code = CodeOf(1);
        var id = (await Post("sales", Sale(code), HttpStatusCode.Created)).GetProperty("ticket_id").GetString()!;
        await Post("refunds", new { code, station = "VNP", ticket_id = id });
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _world.Operator.Text);
        var taken = await Post("operator/grants", new
        {
            grants = new[]
            {
                new { appliance = "gate-0001", epoch = 1, sequence = 9, ticket_id = id, direction = "entry", at = "2026-11-19T22:30:00Z" },
            },
        });
        Assert.Equal(1, taken.GetProperty("taken").GetInt32());
        var found = await _http.GetFromJsonAsync<JsonElement>("operator/wrong-grants");
        var wrong = Assert.Single(found.GetProperty("wrong_grants").EnumerateArray());
        Assert.Equal("refunded", wrong.GetProperty("why").GetString());
        Assert.Equal(9, wrong.GetProperty("grant").GetProperty("sequence").GetInt64());
    }

    [Fact]
    public async Task The_document_names_every_address()
    {
        var document = await _http.GetFromJsonAsync<JsonElement>(new Uri(_host.Url, "openapi/tickets.json"));
        var paths = document.GetProperty("paths").EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "/tickets/v1/changes", "/tickets/v1/operator/grants", "/tickets/v1/operator/wrong-grants", "/tickets/v1/product-sales",
                "/tickets/v1/products", "/tickets/v1/refunds", "/tickets/v1/sales", "/tickets/v1/stations", "/tickets/v1/trains",
                "/tickets/v1/traveller-tickets",
            ], paths);
    }

    private static object Sale(string code) =>
        new { code, station = "VNP", train = "G1", date = "2026-11-20", origin = "VNP", destination = "AOH" };

    private void AsDesk() =>
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _world.DeskToken.Text);

    /// <summary>A live code of a person whose certificate the verifiers know of.</summary>
    private string CodeOf(int person)
    {
        var now = _world.Clock.Now;
        var id = _world.Authorities.RideIds.Grant(Person(person), now);
        _world.Publisher.Publish(now);
        return _world.Authorities.RideIds.IssueCode(id, SignatureAlgorithm.ESP256, now).Value!;
    }

    private async Task<JsonElement> Post(string address, object body, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = await _http.PostAsJsonAsync(address, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(status == answer.StatusCode, text);
        return JsonDocument.Parse(text).RootElement.Clone();
    }
}
