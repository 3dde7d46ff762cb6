using System.Text.Json.Nodes;
using Athera.Agents;
using Athera.Channels;
using Athera.Contacts;
using Athera.Conversations;
using Athera.Quarantine;
using Athera.Sourcing;
using Athera.Tenants;
using Xunit;

namespace Athera.Tests.Conversations;

/// <summary>
/// What was once written is read for years: for every stream, one example of each event as it is stored, written by the first release
/// and never changed since. A member that is renamed or read differently comes back as something else.
/// </summary>
public sealed class StoredFormTests
{
    [Fact]
    public void Every_event_of_a_conversation_reads_back() => ReadsBack("conversation.json", ConversationForm.Events);

    [Fact]
    public void Every_event_of_a_contact_reads_back() => ReadsBack("contact.json", ContactForm.Events);

    [Fact]
    public void Every_event_of_a_channel_account_reads_back() => ReadsBack("channel-account.json", ChannelAccountForm.Events);

    [Fact]
    public void Every_event_of_a_template_reads_back() => ReadsBack("template.json", Athera.Templates.TemplateForm.Events);

    [Fact]
    public void Every_event_of_an_article_reads_back() => ReadsBack("article.json", Athera.Knowledge.ArticleForm.Events);

    [Fact]
    public void Every_event_of_an_agent_reads_back() => ReadsBack("agent.json", AgentForm.Events);

    [Fact]
    public void Every_event_of_an_order_reads_back() => ReadsBack("order.json", Athera.Orders.OrderForm.Events);

    [Fact]
    public void Every_event_of_a_task_reads_back() => ReadsBack("task.json", Athera.Tasks.TaskForm.Events);

    [Fact]
    public void Every_event_of_a_tenants_money_reads_back() => ReadsBack("spend.json", Athera.Turns.Spending.SpendForm.Events);

    [Fact]
    public void An_agent_written_before_it_had_tools_and_budgets_reads_as_having_the_usual_ones()
    {
        var read = (AgentPublished)AgentForm.Events.Decode(
            "agent.published", System.Text.Encoding.UTF8.GetBytes(Read("agent.json")["agent.published"]!.ToJsonString()))!;

        Assert.Equal((new AgentBudgets(), 3, 0), (read.Profile.Budgets, read.Profile.HandOver.Failures, read.Profile.Tools.Count));
    }

    [Fact]
    public void Every_event_of_a_tool_reads_back() => ReadsBack("tool.json", Athera.Tools.TenantToolForm.Events);

    [Fact]
    public void Every_event_of_the_way_out_reads_back() => ReadsBack("improvement.json", Athera.Improvement.ImprovementForm.Events);

    [Fact]
    public void Every_event_of_a_tenant_reads_back() => ReadsBack("tenant.json", TenantForm.Events);

    [Fact]
    public void Every_event_of_a_quarantined_piece_reads_back() => ReadsBack("quarantine.json", QuarantineForm.Events);

    [Fact]
    public void The_snapshot_of_a_conversation_reads_back()
    {
        var stored = Read("conversation-snapshot.json");

        var again = JsonNode.Parse(Form.Of(System.Text.Json.JsonSerializer.Deserialize(
            stored.ToJsonString(), ConversationJson.Default.Conversation)!))!.AsObject();

        AssertHolds(stored, again, "snapshot");
    }

    [Fact]
    public void What_was_written_before_a_part_existed_reads_as_having_none_of_it()
    {
        var received = (MessageReceived)ConversationForm.Events.Decode(
            ConversationForm.Received, """{"externalId":"m1","content":{"kind":1,"text":"Hi"},"receivedAt":"2026-03-01T12:00:00+00:00"}"""u8)!;
        var state = System.Text.Json.JsonSerializer.Deserialize(
            Read("conversation-snapshot.json").ToJsonString(), ConversationJson.Default.Conversation)!;

        Assert.Empty(received.Content.Media);
        Assert.Empty(received.Content.Cards);
        Assert.Empty(state.Parked);
        Assert.Empty(state.Consents);
        Assert.Empty(state.Outbox[0].Content.Media);
    }

    [Fact]
    public void An_overlay_that_is_a_delivery_alone_reads_as_an_aftermath()
    {
        var read = System.Text.Json.JsonSerializer.Deserialize(
            """{"message":30,"state":7,"externalId":"x1","sentAt":"2026-03-01T11:00:00+00:00"}""",
            ConversationJson.Default.MessageAftermath)!;

        Assert.Equal(
            (30, Athera.Messages.MessageState.Read, "x1", null, null), (read.Message, read.State, read.ExternalId, read.Reactions, read.Media));
    }

    private static void ReadsBack<TEvent>(string file, EventCodec<TEvent> codec) where TEvent : class
    {
        var stored = Read(file);
        Assert.Equal(stored.Select(e => e.Key).Order(), codec.Kinds.Order());
        foreach (var (kind, example) in stored)
        {
            var read = codec.Decode(kind, System.Text.Encoding.UTF8.GetBytes(example!.ToJsonString()));
            Assert.Equal(kind, codec.KindOf(read!));
            AssertHolds(example, JsonNode.Parse(codec.Encode(read!)), kind);
        }
        Assert.Null(codec.Decode("from.the.future", "{}"u8));
    }

    // Members may have come since; none may have gone or changed.
    private static void AssertHolds(JsonNode? stored, JsonNode? again, string place)
    {
        if (stored is JsonArray items && again is JsonArray others && items.Count == others.Count)
        {
            for (var i = 0; i < items.Count; i++)
                AssertHolds(items[i], others[i], $"{place}[{i}]");
            return;
        }
        if (stored is not JsonObject members)
        {
            Assert.True(JsonNode.DeepEquals(stored, again), $"{place} was {stored?.ToJsonString()} and is {again?.ToJsonString()}");
            return;
        }
        foreach (var (name, value) in members)
            AssertHolds(value, again![name], $"{place}.{name}");
    }

    private static JsonObject Read(string file) => JsonNode.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "fixtures", "stored", file)))!.AsObject();
}
