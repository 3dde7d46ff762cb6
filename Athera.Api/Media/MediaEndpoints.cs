using Athera.Api.Access;
using Athera.Api.Contract;
using Athera.Api.Conversations;
using Athera.Conversations;
using Athera.Media;
using Athera.Messages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Athera.Api.Media;

/// <summary>The files of messages, and those on their way to a contact.</summary>
internal static class MediaEndpoints
{
    private const string Route = "/media";

    public static void MapMedia(this IEndpointRouteBuilder api)
    {
        var files = api.MapGroup("/messages/{id}/media/{index:int:range(0,9)}").WithTags("Media").RequireAuthorization(AccessPolicies.Tenant);
        files.MapGet("", Get).WithSummary("Get a file of a message")
            .WithDescription("The bytes, or with `thumbnail=true` a small picture of them. `Range` is understood.")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
            .Produces(StatusCodes.Status206PartialContent, contentType: "application/octet-stream");
        files.MapPost("/retry", Retry).WithSummary("Have a file tried again that could not be fetched");
        api.MapPost(Route, Upload).WithTags("Media").RequireAuthorization(AccessPolicies.Tenant)
            .WithMetadata(new RequestSizeLimitAttribute(UploadReader.MaxBodyLength))
            .WithSummary("Upload a file to send")
            .WithDescription(
                "The body is the file itself with its type in `Content-Type` and its name in `fileName`, or `multipart/form-data` with one "
                + "file. The answer's `id` goes into `media` of a message within a day. At most 100 MB, less for pictures, sound and films.")
            .Accepts<IFormFile>("multipart/form-data", "*/*");
    }

    private static async Task<IResult> Get(string id, int index, bool? thumbnail, CallerGrains grains)
    {
        if (!MessageId.TryParse(id, out var message))
            return Problem.NotFound;
        var media = grains.Of<IMediaGrain>();
        var file = await media.Find(new MediaReference(message, index, thumbnail ?? false));
        return file.Granted ? new MediaAnswer(media, file.Value) : Problem.Of(file.Refusal);
    }

    private static async Task<Results<Ok<MessageBody>, Problem>> Retry(string id, int index, CallerGrains grains) =>
        MessageId.TryParse(id, out var message)
            ? (await grains.Get<IConversationGrain>(message.Conversation.Value).RetryMedia(new RetryMedia(message, index, grains.User)))
                .Shown(MessageBody.Of)
            : Problem.NotFound;

    private static async Task<Results<Created<UploadBody>, Problem>> Upload(
        HttpRequest request, string? fileName, IdempotencyKey key, CallerGrains grains)
    {
        var upload = grains.Get<IUploadGrain>(key.NewId(grains.Tenant, Route));
        // A repetition need not be read: what it would make is there.
        if (key.Text is not null && await upload.Get() is { Granted: true } done)
            return done.Created($"{AtheraApi.Root}{Route}", UploadBody.Of);
        return (await UploadReader.ReadAsync(request, fileName, upload, request.HttpContext.RequestAborted))
            .Created($"{AtheraApi.Root}{Route}", UploadBody.Of);
    }
}
