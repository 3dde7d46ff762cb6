using System.Collections.Concurrent;
using System.Globalization;
using Athera.Channels;
using Athera.Contacts;
using Athera.Conversations;
using Athera.Inbox;
using Athera.Media;
using Athera.Messages;

namespace Athera.Tests.Api;

/// <summary>Conversations, contacts and the feed that tells of them.</summary>
internal sealed partial class FakeGrains
{
    private readonly ConcurrentDictionary<TenantId, FakeFeed> _feeds = new();

    public ConcurrentDictionary<TenantKey, ConversationView> Conversations { get; } = new();

    public ConcurrentDictionary<TenantKey, List<MessageView>> Messages { get; } = new();

    public ConcurrentDictionary<TenantKey, ContactView> Contacts { get; } = new();

    /// <summary>The commands conversations were given, as they came.</summary>
    public ConcurrentQueue<ConversationCommand> Commands { get; } = new();

    /// <summary>What agents wait to be let do.</summary>
    public ConcurrentQueue<ApprovalView> Approvals { get; } = new();

    /// <summary>The last filter a list was asked with.</summary>
    public ConversationQuery? LastQuery { get; private set; }

    /// <summary>What a conversation does when it is asked for, before it answers.</summary>
    public Func<Task> WhenReading { get; set; } = () => Task.CompletedTask;

    public FakeFeed FeedOf(TenantId tenant) => _feeds.GetOrAdd(tenant, static _ => new FakeFeed());

    public ConversationId NewConversation(TenantId tenant) => NewConversation(tenant, ConversationId.New());

    /// <summary>A conversation of this id.</summary>
    public ConversationId NewConversation(TenantId tenant, ConversationId id)
    {
        Messages[new(tenant, id.Value)] = [];
        Conversations[new(tenant, id.Value)] = new ConversationView
        {
            Id = id,
            ContactId = ContactId.New(),
            ChannelAccountId = ChannelAccountId.New(),
            Channel = "whatsapp",
            Status = ConversationStatus.Open,
            Responder = Responder.Agent,
            Labels = ["vip"],
            Unread = 1,
            Position = 1,
            Sequence = 1,
            LastMessage = MessageOf(id, 1, "hello"),
        };
        return id;
    }

    public static MessageView MessageOf(ConversationId conversation, long sequence, string text) => new()
    {
        Id = new MessageId(conversation, sequence),
        ConversationId = conversation,
        Position = sequence,
        Direction = MessageDirection.In,
        Kind = MessageKind.ButtonReply,
        Text = text,
        Author = new Author(AuthorKind.Contact, null),
        State = MessageState.Received,
        Fault = new Fault("window_closed", "meta:131047"),
        SentAt = Start,
        ReceivedAt = Start,
        CommittedAt = Start,
    };

    private sealed class ConversationsOf(FakeGrains world, TenantId tenant) : IConversationsGrain
    {
        public async Task<Page<ConversationView>> List(ConversationQuery query)
        {
            await world.WhenReading();
            world.LastQuery = query;
            return PageOf(
                world.Conversations.Where(one => one.Key.Tenant == tenant).Select(one => (one.Key.Id, one.Value)), query.After, query.Limit);
        }

        public async Task<Result<ConversationView>> Get(ConversationId id)
        {
            await world.WhenReading();
            return world.Conversations.TryGetValue(new(tenant, id.Value), out var view) ? view : Refusal.NotFound;
        }

        public Task<Result<Page<MessageView>>> Messages(ConversationId id, long? before, int limit)
        {
            if (!world.Messages.TryGetValue(new(tenant, id.Value), out var messages))
                return Task.FromResult<Result<Page<MessageView>>>(Refusal.NotFound);
            var rest = messages.Where(message => before is null || message.Position < before).Reverse().ToList();
            var next = rest.Count > limit ? rest[limit - 1].Position.ToString(CultureInfo.InvariantCulture) : null;
            return Task.FromResult<Result<Page<MessageView>>>(new Page<MessageView>([.. rest.Take(limit)], next));
        }

        public Task<Result<Page<InboxEvent>>> Events(ConversationId id, long after, int limit) =>
            Task.FromResult<Result<Page<InboxEvent>>>(!world.Conversations.ContainsKey(new(tenant, id.Value))
                ? Refusal.NotFound
                : new Page<InboxEvent>(
                    [.. world.FeedOf(tenant).All.Where(one => one.ConversationId == id && one.Sequence > after).Take(limit)], null));

        public Task<Result<Explanation>> Explain(ConversationId id, long message) => Task.FromResult<Result<Explanation>>(
            world.Conversations.ContainsKey(new(tenant, id.Value))
                ? new Explanation { Turn = message, Agent = default, AgentVersion = 1, Answers = [], Calls = [] }
                : Refusal.NotFound);

        public Task<Page<MessageView>> FindByExternalId(string externalId) => Task.FromResult(new Page<MessageView>(
            [.. world.Messages.Where(one => one.Key.Tenant == tenant).SelectMany(one => one.Value)
                .Where(message => message.ExternalId == externalId)], null));
    }

    private sealed class ConversationOf(FakeGrains world, TenantKey key) : IConversationGrain
    {
        public Task<bool> Awaits(long message, int attempt) => Task.FromResult(false);

        public Task<Result<SendPreview>> Preview(SendMessage command) =>
            Task.FromResult<Result<SendPreview>>(new SendPreview
            {
                Options = [.. Enum.GetValues<SendKind>().Select(kind => new SendOption(kind, true))],
                MaxTextLength = 4096,
                MaxParts = 4,
            });

        public Task<Result<Done>> ChangeConsent(ChangeConsent command) => throw new NotSupportedException();

        public Task Signal(ConversationSignal signal) => Task.CompletedTask;

        public Task<Result<MessageView>> Send(SendMessage command)
        {
            if (!world.Messages.TryGetValue(key, out var messages))
                return Task.FromResult<Result<MessageView>>(Refusal.NotFound);
            lock (messages)
            {
                var known = messages.Find(message => message.Payload == command.ClientMessageId);
                if (known is null)
                {
                    known = MessageOf(new(key.Id), messages.Count + 1, command.Text) with
                    {
                        Payload = command.ClientMessageId,
                        Author = new Author(AuthorKind.User, command.User),
                        Direction = MessageDirection.Out,
                    };
                    messages.Add(known);
                }

                return Task.FromResult<Result<MessageView>>(known);
            }
        }

        public Task<Result<ConversationView>> Handle(ConversationCommand command)
        {
            if (!world.Conversations.TryGetValue(key, out var view))
                return Task.FromResult<Result<ConversationView>>(Refusal.NotFound);
            world.Commands.Enqueue(command);
            return Task.FromResult<Result<ConversationView>>(view);
        }

        public Task<Result<Page<ApprovalView>>> Approvals() => Task.FromResult<Result<Page<ApprovalView>>>(
            world.Conversations.ContainsKey(key) ? new Page<ApprovalView>([.. world.Approvals], null) : Refusal.NotFound);

        public Task<ReceiveOutcome> Receive(ReceiveMessages command) => throw new NotSupportedException("For silos.");

        public Task<Result<Done>> Report(IReadOnlyList<DeliveryReceipt> receipts) => throw new NotSupportedException("For silos.");

        public Task<Result<Done>> Conclude(TurnProposal proposal) => throw new NotSupportedException("For silos.");

        public Task<Result<Done>> Settle(SendReport report) => throw new NotSupportedException("For silos.");

        public Task<Result<Done>> Testify(EvidenceReport report) => throw new NotSupportedException("For silos.");

        public Task Hasten() => throw new NotSupportedException("For silos.");

        public Task Wake() => throw new NotSupportedException("For silos.");

        public Task<Result<MediaReceipt>> SettleMedia(MediaReport report) => throw new NotSupportedException("For silos.");

        public Task<Result<Done>> MediaRemoved(long message) => throw new NotSupportedException("For silos.");

        public Task<Result<MessageView>> RetryMedia(RetryMedia command) => Task.FromResult<Result<MessageView>>(Refusal.NotFound);
    }

    private sealed class ContactOf(FakeGrains world, TenantKey key) : IContactGrain
    {
        public Task<Result<ContactView>> Create(CreateContact command) => Task.FromResult<Result<ContactView>>(
            world.Contacts.GetOrAdd(key, new ContactView
            {
                Id = new ContactId(key.Id),
                Name = command.Name,
                Addresses = command.Phone is { } phone ? [new Address(AddressKind.Phone, phone)] : [],
                Attributes = new Dictionary<string, string>(),
                Consents = [],
                Merged = [],
                CreatedAt = Start,
            }));

        public Task<Result<ContactView>> Get() => Change(view => view);

        public Task<Result<ContactView>> Change(ChangeContact command) => Change(view => view with { Name = command.Name ?? view.Name });

        public Task<Result<ContactView>> Merge(ContactId other) => Change(view => view with { Merged = [.. view.Merged, other] });

        public Task<Result<ContactView>> Unmerge(ContactId other) => Change(view => view with { Merged = [] });

        public Task<Result<ContactView>> RecordConsent(Consent consent) => Change(view => view with { Consents = [consent] });

        public Task<Result<Done>> NoteConsent(Consent consent) => throw new NotSupportedException("For silos.");

        public Task<Result<Done>> Learn(IReadOnlyList<Address> addresses) => throw new NotSupportedException("For silos.");

        public Task<Result<Done>> Join(ContactId? into) => throw new NotSupportedException("For silos.");

        private Task<Result<ContactView>> Change(Func<ContactView, ContactView> change) => Task.FromResult<Result<ContactView>>(
            world.Contacts.TryGetValue(key, out var view) ? world.Contacts[key] = change(view) : Refusal.NotFound);
    }

    private sealed class ContactsOf(FakeGrains world, TenantId tenant) : IContactsGrain
    {
        public Task<Page<ContactView>> List(string? after, int limit) => Task.FromResult(PageOf(
            world.Contacts.Where(one => one.Key.Tenant == tenant).Select(one => (one.Key.Id, one.Value)), after, limit));

        public Task<Result<ContactView>> FindByAddress(string address) => Task.FromResult<Result<ContactView>>(
            world.Contacts.FirstOrDefault(one => one.Key.Tenant == tenant && one.Value.Addresses.Any(known => known.Value == address)).Value
                is { } found ? found : Refusal.NotFound);
    }

    private sealed class InboxOf(FakeFeed feed) : IInboxGrain
    {
        public Task<FeedPage> Read(long after, int limit) => feed.Read(after, limit);

        public Task<long> Position() => feed.ReadPosition();
    }
}
