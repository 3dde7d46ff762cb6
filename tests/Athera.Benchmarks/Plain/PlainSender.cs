using System.Net.Http.Headers;
using System.Net.Http.Json;
using Athera.Benchmarks.Load;

namespace Athera.Benchmarks.Plain;

/// <summary>Sends a text over the Graph API and gives its id there.</summary>
internal sealed class PlainSender : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) });
    private readonly Uri _messages;

    public PlainSender(string graphUrl)
    {
        _messages = new Uri($"{graphUrl}/{Webhooks.PhoneNumberId}/messages");
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "benchmark-access-token");
    }

    public async Task<string> SendAsync(string customer, string text, CancellationToken cancellation)
    {
        var message = new PlainSend("whatsapp", "individual", customer, "text", new PlainText(text));
        using var response = await _http.PostAsJsonAsync(_messages, message, PlainJson.Default.PlainSend, cancellation);
        response.EnsureSuccessStatusCode();
        var sent = await response.Content.ReadFromJsonAsync(PlainJson.Default.PlainSent, cancellation);
        return sent!.Messages[0].Id;
    }

    public void Dispose() => _http.Dispose();
}
