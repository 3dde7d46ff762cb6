using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Athera.Lab.Meta;
using Athera.Lab.Models;
using Athera.Testing;
using Athera.Testing.Silos;
using Athera.Tests.Storage;
using Xunit;

namespace Athera.Tests.Running;

/// <summary>
/// Conversations as a business has them, from webhook to webhook: what the customer is told, what there is afterwards, and what the record
/// says of it. What rules can answer the offline model answers; the rest a scripted one, over the real SDK.
/// </summary>
public abstract partial class ScriptedConversations(Func<string, Task<SiloStorage>> engine, SharedAthera shared)
    : RunningTests(engine), IClassFixture<SharedAthera>
{
    private const string Rules =
        """
        You answer the customers of Bella Pizza, briefly and kindly.
        deliver, delivery: Yes, we deliver every day from 11:00 to 22:00.
        price of Margherita: 9.50 EUR
        """;

    /// <summary>The shop, whose agent is as this conversation needs it.</summary>
    private async Task<RunningAthera> ShopAsync(string model, string instructions = Rules)
    {
        var athera = await shared.GetAsync(() => StartAsync(lab => new Dictionary<string, string>
        {
            ["Athera:Model:Endpoint"] = lab.OpenAiModelUrl.ToString(),
            ["Athera:Model:ApiKey"] = "any",
        }));
        await athera.Api.ChangeAgentAsync(
            new { settleMs = 0, model, instructions, disclosures = new Dictionary<string, string> { ["de"] = "Ich bin eine KI." } }, Cancellation);
        athera.Lab.Model.Script.Clear();
        return athera;
    }

    /// <summary>A shop whose model says this, given what it was shown.</summary>
    private async Task<RunningAthera> ShopAsync(Func<Shown, ModelAnswer> script)
    {
        var athera = await ShopAsync("openai");
        athera.Lab.Model.Script.Always(new ModelBehaviour { Answers = request => script(Shown.Of(request)) });
        return athera;
    }

    private static async Task WriteAsync(RunningAthera athera, string customer, string text)
    {
        using var answer = await athera.Api.PostAsync(MetaWebhooks.Texts(athera.WhatsApp, RunningAthera.Text(customer, text)), Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>What the customer was told last, once this many messages have reached the phone.</summary>
    private static async Task<string> ToldAsync(RunningAthera athera, string customer, int messages)
    {
        var sends = await Eventually.SeesAsync(
            () => Task.FromResult(athera.Lab.Graph.Sends.Entries.Where(s => s.Recipient == customer).ToList()), s => s.Count >= messages,
            Cancellation);
        Assert.Equal(messages, sends.Count);
        return sends[^1].Text;
    }

    /// <summary>What happened, once it holds an event of a kind.</summary>
    private static Task<IReadOnlyList<EventSeen>> HappenedAsync(RunningAthera athera, ConversationSeen conversation, string kind, int times = 1) =>
        Eventually.SeesAsync(
            () => athera.Api.ListAsync<EventSeen>($"conversations/{conversation.Id}/events", Cancellation),
            events => events.Count(e => e.Kind == kind) >= times, Cancellation);

    private static async Task<JsonElement> GetAsync(RunningAthera athera, string resource)
    {
        using var answer = await athera.Api.SendAsync(HttpMethod.Get, resource, null, Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }

    private static async Task<JsonElement> PostAsync(
        RunningAthera athera, string resource, object body, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var content = JsonContent.Create(body);
        using var answer = await athera.Api.SendAsync(HttpMethod.Post, resource, content, Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.StatusCode == expected, $"{resource} answered {(int)answer.StatusCode}: {text}");
        return JsonElement.Parse(text);
    }

    /// <summary>How the agent's newest message came about.</summary>
    private static async Task<JsonElement> ExplainedAsync(RunningAthera athera, ConversationSeen conversation)
    {
        var last = (await athera.Api.MessagesAsync(conversation.Id, Cancellation)).Last(m => m.Direction == "out");
        return await GetAsync(athera, $"conversations/{conversation.Id}/messages/{last.Id}/explanation");
    }

    /// <summary>The only call it rests on, as tool and decision.</summary>
    private static (string? Tool, string? Decision) CallOf(JsonElement explanation)
    {
        var call = Assert.Single(explanation.GetProperty("calls").EnumerateArray());
        return (call.GetProperty("tool").GetString(), call.GetProperty("decision").GetString());
    }

    /// <summary>A person looks at what the agent waits to be let do, and lets it.</summary>
    private static async Task<JsonElement> ApproveAsync(RunningAthera athera, ConversationSeen conversation)
    {
        var asked = Assert.Single((await GetAsync(athera, $"conversations/{conversation.Id}/approvals")).GetProperty("items").EnumerateArray());
        await PostAsync(
            athera, $"conversations/{conversation.Id}/approvals/{asked.GetProperty("id").GetString()}",
            new { decision = "approve", hash = asked.GetProperty("hash").GetString() });
        return asked;
    }

    private static Task<IReadOnlyList<JsonElement>> OfAsync(RunningAthera athera, string resource, ConversationSeen conversation) =>
        athera.Api.ListAsync<JsonElement>($"{resource}?contact={conversation.ContactId}", Cancellation);

    private static ModelAnswer Calling(string tool, object arguments) => new()
    {
        ToolCalls = [new ModelToolCall(tool, JsonSerializer.Serialize(arguments))], FinishReason = "tool_calls",
    };

    private static ModelAnswer Saying(string text) => new() { Text = text };

    /// <summary>What a model is shown: the customer's last words, and what tools have told in this turn.</summary>
    private sealed record Shown(string Question, IReadOnlyList<string> Results)
    {
        public static Shown Of(ModelRequest request) => new(
            request.LastUserText,
            [
                .. request.Body["messages"]!.AsArray().OfType<JsonObject>().Where(m => (string?)m["role"] == "tool")
                    .Select(m => m["content"] is JsonArray parts ? string.Concat(parts.Select(p => (string?)p!["text"])) : (string)m["content"]!),
            ]);
    }
}

public sealed class ScriptedConversationsOnSqliteTests(SharedAthera shared) : ScriptedConversations(Engines.Sqlite, shared);

public sealed class ScriptedConversationsOnPostgresTests(SharedPostgres postgres, SharedAthera shared)
    : ScriptedConversations(Engines.Postgres(postgres), shared);
