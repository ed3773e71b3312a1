using System.Text.RegularExpressions;
using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Tests.Services.Http;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Tests.Services;

/// <summary>People and tickets for a tester's phones.</summary>
public sealed class PeopleEndpointsTests : IAsyncLifetime
{
    private ServiceClient _client = null!;

    public async Task InitializeAsync() => _client = await ServiceClient.StartAsync();

    public async Task DisposeAsync() => await _client.DisposeAsync();

    private Task<Reply> PersonAsync(string kind, string? group = null) => _client.PostAsync("simulation/v1/people",
        group is null ? new Dictionary<string, string> { ["kind"] = kind } : new() { ["kind"] = kind, ["group"] = group });

    private Task<Reply> TicketAsync(string number, string name, string use) =>
        _client.PostAsync("simulation/v1/tickets", new { number, name, use });

    [Fact]
    public void Nobody_is_there_twice_and_nobody_could_be_real()
    {
        Identity[] everybody = [.. PeoplePool.Everybody];
        Assert.Equal(PeoplePool.AdultsMax + PeoplePool.MinorsMax + PeoplePool.OfficersMax, everybody.Length);
        var numbers = everybody.Concat(CitizenRegister.Standard).Select(person => person.Number).ToArray();
        Assert.Equal(numbers.Length, numbers.Distinct().Count());
        var check = new RealPersonCheck(new CitizenRegister(everybody), new SimulatedCamera());
        Assert.All(everybody, person =>
        {
            Assert.StartsWith("测试", person.Name, StringComparison.Ordinal);
            Assert.Equal(CameraResult.Pass, check.Check(person, CameraCapture.Pass));
            if (person.Document == DocumentType.OfficerCard) return;
            Assert.True(ResidentCardNumber.IsValid(person.Number));
            // Before anybody who ever held a card, or in a division that there is not.
            Assert.Matches("^([0-9]{6}185[0-3]|119999201)", person.Number);
        });
    }

    [Fact]
    public async Task A_person_shows_a_ride_ID_and_nobody_gets_the_same_one_after_a_restart()
    {
        var first = await PersonAsync("ride-id");
        Assert.Equal(201, first.Status);
        var token = await _client.SessionAsync();
        var application = ServiceClient.Application(first.Text("number"), first.Text("name"));
        var applied = await _client.PostAsync("ride-id/v1/applications", application, token);
        Assert.Equal(200, (await _client.CheckAsync(token, applied.Text("application_id"))).Status);
        Assert.Equal("document_number_malformed", (await TicketAsync("1", first.Text("name"), "entry")).Code);
        Assert.Equal("person_unknown", (await TicketAsync(first.Text("number"), "测试某", "entry")).Code);
        Assert.Equal("malformed_request", (await TicketAsync(first.Text("number"), first.Text("name"), "both")).Code);
        var ticket = await TicketAsync(first.Text("number"), first.Text("name"), "entry");
        Assert.Equal((201, "VNP"), (ticket.Status, ticket.Text("origin")));
        Assert.Equal("itinerary_conflict", (await TicketAsync(first.Text("number"), first.Text("name"), "entry")).Code);
        Assert.Equal("VNP", (await TicketAsync(first.Text("number"), first.Text("name"), "exit")).Text("destination"));
        await _client.PowerCutAsync();
        Assert.NotEqual(first.Text("number"), (await PersonAsync("ride-id")).Text("number"));
    }

    [Theory]
    [InlineData("adult", "resident_identity_card")]
    [InlineData("officer", "officer_card")]
    [Trait("rule", "L1")]
    [Trait("rule", "L2")]
    public async Task Who_has_a_licence_files_it_with_its_archive_number(string group, string document)
    {
        var person = await PersonAsync("licence", group);
        Assert.Equal(document, person.Text("document_type"));
        var started = await _client.PostAsync("licence/v1/registrations", new
        {
            document_type = document,
            document_number = person.Text("number"),
            name = person.Text("name"),
            phone = person.Text("phone_number"),
            address = "测试路1号",
            password = "synthetic-person-1",
        });
        var messages = (await _client.GetAsync("licence/v1/simulation/outbox")).Json.GetProperty("messages").EnumerateArray();
        var code = Regex.Match(messages.Last().GetProperty("text_zh_cn").GetString()!, "[0-9]{6}").Value;
        var id = started.Text("registration_id");
        var token = (await _client.PostAsync($"licence/v1/registrations/{id}/confirmation", new { code })).Text("token");
        var filed = await _client.PostAsync("licence/v1/filing", new { archive_number = person.Text("archive_number") }, token);
        Assert.Equal(200, filed.Status);
        Assert.Equal(200, (await _client.PostAsync("licence/v1/real-person-checks", new { camera = "pass" }, token)).Status);
        var applied = await _client.PostAsync("licence/v1/applications", new { }, token);
        Assert.Equal("issued", applied.Text("state"));
    }

    [Theory]
    [InlineData("ride-id", "officer")]
    [InlineData("licence", "minor")]
    [InlineData("passport", "adult")]
    public async Task Who_cannot_have_it_is_not_given_out(string kind, string group) =>
        Assert.Equal("malformed_request", (await PersonAsync(kind, group)).Code);

    [Fact]
    [Trait("rule", "R4")]
    public async Task A_minor_is_given_out_with_a_card_and_the_last_one_is_the_last()
    {
        using var files = new ServiceFiles();
        File.WriteAllText(files.In(PeoplePool.FileName), $$"""{"adults":0,"minors":{{PeoplePool.MinorsMax - 1}},"officers":0}""");
        var pool = new PeoplePool(files.Directory);
        Assert.NotNull(pool.Next(PersonGroup.Minor));
        Assert.Null(pool.Next(PersonGroup.Minor));
        Assert.Null(new PeoplePool(files.Directory).Next(PersonGroup.Minor));
        Assert.NotNull(pool.Next(PersonGroup.Adult));
        File.WriteAllText(files.In(PeoplePool.FileName), "{}");
        Assert.Throws<InvalidDataException>(() => new PeoplePool(files.Directory));
        Assert.StartsWith("119999201", (await PersonAsync("ride-id", "minor")).Text("number"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_address_is_given_so_many_in_a_minute()
    {
        for (var i = 0; i < PeopleEndpoints.Limit.AttemptsMax; i++) Assert.Equal(201, (await PersonAsync("ride-id")).Status);
        var refused = await PersonAsync("ride-id");
        Assert.Equal((429, "too_many_requests"), (refused.Status, refused.Code));
    }
}
