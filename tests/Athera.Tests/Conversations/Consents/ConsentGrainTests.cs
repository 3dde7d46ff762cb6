using Athera.Contacts;
using Athera.Conversations;
using Athera.Tests.Silos;
using Xunit;

namespace Athera.Tests.Conversations.Consents;

/// <summary>What contacts want, held to by grains that many ask at once.</summary>
[Collection(nameof(TestSilo))]
public sealed class ConsentGrainTests(TestSilo silo)
{
    [Fact]
    public async Task No_send_is_attempted_after_STOP_however_many_are_asked_for_meanwhile()
    {
        var business = await Business.OpenAsync(silo);
        await business.WebhookAsync($"{business.Number}|m1|ann|Hello");
        var conversation = (await business.Conversations.List(new ConversationQuery())).Items.Single();
        var grain = business.Conversation(conversation.Id);

        var sends = Enumerable.Range(0, 40).Select(i => i == 20
            ? business.WebhookAsync($"{business.Number}|stop|ann|STOP") as Task
            : grain.Send(new SendMessage { ClientMessageId = $"c{i}", Text = $"Text {i}", User = "ann" })).ToList();
        await Task.WhenAll(sends);

        var events = (await business.Conversations.Events(conversation.Id, 0, 200)).Value!.Items;
        var stopped = events.Single(e => e.Kind == "consent.changed").Sequence;
        var attempted = events.Where(e => e.Kind == "send.attempted" && e.Sequence > stopped).Select(e => e.MessageId!.Value.Sequence);
        var confirmation = events.Single(e => e.Kind == "message.queued" && e.Sequence > stopped).Sequence;
        Assert.All(attempted, message => Assert.Equal(confirmation, message));
        Assert.Equal("opted_out", (await grain.Send(new SendMessage { ClientMessageId = "z", Text = "Now?", User = "ann" })).Refusal?.Code);
    }

    [Fact]
    public async Task What_a_person_enters_holds_in_the_conversation_when_it_is_answered_and_stands_in_both_records()
    {
        var business = await Business.OpenAsync(silo);
        await business.WebhookAsync($"{business.Number}|m1|ann|Hello");
        var conversation = (await business.Conversations.List(new ConversationQuery())).Items.Single();
        var contact = silo.Grains.Get<IContactGrain>(business.Tenant, conversation.ContactId.Value);

        var recorded = await contact.RecordConsent(
            new Consent(ConsentPurposes.Messages, false, "by phone", default, business.Account, "ann"));

        var refused = await business.Conversation(conversation.Id).Send(
            new SendMessage { ClientMessageId = "c1", Text = "Hello", User = "ann" });
        Assert.Equal("opted_out", refused.Refusal?.Code);
        Assert.Contains(recorded.Value!.Consents, c => c is { Purpose: ConsentPurposes.Messages, Granted: false, User: "ann" });
        var told = (await business.Conversations.Events(conversation.Id, 0, 200)).Value!.Items.Single(e => e.Kind == "consent.changed");
        Assert.Equal(("ann", "person"), (told.User, told.Data!["how"]));
    }

    [Fact]
    public async Task What_was_entered_before_there_was_a_conversation_holds_in_the_one_that_is_opened()
    {
        var business = await Business.OpenAsync(silo);
        var other = await business.ConnectAsync(Guid.NewGuid().ToString("N"));
        await business.WebhookAsync($"{business.Number}|m1|ann|Hello");
        var known = (await business.Conversations.List(new ConversationQuery())).Items.Single().ContactId;
        var contact = silo.Grains.Get<IContactGrain>(business.Tenant, known.Value);
        Assert.True((await contact.RecordConsent(new Consent(ConsentPurposes.Messages, false, "by phone", default, other, "ann"))).Granted);

        var second = ConversationId.New();
        await business.Conversation(second).Receive(new ReceiveMessages
        {
            Account = other, Channel = "paper", Contact = known, NewContact = false, ReceivedAt = DateTimeOffset.UtcNow,
            Messages = [Given.Message("m2", null, "Hello there")],
        });

        var refused = await business.Conversation(second).Send(new SendMessage { ClientMessageId = "c1", Text = "Hi", User = "ann" });
        Assert.Equal("opted_out", refused.Refusal?.Code);
    }

    [Fact]
    public async Task Marketing_taken_back_over_one_contact_holds_for_all_merged_into_it()
    {
        var business = await Business.OpenAsync(silo);
        await business.WebhookAsync($"{business.Number}|m1|ann|Hello");
        await business.WebhookAsync($"{business.Number}|m2|anna|Hello");
        var contacts = (await business.Conversations.List(new ConversationQuery())).Items.Select(c => c.ContactId).ToList();
        var (first, second) = (
            silo.Grains.Get<IContactGrain>(business.Tenant, contacts[0].Value), silo.Grains.Get<IContactGrain>(business.Tenant, contacts[1].Value));
        Task<bool> AgreesAsync(ContactId id) =>
            silo.Service<ConsentCheck>().AgreesToMarketingAsync(business.Tenant, id, CancellationToken.None);

        Assert.False(await AgreesAsync(contacts[0]));
        Assert.True((await first.RecordConsent(new Consent(ConsentPurposes.Marketing, true, "form", default))).Granted);
        Assert.True((await first.Merge(contacts[1])).Granted);
        Assert.Equal((true, true), (await AgreesAsync(contacts[0]), await AgreesAsync(contacts[1])));
        Assert.True((await second.RecordConsent(new Consent(ConsentPurposes.Marketing, false, "phone", default))).Granted);

        Assert.Equal((false, false), (await AgreesAsync(contacts[0]), await AgreesAsync(contacts[1])));
    }
}
