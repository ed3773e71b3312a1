using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace TempIdentity.Simulator.Services.Http;

/// <summary>Whose token an address asks for.</summary>
internal enum TokenKind
{
    Session,
    Operator,
    Desk,
}

/// <summary>Says in an address's metadata whose token it asks for.</summary>
internal sealed record TokenRequired(TokenKind Kind);

/// <summary>An address's operation identifier: unique in its service's document; services may have the same ones.</summary>
internal sealed record OperationIdentifier(string Text);

/// <summary>How addresses describe themselves, and what the OpenAPI documents say beside.</summary>
internal static class ApiDescription
{
    private const string SessionScheme = "session";
    private const string OperatorScheme = "operator";
    private const string DeskScheme = "desk";

    /// <summary>Names an address: the operation's identifier, camelCase, one line in both languages.</summary>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, string operationId, string summaryEn, string summaryZh) =>
        route.WithMetadata(new OperationIdentifier(operationId)).WithSummary($"{summaryEn} / {summaryZh}");

    /// <summary>The problem statuses that an address answers with, beside those that every address has.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params int[] statuses)
    {
        foreach (var status in statuses.Concat([400, 500, 503]).Distinct().Order())
            route.Produces<ServiceProblem>(status, ServiceProblem.MediaType);
        return route;
    }

    /// <summary>The address asks for a token.</summary>
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder route, TokenKind kind) =>
        route.WithMetadata(new TokenRequired(kind)).Produces<ServiceProblem>(StatusCodes.Status401Unauthorized, ServiceProblem.MediaType);

    /// <summary>Sets up the document of a service.</summary>
    public static void Configure(OpenApiOptions options, ServiceDocument service)
    {
        options.ShouldInclude = description => description.GroupName == service.Name;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = service.Title, Version = "1.0.0", Description = service.Description };
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [SessionScheme] = Scheme("Token of a session / 会话令牌"),
                [OperatorScheme] = Scheme("Token of the operator / 工作人员令牌"),
                [DeskScheme] = Scheme("Token of the ticket counters / 售票窗口令牌"),
            };
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (schema.Enum is { Count: > 0 }) schema.Type ??= JsonSchemaType.String;
            if (ApiExamples.Of(context.JsonTypeInfo.Type) is { } example) schema.Examples = [example];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            operation.OperationId = metadata.OfType<OperationIdentifier>().FirstOrDefault()?.Text;
            var required = metadata.OfType<TokenRequired>().FirstOrDefault();
            if (required is null) return Task.CompletedTask;
            var name = required.Kind switch
            {
                TokenKind.Session => SessionScheme,
                TokenKind.Operator => OperatorScheme,
                TokenKind.Desk => DeskScheme,
            };
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(name, context.Document)] = [] }];
            return Task.CompletedTask;
        });
    }

    private static OpenApiSecurityScheme Scheme(string description) =>
        new() { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = description };
}
