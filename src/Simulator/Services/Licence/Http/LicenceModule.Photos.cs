using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using TempIdentity.Simulator.Services.Http;
using TempIdentity.Simulator.Services.Licence.Photos;
using TempIdentity.Simulator.Services.Licence.Store;

namespace TempIdentity.Simulator.Services.Licence.Http;

/// <summary>Photos in and out, as they are: <c>image/jpeg</c> or <c>image/png</c>.</summary>
internal sealed partial class LicenceModule
{
    /// <summary>Bytes of a body at most: a photo that is a little too large still gets its own answer.</summary>
    private const int BodyBytesMax = PhotoLimits.BytesMax + 65_536;

    private const string Camera = "camera";
    private const string Album = "album";

    private static readonly string[] MediaTypes =
        [PhotoFormat.Jpeg.ToMediaType(), PhotoFormat.Png.ToMediaType()];

    private void MapPhotos(RouteGroupBuilder group)
    {
        group.MapPost("/photos", UploadAsync)
            .Describe("uploadPhoto", "Send a photo that was taken now or chosen from the album (L3, L6)", "上传照片")
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                operation.RequestBody = new OpenApiRequestBody
                {
                    Required = true,
                    Content = MediaTypes.ToDictionary(type => type, _ => Picture(), StringComparer.Ordinal),
                };
                if (operation.Parameters?.FirstOrDefault(parameter => parameter.Name == "source")?.Schema is OpenApiSchema source)
                    source.Enum = [Camera, Album];
                return Task.CompletedTask;
            })
            .Produces<PhotoMessage>(StatusCodes.Status201Created).Needs(TokenKind.Session).Refuses(403, 409, 413, 415, 422, 429);
        Pictured(group.MapGet("/licence/photo", (HttpContext http) =>
                Ask(http, (session, now) => PictureOf(service.Photo(session, now)))))
            .Describe("readLicencePhoto", "The photo of the electronic licence", "查看驾驶证电子版照片")
            .Needs(TokenKind.Session).Refuses(403, 409, 429);
        Pictured(group.MapGet("/operator/applications/{applicationId}/photo", (HttpContext http, string applicationId) =>
                staff.Guard(http, () => PictureOf(service.PhotoToReview(applicationId, clock.Now)))))
            .Describe("readPhotoToReview", "The photo of an application that waits (L5)", "待审核照片")
            .Needs(TokenKind.Operator).Refuses(409);
    }

    private async Task<IResult> UploadAsync(
        HttpContext http, [FromQuery] string source, [FromQuery(Name = "taken_on")] DateOnly? takenOn)
    {
        PhotoSource? from = source switch { Camera => PhotoSource.Camera, Album => PhotoSource.Album, _ => null };
        PhotoFormat? format = http.Request.ContentType?.Split(';')[0].Trim() switch
        {
            "image/jpeg" => PhotoFormat.Jpeg,
            "image/png" => PhotoFormat.Png,
            _ => null,
        };
        if (format is not { } declared) return CommonRefusals.For(CommonRefusal.UnsupportedMediaType).ToResult();
        if (from is not { } cameFrom) return CommonRefusals.For(CommonRefusal.MalformedRequest).ToResult();
        // Nobody without a session makes the service read two megabytes.
        if (service.Sessions.Find(Bearer.TokenOf(http), clock.Now) is null)
            return CommonRefusals.For(CommonRefusal.SessionRequired).ToResult();
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = BodyBytesMax;
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        return Ask(http, (session, now) => service.Upload(session, new PhotoUpload(cameFrom, declared, body.ToArray(), takenOn), now)
            .ToResult(LicenceAnswers.Of, StatusCodes.Status201Created));
    }

    private static IResult PictureOf(Answer<LicencePhoto> answer) =>
        answer.Value is { } photo ? TypedResults.Bytes(photo.Bytes, photo.MediaType) : answer.Refusal!.ToResult();

    private static RouteHandlerBuilder Pictured(RouteHandlerBuilder route) => route.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        operation.Responses ??= [];
        operation.Responses["200"] = new OpenApiResponse
        {
            Description = "OK",
            Content = MediaTypes.ToDictionary(type => type, _ => Picture(), StringComparer.Ordinal),
        };
        return Task.CompletedTask;
    });

    private static OpenApiMediaType Picture() => new()
    {
        Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Format = "binary",
            MaxLength = PhotoLimits.BytesMax,
        },
    };
}
