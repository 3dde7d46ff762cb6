using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Athera.Lab.Wire;

namespace Athera.Testing.Silos;

/// <summary>Athera as one of its clients knows it: the REST resources with the demo tenant's key, and its front door for webhooks.</summary>
public sealed class DemoApi : IDisposable
{
    /// <summary>The key the tests give the demo tenant.</summary>
    public const string Key = "athera-tests-key";

    private const string Root = "api/v1";
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);
    private readonly HttpClient _http;

    /// <summary>A client of the Athera at an address, with the demo tenant's key or another.</summary>
    public DemoApi(Uri url, string key = Key) => _http = new HttpClient
    {
        BaseAddress = url,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
    };

    /// <summary>Asks for anything, and gives whatever is answered.</summary>
    public Task<HttpResponseMessage> GetAsync(string path, CancellationToken cancellation) =>
        _http.GetAsync(new Uri(path, UriKind.Relative), cancellation);

    /// <summary>Sends anything to a REST resource, and gives whatever is answered.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string resource, HttpContent? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, $"{Root}/{resource}") { Content = body };
        return await _http.SendAsync(request, cancellation);
    }

    /// <summary>Posts a webhook once, and gives whatever is answered.</summary>
    public async Task<HttpResponseMessage> PostAsync(SignedWebhook webhook, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url) { Content = new ReadOnlyMemoryContent(webhook.Body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(webhook.ContentType);
        foreach (var (name, value) in webhook.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await _http.SendAsync(request, cancellation);
    }

    /// <summary>A list, page by page to its end.</summary>
    public async Task<IReadOnlyList<T>> ListAsync<T>(string resource, CancellationToken cancellation)
    {
        var items = new List<T>();
        string? after = null;
        do
        {
            var page = await ReadAsync<PageSeen<T>>(
                $"{resource}{(resource.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit=100"
                + (after is null ? "" : $"&after={Uri.EscapeDataString(after)}"),
                cancellation);
            items.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        return items;
    }

    /// <summary>A conversation's messages, oldest first.</summary>
    public async Task<IReadOnlyList<MessageSeen>> MessagesAsync(string conversation, CancellationToken cancellation) =>
        [.. (await ListAsync<MessageSeen>($"conversations/{conversation}/messages", cancellation)).Reverse()];

    /// <summary>The conversations of whoever has a phone number.</summary>
    public async Task<IReadOnlyList<ConversationSeen>> ConversationsOfAsync(string phone, CancellationToken cancellation)
    {
        var contacts = await ListAsync<ContactSeen>($"contacts?address={Uri.EscapeDataString(phone)}", cancellation);
        return contacts is [var contact]
            ? await ListAsync<ConversationSeen>($"conversations?contact={contact.Id}", cancellation)
            : [];
    }

    /// <summary>Connects a channel account.</summary>
    public async Task<ChannelSeen> ConnectAsync(IReadOnlyDictionary<string, string> account, CancellationToken cancellation)
    {
        using var body = JsonContent.Create(account);
        using var answer = await SendAsync(HttpMethod.Post, "channels", body, cancellation);
        return await ReadAsync<ChannelSeen>(answer, cancellation);
    }

    /// <summary>Changes the demo tenant's agent and has customers meet it.</summary>
    public async Task ChangeAgentAsync(object change, CancellationToken cancellation)
    {
        var agent = (await ListAsync<AgentSeen>("agents", cancellation))[0];
        using var body = JsonContent.Create(change);
        using var changed = await SendAsync(HttpMethod.Patch, $"agents/{agent.Id}", body, cancellation);
        await ReadAsync<AgentSeen>(changed, cancellation);
        using var published = await SendAsync(HttpMethod.Post, $"agents/{agent.Id}/publish", null, cancellation);
        await ReadAsync<AgentSeen>(published, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<T> ReadAsync<T>(string resource, CancellationToken cancellation)
    {
        using var answer = await SendAsync(HttpMethod.Get, resource, null, cancellation);
        return await ReadAsync<T>(answer, cancellation);
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer, CancellationToken cancellation) => answer.IsSuccessStatusCode
        ? (await answer.Content.ReadFromJsonAsync<T>(_json, cancellation))!
        : throw new HttpRequestException(
            $"{answer.RequestMessage?.RequestUri} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellation)}");
}
