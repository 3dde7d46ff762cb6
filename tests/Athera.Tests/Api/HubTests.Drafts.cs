using Athera.Inbox;
using Microsoft.AspNetCore.SignalR.Client;
using Xunit;

namespace Athera.Tests.Api;

// Who sees what an agent is writing.
public sealed partial class HubTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_draft_is_shown_to_those_who_have_its_conversation_open_and_then_taken_away(bool messagePack)
    {
        var id = _host.Grains.NewConversation(_tenant);
        await using var reader = await InboxClient.Connect(_host, _key, messagePack);
        await reader.Hub.InvokeAsync<object>("Open", id.ToString(), null);

        await _drafts.Say(_tenant, new AnswerDraft(id, 7, 1, "Grüße", false));
        await _drafts.Say(_tenant, new AnswerDraft(id, 7, 2, "", true));

        var (draft, over) = (await reader.Draft(), await reader.Draft());
        Assert.Equal(["conversationId", "number", "over", "text", "turn"], draft.EnumerateObject().Select(field => field.Name).Order());
        Assert.Equal((id.ToString(), "Grüße"), (draft.GetProperty("conversationId").GetString(), draft.GetProperty("text").GetString()));
        Assert.Equal((7, 1), (draft.GetProperty("turn").GetInt64(), draft.GetProperty("number").GetInt64()));
        Assert.False(draft.GetProperty("over").GetBoolean());
        Assert.True(over.GetProperty("over").GetBoolean());
    }

    [Fact]
    public async Task A_draft_is_shown_to_nobody_else()
    {
        var (id, other) = (_host.Grains.NewConversation(_tenant), _host.Grains.NewConversation(_tenant));
        var (stranger, strangersKey) = _host.Grains.NewTenant();
        var theirs = _host.Grains.NewConversation(stranger);
        await using var elsewhere = await InboxClient.Connect(_host, _key);
        await using var outside = await InboxClient.Connect(_host, strangersKey);
        await elsewhere.Hub.InvokeAsync<object>("Open", id.ToString(), null);
        await elsewhere.Hub.InvokeAsync<object>("Open", other.ToString(), null);
        await outside.Hub.InvokeAsync<object>("Open", theirs.ToString(), null);
        await Assert.ThrowsAnyAsync<Exception>(() => outside.Hub.InvokeAsync<object>("Open", id.ToString(), null));

        await _drafts.Say(_tenant, new AnswerDraft(id, 7, 1, "not theirs", false));
        await _drafts.Say(_tenant, new AnswerDraft(other, 7, 1, "theirs", false));
        await _drafts.Say(stranger, new AnswerDraft(theirs, 7, 1, "theirs", false));

        Assert.Equal("theirs", (await elsewhere.Draft()).GetProperty("text").GetString());
        Assert.Equal("theirs", (await outside.Draft()).GetProperty("text").GetString());
    }

    [Fact]
    public async Task Drafts_are_heard_until_the_last_who_opened_a_conversation_has_gone()
    {
        var id = _host.Grains.NewConversation(_tenant);
        await using var stays = await InboxClient.Connect(_host, _key);
        var goes = await InboxClient.Connect(_host, _key);
        foreach (var reader in new[] { stays, goes, goes })
            await reader.Hub.InvokeAsync<object>("Open", id.ToString(), null);

        await goes.DisposeAsync();
        await _drafts.Say(_tenant, new AnswerDraft(id, 7, 1, "still", false));
        Assert.Equal("still", (await stays.Draft()).GetProperty("text").GetString());

        await stays.DisposeAsync();
        await _drafts.Left(_tenant);
    }
}
