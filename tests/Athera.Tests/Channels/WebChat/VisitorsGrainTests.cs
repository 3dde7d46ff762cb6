using Athera.Channels;
using Athera.Channels.WebChat;
using Athera.Chat;
using Athera.Contacts;
using Athera.Conversations;
using Athera.Messages;
using Athera.Tests.Silos;
using Xunit;

namespace Athera.Tests.Channels.WebChat;

[Collection(nameof(TestSilo))]
public sealed class VisitorsGrainTests(TestSilo silo) : IDisposable
{
    private const string Page = "https://shop.example";

    private Business _business = null!;
    private ChannelAccountId _account;

    private IChatDoorGrain Door => silo.Grains.GetGrain<IChatDoorGrain>(0);

    private IVisitorsGrain Visitors => silo.Grains.Of<IVisitorsGrain>(_business.Tenant);

    public void Dispose() => silo.Store.Heal();

    [Fact]
    public async Task A_page_of_the_account_gets_a_session_and_another_gets_none()
    {
        await OpenShopAsync();

        var session = (await Door.Open(new OpenChat(_account, Page, null))).Value!;

        Assert.Equal((0, "Chat", true), (session.Position, session.Title, session.Attachments));
        Assert.NotNull(await Door.Admit(session.Token, Page));
        Assert.NotNull(await Door.Admit(session.Token, null));
        Assert.Null(await Door.Admit(session.Token, "https://elsewhere.example"));
        Assert.Null(await Door.Admit(session.Token[..^2] + "AA", Page));
        Assert.Equal("origin_not_allowed", (await Door.Open(new OpenChat(_account, "https://elsewhere.example", null))).Refusal?.Code);
        Assert.Equal(RefusalKind.NotFound, (await Door.Open(new OpenChat(ChannelAccountId.New(), Page, null))).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await Door.Open(new OpenChat(_business.Account, Page, null))).Refusal?.Kind);
    }

    [Fact]
    public async Task A_token_brings_its_visitor_back_and_another_accounts_does_not()
    {
        await OpenShopAsync();
        var first = (await Door.Open(new OpenChat(_account, Page, null))).Value!;
        var other = await ConnectAsync();

        Assert.Equal(first.Visitor, (await Door.Open(new OpenChat(_account, Page, first.Token))).Value!.Visitor);
        Assert.NotEqual(first.Visitor, (await Door.Open(new OpenChat(other, Page, first.Token))).Value!.Visitor);
        Assert.NotEqual(first.Visitor, (await Door.Open(new OpenChat(_account, Page, "nonsense"))).Value!.Visitor);
        await silo.Grains.Get<IChannelAccountGrain>(_business.Tenant, _account.Value).Disconnect();
        Assert.Null(await Door.Admit(first.Token, Page));
    }

    [Fact]
    public async Task A_message_sent_again_is_one_message_and_one_answer()
    {
        var visitor = await MeetAsync();

        var receipts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SayAsync(visitor, "m1", "hello")));

        var receipt = Assert.Single(receipts.Distinct());
        var lines = await UntilAsync(visitor, lines => lines.Count == 2);
        Assert.Equal([(AuthorKind.Contact, "m1"), (AuthorKind.Agent, null)], lines.Select(line => (line.Author, line.ClientMessageId)));
        Assert.Equal(receipt.Position, lines[0].Position);
        var transcript = await _business.TranscriptAsync(receipt.Conversation);
        Assert.Equal("webchat", (await _business.Conversations.Get(receipt.Conversation)).Value!.Channel);
        Assert.Single(transcript, message => message.Direction == MessageDirection.In);
    }

    [Fact]
    public async Task Read_in_any_steps_a_transcript_is_whole_in_order_and_without_notes()
    {
        var visitor = await MeetAsync();
        for (var i = 0; i < 12; i++)
        {
            var receipt = await SayAsync(visitor, $"m{i}", $"text {i}");
            if (i % 4 == 0)
                await _business.Conversation(receipt.Conversation).Handle(new AddNote { User = "u", Text = "a note" });
        }
        var all = await UntilAsync(visitor, lines => lines.Count == 24);

        var stepwise = new List<ChatLine>();
        for (var cursor = 0L; ;)
        {
            var page = (await Visitors.Read(visitor, cursor)).Value!;
            if (page.Position == cursor)
                break;
            stepwise.AddRange(page.Lines);
            cursor = page.Position;
        }
        var latest = await Visitors.Latest(visitor);

        Assert.Equal(all.Select(line => line.Id), stepwise.Select(line => line.Id));
        Assert.Equal(all.Select(line => line.Id), latest.Lines.Select(line => line.Id));
        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"text {i}"), stepwise.Where(line => line.Author == AuthorKind.Contact).Select(line => line.Text));
        Assert.DoesNotContain(stepwise, line => line.Text == "a note");
        Assert.Equal("cursor_unknown", (await Visitors.Read(visitor, latest.Position + 1000)).Refusal?.Code);
    }

    [Fact]
    public async Task A_cursor_stays_known_after_events_that_the_inbox_list_does_not_show()
    {
        var visitor = await MeetAsync();
        await SayAsync(visitor, "m1", "hello");
        await UntilAsync(visitor, lines => lines.Count == 2);
        await Visitors.Report(visitor, long.MaxValue, MessageState.Delivered);
        await Visitors.Report(visitor, long.MaxValue, MessageState.Read);

        var page = (await Visitors.Read(visitor, 0)).Value!;
        while ((await Visitors.Read(visitor, page.Position)).Value! is var next && next.Position > page.Position)
            page = next;

        Assert.True((await Visitors.Read(visitor, page.Position)).Granted);
        Assert.Equal("cursor_unknown", (await Visitors.Read(visitor, page.Position + 1)).Refusal?.Code);
    }

    [Fact]
    public async Task Each_visitor_has_a_conversation_of_its_own_even_with_the_ids_of_another()
    {
        var ann = await MeetAsync();
        var bob = (await Door.Admit((await Door.Open(new OpenChat(_account, Page, null))).Value!.Token, Page))!;

        var hers = await SayAsync(ann, "m1", "from ann");
        var his = await SayAsync(bob, "m1", "from bob");

        Assert.NotEqual(hers.Conversation, his.Conversation);
        Assert.DoesNotContain((await Visitors.Latest(bob)).Lines, line => line.Text!.Contains("ann", StringComparison.Ordinal));
        Assert.DoesNotContain((await Visitors.Latest(ann)).Lines, line => line.Text!.Contains("bob", StringComparison.Ordinal));
        var stranger = ann with { Tenant = TenantId.New() };
        Assert.Equal(RefusalKind.NotFound, (await Visitors.Say(stranger, Message("m2", "x"))).Refusal?.Kind);
        Assert.Empty((await Visitors.Latest(stranger)).Lines);
    }

    [Fact]
    public async Task What_the_client_got_is_delivered_and_what_the_visitor_saw_is_read()
    {
        var visitor = await MeetAsync();
        var receipt = await SayAsync(visitor, "m1", "hello");
        var answer = (await UntilAsync(visitor, lines => lines.Count == 2))[1];

        await Visitors.Report(visitor, answer.Position - 1, MessageState.Read);
        Assert.NotEqual(MessageState.Read, (await AnswerAsync(receipt)).State);
        Assert.True((await Visitors.Report(visitor, answer.Position, MessageState.Delivered)).Granted);
        Assert.Equal(MessageState.Delivered, (await AnswerAsync(receipt)).State);
        Assert.True((await Visitors.Report(visitor, long.MaxValue, MessageState.Read)).Granted);
        Assert.Equal(MessageState.Read, (await AnswerAsync(receipt)).State);
        Assert.True((await Visitors.Report(visitor, long.MaxValue, MessageState.Read)).Granted);
        Assert.Equal("invalid", (await Visitors.Report(visitor, 1, MessageState.Failed)).Refusal?.Code);
    }

    [Fact]
    public async Task What_was_entered_before_the_chat_becomes_the_contacts_and_never_replaces_what_is_known()
    {
        var visitor = await MeetAsync(("preChatFields", """[{"name":"name"},{"name":"email","type":"email"}]"""));
        var fields = new Dictionary<string, string> { ["name"] = "Dana", ["email"] = "dana@example.org" };
        var receipt = (await Visitors.Say(visitor, Message("m1", "hello") with { Fields = fields })).Value!;
        await Visitors.Say(visitor, Message("m2", "again") with { Fields = new Dictionary<string, string> { ["email"] = "other@example.org" } });

        var id = (await _business.Conversations.Get(receipt.Conversation)).Value!.ContactId;
        var contact = (await silo.Grains.Get<IContactGrain>(_business.Tenant, id.Value).Get()).Value!;

        Assert.Equal(("Dana", "dana@example.org"), (contact.Name, contact.Attributes["email"]));
        Assert.Equal(["email"], (await Refused(new() { ["email"] = "no address" })).Keys);
        Assert.Equal(["fields"], (await Refused(new() { ["isAdmin"] = "true" })).Keys);

        async Task<IReadOnlyDictionary<string, string>> Refused(Dictionary<string, string> entered) =>
            (await Visitors.Say(visitor, Message("m3", "x") with { Fields = entered })).Refusal!.Fields!;
    }

    [Theory]
    [InlineData("", "hello", "clientMessageId")]
    [InlineData("a b", "hello", "clientMessageId")]
    [InlineData("m1", "", "text")]
    [InlineData("m1", "  \n ", "text")]
    public async Task What_cannot_be_said_is_refused_by_its_field(string id, string text, string field)
    {
        var visitor = await MeetAsync();
        Assert.Contains(field, (await Visitors.Say(visitor, Message(id, text))).Refusal!.Fields!);
    }

    [Fact]
    public async Task Where_the_tenant_wants_no_files_none_is_taken()
    {
        var visitor = await MeetAsync(("attachments", "false"));
        Assert.False(visitor.MayUpload);
        Assert.Contains("attachments", (await Visitors.Say(visitor, Message("m1", "hi") with { Attachments = ["f1"] })).Refusal!.Fields!);
    }

    [Fact]
    public async Task What_could_not_be_stored_is_not_answered_and_is_one_message_when_it_comes_again()
    {
        var visitor = await MeetAsync();
        silo.Store.FailBefore(append => append.Tenant == _business.Tenant);

        Assert.Equal(RefusalKind.Unavailable, (await Visitors.Say(visitor, Message("m1", "hello"))).Refusal?.Kind);
        silo.Store.Heal();

        await SayAsync(visitor, "m1", "hello");
        Assert.Single((await UntilAsync(visitor, lines => lines.Count == 2)), line => line.Author == AuthorKind.Contact);
    }

    [Fact]
    public async Task Outside_the_hours_the_agent_is_silent_where_it_was_told_to_be()
    {
        var visitor = await MeetAsync(("businessHours", """{"timeZone":"UTC"}"""), ("closedText", "We sleep."), ("agentAnswersOutsideHours", "false"));
        var session = (await Door.Open(new OpenChat(_account, Page, null))).Value!;
        Assert.Equal(new ChatHours(false, "We sleep.", null, false), session.Hours);

        var receipt = await SayAsync(visitor, "m1", "hello");

        var feed = await _business.Conversations.Events(receipt.Conversation, 0, 100);
        Assert.DoesNotContain(feed.Value!.Items, happened => happened.Kind == "turn.started");
    }

    [Fact]
    public async Task Where_only_people_answer_the_visitor_is_told_that_no_agent_does()
    {
        await OpenShopAsync();
        Assert.True((await silo.Grains.Get<IChannelAccountGrain>(_business.Tenant, _account.Value).Change(
            new ChangeChannelAccount(null, new Dictionary<string, string>(), null, AccountAgent.Nobody))).Granted);

        var session = (await Door.Open(new OpenChat(_account, Page, null))).Value!;

        Assert.Equal((true, false), (session.Hours.Open, session.Hours.AgentAnswers));
    }

    [Fact]
    public async Task A_message_that_was_changed_or_taken_back_is_told_by_position_and_stands_so_from_then_on()
    {
        var visitor = await MeetAsync();
        var first = await SayAsync(visitor, "m1", "frist");
        await SayAsync(visitor, "m2", "my password");
        var seen = (await UntilAsync(visitor, lines => lines.Count == 4))[^1].Position;

        await NoticeAsync(visitor, first.Conversation, target => new EditNotice
        {
            Contact = [WebChatChannel.AddressOf(visitor.Visitor)], ExternalId = "e1", Target = target("m1"), Content = MessageContent.OfText("first"),
        });
        await NoticeAsync(visitor, first.Conversation, target => new DeletionNotice
        {
            Contact = [WebChatChannel.AddressOf(visitor.Visitor)], ExternalId = "d1", Target = target("m2"),
        });

        var told = (await Visitors.Read(visitor, seen)).Value!;
        Assert.Equal([("first", false), (null, true)], told.Changes.Select(change => (change.Text, change.Removed)));
        Assert.All(told.Changes, change => Assert.True(change.Position > seen));
        var now = (await Visitors.Latest(visitor)).Lines.Where(line => line.Author == AuthorKind.Contact);
        Assert.Equal([("first", false), (null, true)], now.Select(line => (line.Text, line.Removed)));
        Assert.DoesNotContain((await Visitors.Read(visitor, 0)).Value!.Lines, line => line.Text == "my password");
    }

    private async Task NoticeAsync(ChatVisitor visitor, ConversationId conversation, Func<Func<string, string>, ContactNotice> notice)
    {
        var contact = (await _business.Conversations.Get(conversation)).Value!.ContactId;
        Assert.Equal(ReceiveOutcome.Stored, await _business.Conversation(conversation).Receive(new ReceiveMessages
        {
            Account = _account,
            Channel = "webchat",
            Contact = contact,
            NewContact = false,
            Messages = [],
            ReceivedAt = DateTimeOffset.UtcNow,
            Notices = [notice(id => VisitorTranscript.ExternalId(visitor.Visitor, id))],
        }));
    }

    private async Task OpenShopAsync(params (string Field, string Value)[] settings)
    {
        _business = await Business.OpenAsync(silo);
        _account = await ConnectAsync(settings);
    }

    private async Task<ChannelAccountId> ConnectAsync(params (string Field, string Value)[] settings)
    {
        var account = ChannelAccountId.New();
        var all = new Dictionary<string, string> { ["allowedOrigins"] = $"[\"{Page}\"]" };
        foreach (var (field, value) in settings)
            all[field] = value;
        var connected = await silo.Grains.Get<IChannelAccountGrain>(_business.Tenant, account.Value).Connect(
            new ConnectChannelAccount("webchat", "Shop", all, null));
        Assert.True(connected.Granted);
        Assert.EndsWith($"/chat.js?account={account}", connected.Value.WebhookUrl, StringComparison.Ordinal);
        return account;
    }

    private async Task<ChatVisitor> MeetAsync(params (string Field, string Value)[] settings)
    {
        await OpenShopAsync(settings);
        return (await Door.Admit((await Door.Open(new OpenChat(_account, Page, null))).Value!.Token, Page))!;
    }

    private static ChatMessage Message(string id, string text) => new() { ClientMessageId = id, Text = text };

    private async Task<ChatReceipt> SayAsync(ChatVisitor visitor, string id, string text) => (await Visitors.Say(visitor, Message(id, text))).Value!;

    private async Task<MessageView> AnswerAsync(ChatReceipt receipt) =>
        (await _business.TranscriptAsync(receipt.Conversation)).Single(message => message.Direction == MessageDirection.Out);

    private Task<IReadOnlyList<ChatLine>> UntilAsync(ChatVisitor visitor, Func<IReadOnlyList<ChatLine>, bool> wanted) =>
        Testing.Eventually.SeesAsync(async () => (await Visitors.Latest(visitor)).Lines, wanted, TestContext.Current.CancellationToken);
}
