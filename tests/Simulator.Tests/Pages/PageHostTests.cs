using System.Net;
using TempIdentity.Simulator.Pages;
using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Services.Http;
using TempIdentity.Simulator.Tests.Issuers;
using TempIdentity.Simulator.Tests.Services;

namespace TempIdentity.Simulator.Tests.Pages;

/// <summary>The pages' files over HTTP, and who may ask.</summary>
public sealed class PageHostTests : IAsyncLifetime, IDisposable
{
    private readonly ServiceFiles _files = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private ServiceWorld? _world;
    private ServiceHost? _host;

    public async Task InitializeAsync()
    {
        _world = new ServiceWorld(_files.In("data"), ServiceClock.Simulated(TestWorld.Start));
        _host = new ServiceHost(_world.Modules(), port: 0, new PageHost(AssetSource.Embedded));
        await _host.StartAsync();
        _http.BaseAddress = _host.Url;
    }

    public async Task DisposeAsync() => await _host!.DisposeAsync();

    public void Dispose()
    {
        _http.Dispose();
        _world?.Dispose();
        _files.Dispose();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?lang=en")]
    public async Task A_page_comes_with_a_policy_that_lets_it_load_its_own_files_only(string address)
    {
        using var response = await _http.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal((HttpStatusCode.OK, "text/html"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        var directives = policy.Split("; ").Select(text => text.Split(' ', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        Assert.Equal("'none'", directives["default-src"]);
        Assert.Equal("'self'", directives["script-src"]);
        Assert.Equal("'self'", directives["style-src"]);
        Assert.Equal("'self'", directives["connect-src"]);
        Assert.Equal("'self'", directives["frame-ancestors"]);
        Assert.Equal("'script'", directives["require-trusted-types-for"]);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
    }

    [Fact]
    public async Task A_file_that_has_not_changed_is_not_sent_again()
    {
        using var first = await _http.GetAsync(new Uri("/", UriKind.Relative));
        using var again = new HttpRequestMessage(HttpMethod.Get, "/");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await _http.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/nowhere/")]
    [InlineData("/index.htm")]
    [InlineData("/..%2f..%2f..%2fetc/passwd")]
    [InlineData("/pages/index.html")]
    [InlineData("/Simulator.Services.Ticketing.timetable.json")]
    public async Task Only_the_listed_files_are_found(string address)
    {
        using var response = await _http.GetAsync(new Uri(_host!.Url, address));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Answers_of_the_services_are_kept_by_nobody()
    {
        using var response = await _http.PostAsync(new Uri("/ride-id/v1/sessions", UriKind.Relative), null);
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    [Theory]
    [InlineData("evil.example", null, null)]
    [InlineData("127.0.0.1.evil.example", null, null)]
    [InlineData("192.168.1.7", null, null)]
    [InlineData(null, "http://evil.example", null)]
    [InlineData(null, "null", null)]
    [InlineData(null, null, "cross-site")]
    [InlineData(null, null, "same-site")]
    public async Task A_page_of_another_site_gets_nothing_done(string? host, string? origin, string? site)
    {
        using var response = await SendAsync(host, origin, site);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("foreign_origin", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("localhost", null, null)]
    [InlineData("[::1]", null, null)]
    [InlineData(null, "own", "same-origin")]
    [InlineData(null, null, "none")]
    public async Task A_program_and_our_own_page_are_served(string? host, string? origin, string? site)
    {
        using var response = await SendAsync(host, origin == "own" ? _host!.Url.GetLeftPart(UriPartial.Authority) : origin, site);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Fact]
    public async Task Events_are_not_for_a_page_of_another_site()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/simulation/v1/clock");
        request.Headers.Add("Origin", "http://evil.example");
        using var response = await _http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task A_directory_is_read_at_each_request_and_only_what_lies_in_it()
    {
        var directory = Directory.CreateDirectory(_files.In("pages"));
        await File.WriteAllTextAsync(Path.Combine(directory.FullName, "a.js"), "1");
        await File.WriteAllTextAsync(_files.In("secret.js"), "2");
        await File.WriteAllTextAsync(Path.Combine(directory.FullName, "key.pem"), "3");
        var source = AssetSource.InDirectory(directory.FullName);
        Assert.Equal("1"u8.ToArray(), source.Find("a.js")!.Bytes);
        await File.WriteAllTextAsync(Path.Combine(directory.FullName, "a.js"), "4");
        Assert.Equal("4"u8.ToArray(), source.Find("a.js")!.Bytes);
        Assert.Null(source.Find("../secret.js"));
        Assert.Null(source.Find(_files.In("secret.js")));
        Assert.Null(source.Find("key.pem"));
    }

    private async Task<HttpResponseMessage> SendAsync(string? host, string? origin, string? site)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/ride-id/v1/sessions");
        if (host is not null) request.Headers.Host = host;
        if (origin is not null) request.Headers.Add("Origin", origin);
        if (site is not null) request.Headers.Add("Sec-Fetch-Site", site);
        return await _http.SendAsync(request);
    }
}
