using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Routing;

namespace TempIdentity.Simulator.Services.Http;

/// <summary>A service's OpenAPI document.</summary>
/// <param name="Name">In addresses: <c>/openapi/NAME.json</c> and <c>/NAME/v1</c>.</param>
internal sealed record ServiceDocument(string Name, string Title, string Description);

/// <summary>What a service brings to the host: its addresses, its document and the JSON of its messages.</summary>
internal interface IServiceModule
{
    ServiceDocument Document { get; }

    /// <summary>Knows every type that goes in or out.</summary>
    IJsonTypeInfoResolver Json { get; }

    /// <summary>Puts the addresses under <c>/NAME/v1</c>.</summary>
    void Map(RouteGroupBuilder group);
}
