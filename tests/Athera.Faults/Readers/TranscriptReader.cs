using System.Text.Json.Nodes;
using Athera.FaultRuns.Customers;
using Athera.FaultRuns.Histories;
using Athera.FaultRuns.Worlds;

namespace Athera.FaultRuns.Readers;

/// <summary>Reads conversations over REST, as a tenant's own programs do.</summary>
internal sealed class TranscriptReader(History history, int tenant, TenantApi api)
{
    /// <summary>A conversation to its beginning; read again if it moved meanwhile.</summary>
    public async Task<Transcript> ReadAllAsync(string id, CancellationToken cancellation)
    {
        while (true)
        {
            var from = history.Now;
            var before = await api.ReadAsync($"conversations/{id}", cancellation);
            var messages = await api.ListAsync($"conversations/{id}/messages", cancellation);
            var after = await api.ReadAsync($"conversations/{id}", cancellation);
            if (Sequence(before) == Sequence(after))
                return Transcript(id, from, after, messages, final: true);
        }
    }

    /// <summary>The newest part of a conversation, and how far it is; nothing when no silo answers just now.</summary>
    /// <param name="id">Which.</param>
    /// <param name="reader">Who reads, for the history.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task GlanceAsync(string id, int reader, CancellationToken cancellation)
    {
        var (name, from) = (history.NameOf(id), history.Now);
        history.Add(reader, Outcome.Invoke, Function.Look, name, 0, 0);
        var conversation = await api.TryReadAsync($"conversations/{id}", cancellation);
        if (conversation is null)
        {
            history.Add(reader, Outcome.Info, Function.Look, name, 0, 0);
            return;
        }
        history.Add(reader, Outcome.Ok, Function.Look, name, (int)Sequence(conversation), conversation["position"]!.GetValue<long>());
        if (await api.TryReadAsync($"conversations/{id}/messages?limit=50", cancellation) is { } page)
            history.Add(Transcript(id, from, conversation, [.. page["items"]!.AsArray().OfType<JsonNode>()], final: false));
    }

    /// <summary>The ids of the tenant's newest conversations; none when no silo answers just now.</summary>
    public async Task<IReadOnlyList<string>> RecentAsync(CancellationToken cancellation) =>
        await api.TryReadAsync("conversations?limit=20", cancellation) is { } page ? Ids(page["items"]!.AsArray().OfType<JsonNode>()) : [];

    /// <summary>The ids of all the tenant's conversations.</summary>
    public async Task<IReadOnlyList<string>> AllAsync(CancellationToken cancellation) => Ids(await api.ListAsync("conversations", cancellation));

    private static List<string> Ids(IEnumerable<JsonNode> conversations) => [.. conversations.Select(one => one["id"]!.GetValue<string>())];

    private static long Sequence(JsonNode conversation) => conversation["sequence"]!.GetValue<long>();

    // Messages come newest first.
    private Transcript Transcript(string id, long from, JsonNode conversation, IEnumerable<JsonNode> messages, bool final) => new()
    {
        Tenant = tenant,
        Id = id,
        From = from,
        At = history.Now,
        Final = final,
        Responder = conversation["responder"]!.GetValue<string>(),
        Unread = conversation["unread"]!.GetValue<int>(),
        Sequence = Sequence(conversation),
        Lines = [.. messages.Reverse().Select(Line)],
    };

    private static Line Line(JsonNode message)
    {
        var position = (int)message["position"]!.GetValue<long>();
        var external = message["externalId"]?.GetValue<string>();
        if (message["direction"]!.GetValue<string>() == "in")
        {
            var nonce = ProviderIds.Read(external) ?? new Nonce(-1, -1);
            return new Line(position, LineState.Received, nonce.Number, nonce.Conversation, message["late"]!.GetValue<bool>());
        }
        return new Line(
            position, State(message["state"]!.GetValue<string>()), Taking: ProviderIds.ReadTake(external),
            Answers: [.. Nonce.Read(message["text"]?.GetValue<string>()).Select(nonce => nonce.Number)]);
    }

    private static LineState State(string state) => state switch
    {
        "queued" => LineState.Queued,
        "attempting" => LineState.Attempting,
        "unknown" => LineState.Unknown,
        "failed" => LineState.Failed,
        "delivered" or "read" => LineState.Delivered,
        _ => LineState.Sent,
    };
}
