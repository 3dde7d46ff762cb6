using System.Net.Http.Headers;
using Athera.Lab.Ledgers;

namespace Athera.Lab.Wire;

/// <summary>Posts webhooks to the product as a provider does, and writes every try into the log of the wire.</summary>
/// <param name="http">Its connections.</param>
/// <param name="wire">Where tries are recorded.</param>
/// <param name="time">The clock of pauses and durations.</param>
/// <param name="product">
/// Where to connect to, when that is not the host of the configured address: a public address may be a proxy's.
/// </param>
public sealed class WebhookClient(HttpClient http, Ledger<WireRecord> wire, TimeProvider time, Func<Uri>? product = null)
{
    private const int LongestAnswer = 64 * 1024;

    /// <summary>Posts the webhook, repeated as the schedule says.</summary>
    public async Task<WebhookOutcome> PostAsync(SignedWebhook webhook, RetrySchedule schedule, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        ArgumentNullException.ThrowIfNull(schedule);
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await TryAsync(webhook, schedule, attempt, cancellation);
            if (outcome.Accepted || attempt >= schedule.Attempts) return outcome;
            await Task.Delay(schedule.PauseAfter(attempt), time, cancellation);
        }
    }

    private async Task<WebhookOutcome> TryAsync(
        SignedWebhook webhook, RetrySchedule schedule, int attempt, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        int? status = null;
        string? contentType = null;
        var body = "";
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(schedule.AnswerWithin);
        try
        {
            using var request = Request(webhook);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            contentType = response.Content.Headers.ContentType?.MediaType;
            body = await ReadAsync(response, patience.Token);
            status = (int)response.StatusCode;
        }
        catch (Exception unheard) when (unheard is HttpRequestException or IOException
                                        || (unheard is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            // No answer, or half of one: to the provider both are a failed try, and the record below says so.
        }

        Record(webhook, attempt, status, time.GetElapsedTime(started));
        return new WebhookOutcome(schedule.Accepts(status), attempt, status, contentType, body);
    }

    private HttpRequestMessage Request(SignedWebhook webhook)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, WebhookAddress.AsWritten(webhook.Url, product?.Invoke()))
        {
            Content = new ReadOnlyMemoryContent(webhook.Body),
        };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(webhook.ContentType);
        foreach (var (name, value) in webhook.Headers) request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[LongestAnswer];
        var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return System.Text.Encoding.UTF8.GetString(buffer, 0, read);
    }

    private void Record(SignedWebhook webhook, int attempt, int? status, TimeSpan took) =>
        wire.Add(sequence => new WireRecord
        {
            Sequence = sequence,
            At = time.GetUtcNow(),
            Provider = webhook.Provider,
            IsWebhook = true,
            Subject = webhook.Subject,
            MessageId = webhook.MessageId,
            Customer = webhook.Customer,
            Status = status,
            Attempt = attempt,
            Took = took,
        });
}
