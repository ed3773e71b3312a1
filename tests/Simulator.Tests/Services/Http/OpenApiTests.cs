using System.Text.Json;
using Microsoft.OpenApi;

namespace TempIdentity.Simulator.Tests.Services.Http;

/// <summary>Every document that the host serves is complete enough to write a client from.</summary>
public sealed class OpenApiTests : IAsyncLifetime
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];
    private ServiceClient _client = null!;

    public async Task InitializeAsync() => _client = await ServiceClient.StartAsync();

    public async Task DisposeAsync() => await _client.DisposeAsync();

    private async Task<IReadOnlyList<JsonElement>> DocumentsAsync()
    {
        var documents = new List<JsonElement>();
        foreach (var module in _client.World.Modules())
        {
            var reply = await _client.GetAsync($"openapi/{module.Document.Name}.json");
            Assert.Equal(200, reply.Status);
            documents.Add(reply.Json);
        }
        return documents;
    }

    private static IEnumerable<(string Path, JsonElement Operation)> Operations(JsonElement document) =>
        document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
            .Where(method => Methods.Contains(method.Name)).Select(method => (path.Name, method.Value)));

    [Fact]
    public async Task Every_operation_is_named_described_and_says_how_it_refuses()
    {
        foreach (var document in await DocumentsAsync())
        {
            var operations = Operations(document).ToArray();
            Assert.NotEmpty(operations);
            var ids = operations.Select(entry => entry.Operation.GetProperty("operationId").GetString()).ToArray();
            Assert.Equal(ids.Length, ids.Distinct().Count());
            foreach (var (_, operation) in operations)
            {
                Assert.Contains(" / ", operation.GetProperty("summary").GetString(), StringComparison.Ordinal);
                var responses = operation.GetProperty("responses").EnumerateObject().ToArray();
                Assert.Contains(responses, response => response.Name.StartsWith('2'));
                foreach (var response in responses.Where(response => response.Name[0] is '4' or '5'))
                    Assert.True(response.Value.GetProperty("content").TryGetProperty("application/problem+json", out _));
                Assert.Contains(responses, response => response.Name == "503");
                var guarded = operation.TryGetProperty("security", out var security) && security.GetArrayLength() > 0;
                // Signing in is open to everybody and may be refused.
                var mayRefuse = guarded || operation.GetProperty("operationId").GetString() == "signIn";
                Assert.Equal(mayRefuse, responses.Any(response => response.Name == "401"));
            }
        }
    }

    [Fact]
    public async Task Every_document_is_valid_OpenAPI()
    {
        foreach (var document in await DocumentsAsync())
        {
            var read = OpenApiDocument.Parse(document.GetRawText(), OpenApiConstants.Json);
            Assert.Empty(read.Diagnostic!.Errors);
            Assert.Empty(read.Diagnostic.Warnings);
            Assert.NotEmpty(read.Document!.Paths);
        }
    }

    [Fact]
    public async Task Every_schema_that_is_referred_to_is_there_and_speaks_snake_case()
    {
        foreach (var document in await DocumentsAsync())
        {
            var schemas = document.GetProperty("components").GetProperty("schemas");
            foreach (var reference in References(document))
                Assert.True(schemas.TryGetProperty(reference["#/components/schemas/".Length..], out _), reference);
            foreach (var schema in schemas.EnumerateObject().Where(schema => schema.Value.TryGetProperty("properties", out _)))
                foreach (var property in schema.Value.GetProperty("properties").EnumerateObject())
                    Assert.Matches("^[a-z][a-z0-9_]*$", property.Name);
            foreach (var values in schemas.EnumerateObject().Where(schema => schema.Value.TryGetProperty("enum", out _)))
                foreach (var value in values.Value.GetProperty("enum").EnumerateArray())
                    Assert.Matches("^[a-z][a-z0-9_]*$", value.GetString());
        }
    }

    [Fact]
    public async Task Times_and_what_must_be_given_are_said()
    {
        var schemas = (await _client.GetAsync("openapi/ride-id.json")).Json.GetProperty("components").GetProperty("schemas");
        var certificate = schemas.GetProperty("CertificateMessage");
        Assert.Equal("date-time", certificate.GetProperty("properties").GetProperty("valid_until").GetProperty("format").GetString());
        Assert.Contains("valid_until", certificate.GetProperty("required").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(["location"],
            schemas.GetProperty("ApplicationMessage").GetProperty("required").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(["pass", "fail", "spoof", "timeout"],
            schemas.GetProperty("CameraCapture").GetProperty("enum").EnumerateArray().Select(name => name.GetString()));
        Assert.Contains("next_step_zh_cn",
            schemas.GetProperty("ServiceProblem").GetProperty("required").EnumerateArray().Select(name => name.GetString()));
    }

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property =>
            property.Name == "$ref" && property.Value.GetString()!.StartsWith("#/components/schemas/", StringComparison.Ordinal)
                ? [property.Value.GetString()!]
                : References(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
