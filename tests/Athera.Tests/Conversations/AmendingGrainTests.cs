using Athera.Channels;
using Athera.Contacts;
using Athera.Conversations;
using Athera.Keys;
using Athera.Messages;
using Athera.Tests.Silos;
using Xunit;

namespace Athera.Tests.Conversations;

/// <summary>What happens to messages, down to what is stored of them.</summary>
[Collection(nameof(TestSilo))]
public sealed class AmendingGrainTests(TestSilo silo) : IAsyncLifetime
{
    private static readonly DateTimeOffset _longAgo = DateTimeOffset.UtcNow.AddDays(-1);

    private Business _business = null!;
    private Customer _customer = null!;

    public async ValueTask InitializeAsync()
    {
        _business = await Business.OpenAsync(silo);
        _customer = await _business.MeetAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_message_taken_back_can_be_read_nowhere_any_more()
    {
        await _customer.ReceiveAsync(["m1"], _longAgo);
        await TellAsync(Edit("e1", "m1", "text changed"));
        Assert.Contains("text of m1", await StoredAsync(), StringComparison.Ordinal);

        await TellAsync(new DeletionNotice { Contact = Address, ExternalId = "d1", Target = "m1", At = _longAgo });

        var shown = Assert.Single(await _customer.TranscriptAsync());
        Assert.Equal((null, true), (shown.Text, shown.DeletedAt is not null));
        var stored = await StoredAsync();
        Assert.DoesNotContain("text of m1", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("text changed", stored, StringComparison.Ordinal);
        var line = (await _business.Conversations.Get(_customer.Id)).Value!;
        Assert.Equal((null, true), (line.LastMessage!.Text, line.LastMessage.DeletedAt is not null));
        var events = (await _business.Conversations.Events(_customer.Id, 0, 100)).Value!.Items;
        Assert.DoesNotContain(events, e => e.Message?.Text is not null || e.Data?.ContainsKey("text") == true);
    }

    [Fact]
    public async Task A_removal_and_a_change_that_come_before_their_messages_take_effect_when_these_come()
    {
        await TellAsync(
            new DeletionNotice { Contact = Address, ExternalId = "d1", Target = "m1", At = _longAgo }, Edit("e2", "m2", "changed"));

        await _customer.ReceiveAsync(["m1", "m2"], _longAgo);

        Assert.Equal([null, "changed"], (await _customer.TranscriptAsync()).Select(m => m.Text));
        Assert.DoesNotContain("text of m1", await StoredAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_about_a_message_of_long_ago_finds_it_once()
    {
        await _customer.ReceiveAsync([.. Enumerable.Range(0, 60).Select(i => $"m{i}")], _longAgo);
        var reaction = new ReactionNotice { Contact = Address, ExternalId = "r1", Target = "m0", Emoji = "\U0001F44D", At = _longAgo };

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => TellAsync(reaction)));

        Assert.Equal("\U0001F44D", Assert.Single((await _customer.TranscriptAsync())[0].Reactions).Emoji);
        var events = (await _business.Conversations.Events(_customer.Id, 0, 100)).Value!.Items;
        Assert.Single(events, e => e.Kind == "message.reacted");
    }

    [Fact]
    public async Task A_notice_beside_its_message_under_way_finds_it()
    {
        var tells = Enumerable.Range(0, 20).SelectMany(i => new Task[]
        {
            _customer.ReceiveAsync([$"m{i}"], _longAgo), TellAsync(Edit($"e{i}", $"m{i}", $"changed {i}")),
        });

        await Task.WhenAll(tells);

        var texts = (await _customer.TranscriptAsync()).Select(m => m.Text).Order();
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"changed {i}").Order(), texts);
    }

    [Fact]
    public async Task Messages_and_notices_of_one_webhook_are_one_commit()
    {
        await _customer.ReceiveAsync(["m0"], _longAgo);
        var before = (await _business.Conversations.Get(_customer.Id)).Value!.Sequence;

        await _customer.Grain.Receive(Command(Edit("e1", "m1", "changed"), Edit("e0", "m0", "changed too")) with { Messages = [Message("m1")] });

        var events = (await silo.Store.ReadStreamAsync(_business.Tenant, _customer.Id.Value, before, 100, CancellationToken.None)).ToList();
        Assert.Equal(3, events.Count);
        Assert.Single(events.Select(e => e.CommittedAt).Distinct());
        Assert.Equal(["changed too", "changed"], (await _customer.TranscriptAsync()).Select(m => m.Text));
    }

    [Fact]
    public async Task A_contact_with_a_new_address_stays_one_contact()
    {
        await _customer.ReceiveAsync(["m1"], _longAgo);
        Address now = new(AddressKind.Phone, $"1{Random.Shared.NextInt64(2_000_000_000, 9_000_000_000)}");

        await TellAsync(new AddressChangeNotice { Contact = Address, ExternalId = "a1", NewAddresses = [now], At = _longAgo });

        var found = await silo.Grains.Of<IContactsGrain>(_business.Tenant).FindByAddress(now.Value);
        Assert.Equal(_customer.Contact, found.Value!.Id);
    }

    [Fact]
    public async Task Two_contacts_that_turn_out_to_be_one_person_are_joined_and_keep_their_conversations()
    {
        var other = await _business.MeetAsync();
        await _customer.ReceiveAsync(["m1"], _longAgo);
        await other.ReceiveAsync(["m2"], _longAgo);

        await TellAsync(new AddressChangeNotice
        {
            Contact = Address, ExternalId = "a1", NewAddresses = [new(AddressKind.Other, other.Sender)], At = _longAgo,
        });

        var contact = (await silo.Grains.Get<IContactGrain>(_business.Tenant, _customer.Contact.Value).Get()).Value!;
        Assert.Equal([other.Contact], contact.Merged);
        Assert.Single(await other.TranscriptAsync());
        await other.ReceiveAsync(["m3"], _longAgo);
        Assert.Equal(["m2", "m3"], await other.ReceivedAsync());
    }

    private IReadOnlyList<Address> Address => [new(AddressKind.Other, _customer.Sender)];

    private EditNotice Edit(string id, string target, string text) =>
        new() { Contact = Address, ExternalId = id, Target = target, Content = MessageContent.OfText(text), At = _longAgo };

    private InboundMessage Message(string id) =>
        new() { From = Address, ExternalId = id, SentAt = _longAgo, Content = MessageContent.OfText($"text of {id}") };

    private ReceiveMessages Command(params ContactNotice[] notices) => new()
    {
        Account = _customer.Account,
        Channel = "paper",
        Contact = _customer.Contact,
        NewContact = true,
        Messages = [],
        Notices = notices,
        ReceivedAt = DateTimeOffset.UtcNow,
    };

    private async Task TellAsync(params ContactNotice[] notices) =>
        Assert.Equal(ReceiveOutcome.Stored, await _customer.Grain.Receive(Command(notices)));

    // All that the database holds of the conversation, opened: its events, and the state it would be loaded from.
    private async Task<string> StoredAsync()
    {
        var key = await silo.Service<IKeyVault>().GetAsync(_business.Tenant, _customer.Contact.Value, CancellationToken.None);
        var stream = _customer.Id.Value;
        var texts = (await silo.Store.ReadStreamAsync(_business.Tenant, stream, 0, 1000, CancellationToken.None)).Select(e =>
            Plain(key, e.Payload, new SealContext(_business.Tenant, stream, e.Sequence, SealPurpose.Event))).ToList();
        if ((await silo.Store.LoadAsync(_business.Tenant, stream, CancellationToken.None))?.Snapshot is { } snapshot)
            texts.Add(Plain(key, snapshot.Payload, new SealContext(_business.Tenant, stream, snapshot.Sequence, SealPurpose.Snapshot)));
        return string.Join('\n', texts);
    }

    private static string Plain(SubjectKey key, ReadOnlyMemory<byte> payload, SealContext context) =>
        System.Text.Encoding.UTF8.GetString(key.Open(payload.Span, context));
}
