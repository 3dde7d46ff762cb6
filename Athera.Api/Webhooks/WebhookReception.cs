using System.Globalization;
using System.Text;
using Athera.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Athera.Api.Webhooks;

/// <summary>
/// Hop 1: takes a provider's request off the wire as it is and gives back the gateway's answer as it is. Whatever goes wrong in
/// between is a 503, because 200 is the promise that the message is stored.
/// </summary>
internal sealed class WebhookReception(IChannelGateway gateway, TimeProvider time, ILogger<WebhookReception> logger)
{
    /// <summary>How long a provider waits for the silo. The least patient gives up after 15 s; a 503 before that says when to come back.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan NoteDeadline = TimeSpan.FromSeconds(1);

    public async Task Receive(HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (!TryReadRoute(context, out var provider, out var account, out var topic))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var (status, body) = await WebhookBody.Read(context);
        if (status != StatusCodes.Status200OK)
        {
            Refuse(context.Response, status);
            if (status == StatusCodes.Status413PayloadTooLarge)
                await NoteTooLarge(provider, account);
            return;
        }

        var request = new WebhookRequest
        {
            Provider = provider,
            Account = account,
            Topic = topic,
            Method = context.Request.Method,
            Target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            Headers = WebhookHeaders.Read(context.Request.Headers),
            Body = body,
        };
        await Write(context, await Ask(request, context.RequestAborted));
    }

    private async Task<WebhookReply> Ask(WebhookRequest request, CancellationToken aborted)
    {
        try
        {
            return await gateway.ReceiveAsync(request).WaitAsync(Deadline, time, aborted);
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            // Nobody listens any more; the silo goes on, and the provider's next attempt is a duplicate.
            return WebhookReply.Unavailable;
        }
        catch (Exception failure)
        {
            logger.GatewayFailed(failure, request.Provider, request.Body.Length);
            return WebhookReply.Unavailable;
        }
    }

    // A count is worth no more than a moment's wait.
    private async Task NoteTooLarge(string provider, ChannelAccountId? account)
    {
        try
        {
            await gateway.NoteTooLargeAsync(provider, account).WaitAsync(NoteDeadline, time);
        }
        catch (Exception failure)
        {
            logger.NotCounted(failure, provider);
        }
    }

    private static bool TryReadRoute(HttpContext context, out string provider, out ChannelAccountId? account, out string topic)
    {
        var route = context.Request.RouteValues;
        provider = route[WebhookEndpoints.Provider] as string ?? "";
        topic = route[WebhookEndpoints.Topic] as string ?? "";
        account = null;
        if (!IsWord(provider) || (topic.Length > 0 && !IsWord(topic)))
            return false;
        if (route[WebhookEndpoints.Account] is not string text)
            return true;
        var known = ChannelAccountId.TryParse(text, out var id);
        account = id;
        return known;
    }

    private static bool IsWord(string text)
    {
        const int maxLength = 32;
        if (text.Length is 0 or > maxLength)
            return false;
        foreach (var c in text)
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-')
                return false;
        return true;
    }

    private static void Refuse(HttpResponse response, int status)
    {
        response.StatusCode = status;
        // The rest of the body is not wanted: without this the server would read on to keep the connection.
        response.Headers.Connection = "close";
    }

    private static async Task Write(HttpContext context, WebhookReply reply)
    {
        var response = context.Response;
        response.StatusCode = reply.Status;
        if (reply.RetryAfterSeconds is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (reply.Body is not { } body)
        {
            response.ContentLength = 0;
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(body);
        response.ContentType = reply.ContentType;
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
