using System.Globalization;
using Athera.Api.Access;
using Athera.Api.Contract;
using Athera.Api.Media;
using Athera.Media;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace Athera.Api.Chat;

/// <summary>Where visitors bring files before they send them.</summary>
internal static class ChatUploadEndpoints
{
    /// <summary>Where files are brought.</summary>
    public const string FullPath = AtheraApi.Root + Route;

    /// <summary>Largest file of a visitor, in bytes.</summary>
    public const long MaxFileLength = 25 * 1024 * 1024;

    private const string Route = "/chat/uploads";
    private const long MaxBodyLength = MaxFileLength + (64 * 1024);
    private const int RetryAfterSeconds = 30;

    /// <summary>A phone on a train brings a large file in this time; who takes longer holds a place that others need.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    public static void MapChatUploads(this IEndpointRouteBuilder api) => api.MapPost(Route, Upload)
        .WithTags("Chat")
        .RequireAuthorization(VisitorAuthentication.Policy)
        .DisableRateLimiting()
        .WithMetadata(new RequestSizeLimitAttribute(MaxBodyLength))
        .WithMetadata(new InputField("account", JsonSchemaType.String, "The channel account, so that browsers may ask for it from other origins."))
        .WithSummary("Upload a file as a web-chat visitor")
        .WithDescription(
            "Needs the token of a session in `Authorization: Bearer`; the page's `Origin` has to be among the account's `allowedOrigins`. "
            + "The body is the file itself with its type in `Content-Type` and its name in `fileName`, or `multipart/form-data` with one "
            + "file. The answer's `id` goes into `attachments` of one message of this visitor, within a day. At most 25 MB, 16 for a picture.")
        .Accepts<IFormFile>("multipart/form-data", "*/*");

    private static async Task<Results<Created<UploadBody>, Problem>> Upload(
        HttpContext context, string? fileName, IdempotencyKey key, IGrainFactory grains, ChatUploadRate rate, TimeProvider time)
    {
        var visitor = VisitorIdentity.Of(context.User)!;
        if (!visitor.MayUpload)
            return Problem.Of(new Refusal(RefusalKind.Forbidden, "no_attachments", "No files can be sent here."));
        if (context.Request.ContentLength > MaxBodyLength)
            return Problem.Field("body", "is larger than any file may be");
        using var place = rate.Enter(context, visitor.Visitor);
        if (!place.IsAcquired)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            return Problem.OfStatus(StatusCodes.Status429TooManyRequests);
        }
        var id = new UploadId(key.NewId(visitor.Tenant, $"{Route}/{visitor.Account}/{visitor.Visitor}"));
        var upload = new TenantGrains(grains, visitor.Tenant).Get<IUploadGrain>(visitor.KeyOf(id));
        var brought = key.Text is not null && await upload.Get() is { Granted: true } done
            ? done
            : await BringAsync(context, fileName, upload, time);
        return brought.Created(FullPath, view => UploadBody.Of(view with { Id = id.Value }));
    }

    private static async Task<Result<UploadView>> BringAsync(
        HttpContext context, string? fileName, IUploadGrain upload, TimeProvider time)
    {
        using var late = new CancellationTokenSource(Deadline, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(late.Token, context.RequestAborted);
        try
        {
            return await UploadReader.ReadAsync(context.Request, fileName, upload, ended.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            return Refusal.Invalid("body", "came in too slowly");
        }
    }
}
