using System.Buffers;
using Athera.Egress;

namespace Athera.Channels.Calls;

/// <summary>Makes one call to a provider, once: no retries, no redirects, a deadline and a limit on what is read back.</summary>
internal sealed class ProviderCaller(IHttpClientFactory clients, TimeProvider time)
{
    // The answers of both providers to a send are under 4 KB.
    private const int LongestAnswer = 64 * 1024;

    private static readonly TimeSpan LongestWaitAsked = TimeSpan.FromHours(1);

    /// <summary>Never throws for anything the network does.</summary>
    /// <param name="client">The provider's client.</param>
    /// <param name="request">The request; its body, if it has one, is an <see cref="OnceContent"/>.</param>
    /// <param name="timeout">For the whole call.</param>
    /// <param name="cancellation">The caller's own deadline.</param>
    /// <param name="longest">Longest answer read, in bytes.</param>
    public async Task<ProviderAnswer> CallAsync(
        string client, HttpRequestMessage request, TimeSpan timeout, CancellationToken cancellation, int longest = LongestAnswer)
    {
        var body = (OnceContent?)request.Content;
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            using var http = clients.CreateClient(client);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return new ProviderAnswer(
                AnswerKind.Answered, (int)response.StatusCode, await ReadAsync(response, longest, either.Token), WaitAsked(response));
        }
        catch (OperationCanceledException)
        {
            return body is { Started: true } ? ProviderAnswer.TimedOut : ProviderAnswer.NotSent;
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return body is { Started: true } ? ProviderAnswer.Lost : ProviderAnswer.NotSent;
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpResponseMessage response, int longest, CancellationToken cancellation)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var buffer = ArrayPool<byte>.Shared.Rent(longest + 1);
        try
        {
            var length = await stream.ReadAtLeastAsync(buffer.AsMemory(0, longest + 1), longest + 1, throwOnEndOfStream: false, cancellation);
            return length > longest ? default : buffer.AsSpan(0, length).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private TimeSpan? WaitAsked(HttpResponseMessage response)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? header?.Date - time.GetUtcNow();
        // A provider that asks for a day would hold a conversation on the word of one header.
        return wait <= TimeSpan.Zero ? null : wait > LongestWaitAsked ? LongestWaitAsked : wait;
    }
}
