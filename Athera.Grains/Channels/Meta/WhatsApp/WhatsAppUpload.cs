using System.Net.Http.Headers;
using Athera.Channels.Files;
using Athera.Messages;
using Athera.Sourcing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Athera.Channels.Meta.WhatsApp;

/// <summary>
/// Brings a file to WhatsApp before the message that shows it: the message then names it by the id it got, which is good for 30 days
/// (Cloud API, media). Bringing one twice does no harm, so nothing about it has to be remembered.
/// </summary>
internal sealed class WhatsAppUpload(
    [FromKeyedServices(MetaWebhooks.ProviderName)] MediaClient client, IOutboundFiles files, GraphAnswers answers,
    IOptionsMonitor<MetaOptions> options, TimeProvider clock)
{
    private const int MaxRemembered = 10_000;

    // A message that is put off is tried again within hours; there is no need to bring its file each time.
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(12);

    private readonly FreshCache<(string Number, string Blob), string> _ids = new(Remembered, MaxRemembered, clock);

    /// <summary>The id of an order's file at WhatsApp, or how the send ends without it.</summary>
    /// <param name="phoneNumberId">The number it is sent from.</param>
    /// <param name="token">The account's token.</param>
    /// <param name="order">The order; it has one file.</param>
    /// <param name="cancellation">The caller's deadline.</param>
    public async Task<(string? Id, SendOutcome? Outcome)> BringAsync(
        string phoneNumberId, string token, SendOrder order, CancellationToken cancellation)
    {
        try
        {
            var id = await _ids.GetAsync(
                (phoneNumberId, order.Content.Media[0].Blob!), key => UploadAsync(key.Number, token, order, cancellation));
            return (id, null);
        }
        catch (UploadFailedException failed)
        {
            return (null, failed.Outcome);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or OperationCanceledException or Media.Blobs.BlobStoreException)
        {
            return (null, SendOutcome.Deferred(new Fault(Faults.ProviderUnavailable, client.Detail("upload")), TimeSpan.FromSeconds(5)));
        }
    }

    private async Task<string> UploadAsync(string phoneNumberId, string token, SendOrder order, CancellationToken cancellation)
    {
        if (await files.OpenAsync(order, 0, cancellation) is not { } file)
            throw new UploadFailedException(SendOutcome.Refused(new Fault(MediaFaults.Expired)));
        await using var content = file.Content;
        var part = order.Content.Media[0];
        using var bytes = new StreamContent(content);
        bytes.Headers.ContentType = MediaTypeHeaderValue.Parse(part.ContentType ?? "application/octet-stream");
        bytes.Headers.ContentLength = file.Bytes;
        using var messagingProduct = new StringContent("whatsapp");
        using var type = new StringContent(part.ContentType ?? "application/octet-stream");
        using var form = new MultipartFormDataContent { { messagingProduct, "messaging_product" }, { type, "type" }, { bytes, "file", "file" } };
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"{options.CurrentValue.GraphUrl.OriginalString.TrimEnd('/')}/{phoneNumberId}/media") { Content = form };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var (status, body) = await client.SendAsync(request, cancellation);
        using (body)
        {
            if (body?.RootElement.Member("id"u8).Id() is { } id)
                return id;
            throw new UploadFailedException(answers.WithoutSend(status, body?.RootElement ?? default, order.Attempt));
        }
    }

    private sealed class UploadFailedException(SendOutcome outcome) : Exception
    {
        public SendOutcome Outcome { get; } = outcome;
    }
}
