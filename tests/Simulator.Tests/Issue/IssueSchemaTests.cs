using System.Text.Json;
using TempIdentity.Simulator.Issue;
using TempIdentity.Simulator.Tests.Issuers;

namespace TempIdentity.Simulator.Tests.Issue;

/// <summary>What <c>issue</c> writes has exactly the fields that docs/cli says: the schemas allow no others and miss none.</summary>
public sealed class IssueSchemaTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("ti-schema-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("ride-id", "issued")]
    [InlineData("ride-id", "bound")]
    [InlineData("driving-licence", "issued")]
    [InlineData("driving-licence", "bound")]
    public void Claims_and_result_keep_their_schemas(string credential, string form)
    {
        var options = new IssueOptions { Credential = credential, Form = form, Algorithm = "ESP256", Out = _directory };
        var result = IssueRun.Run(options, TestWorld.Start).Result!;
        var claims = JsonDocument.Parse(File.ReadAllBytes(result.Claims)).RootElement;
        var schema = Schema("claims");
        var known = Check(schema, claims);
        Assert.Equal(form == "bound", claims.TryGetProperty("presentation", out _));
        Assert.Equal(credential == "driving-licence", claims.TryGetProperty("licence", out _));
        foreach (var name in new[] { "signed", "presentation", "status", "licence", "identity", "size" })
            if (claims.TryGetProperty(name, out var part)) Check(known.GetProperty(name), part);
        foreach (var ticket in claims.GetProperty("tickets").EnumerateArray())
            Check(known.GetProperty("tickets").GetProperty("items"), ticket);
        Check(Schema("issue"), JsonSerializer.SerializeToElement(result, IssueJson.Line.IssueResult));
    }

    private static JsonElement Check(JsonElement schema, JsonElement value)
    {
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
        var names = value.EnumerateObject().Select(property => property.Name).ToArray();
        Assert.All(schema.GetProperty("required").EnumerateArray(), required => Assert.Contains(required.GetString(), names));
        Assert.All(names, name => Assert.True(schema.GetProperty("properties").TryGetProperty(name, out _), name));
        return schema.GetProperty("properties");
    }

    private static JsonElement Schema(string name)
    {
        return JsonDocument.Parse(File.ReadAllBytes(ProjectRoot.In("docs", "cli", $"{name}.schema.json"))).RootElement;
    }
}
