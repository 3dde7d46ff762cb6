using System.Net.Http.Headers;
using Athera.FaultRuns.Providers;

namespace Athera.FaultRuns.Load;

/// <summary>
/// Brings webhooks to the silos, each try to the next of them, as a load balancer would that knows nothing of their health. Meta comes
/// again until it hears 200, Twilio once more within seconds.
/// </summary>
internal sealed class Courier : IDisposable
{
    /// <summary>Shorter than Meta really waits: a run has no time for a frozen silo's 15 s per message.</summary>
    private static readonly TimeSpan MetaPatience = TimeSpan.FromSeconds(5), TwilioPatience = TimeSpan.FromSeconds(12);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50), LongestPause = TimeSpan.FromMilliseconds(800),
        TwilioPause = TimeSpan.FromSeconds(2);

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(2),
        ActivityHeadersPropagator = null,
    });

    private readonly IReadOnlyList<Uri> _silos;
    private readonly Points _points;
    private int _next;

    public Courier(IReadOnlyList<Uri> silos, Points points) => (_silos, _points) = (silos, points);

    /// <summary>Tries that were not answered with success, whatever became of them.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    private long _refused;

    /// <summary>Posts until it is accepted; <see langword="false"/> when the provider gives up.</summary>
    public async Task<bool> DeliverAsync(Webhook webhook, bool twilio, Point accepted, CancellationToken cancellation)
    {
        var pause = FirstPause;
        for (var attempt = 1; ; attempt++)
        {
            if (await TryAsync(webhook, twilio ? TwilioPatience : MetaPatience, accepted, cancellation))
                return true;
            if (twilio && attempt == 2)
                return false;
            await Task.Delay(twilio ? TwilioPause : pause, cancellation);
            pause = 2 * pause < LongestPause ? 2 * pause : LongestPause;
        }
    }

    /// <summary>Posts once.</summary>
    public async Task<bool> TryAsync(Webhook webhook, TimeSpan patience, Point accepted, CancellationToken cancellation)
    {
        var silo = (int)((uint)Interlocked.Increment(ref _next) % (uint)_silos.Count);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(patience);
        try
        {
            using var request = Request(_silos[silo], webhook);
            using var answer = await _http.SendAsync(request, deadline.Token);
            await answer.Content.CopyToAsync(Stream.Null, deadline.Token);
            if ((int)answer.StatusCode == 200)
            {
                await _points.PassAsync(accepted, silo, CancellationToken.None);
                return true;
            }
        }
        catch (Exception unheard) when (unheard is HttpRequestException or IOException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
        }
        Interlocked.Increment(ref _refused);
        return false;
    }

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Request(Uri silo, Webhook webhook)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{silo.GetLeftPart(UriPartial.Authority)}{webhook.Path}")
        {
            Content = new ByteArrayContent(webhook.Body),
        };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(webhook.ContentType);
        request.Headers.TryAddWithoutValidation(webhook.Signature.Name, webhook.Signature.Value);
        return request;
    }
}
