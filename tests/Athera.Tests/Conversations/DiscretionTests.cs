using Athera.Channels;
using Athera.Contacts;
using Athera.Conversations;
using Athera.Messages;
using Athera.Orders;
using Athera.Tasks;
using Athera.Tenants;
using Xunit;
using static Athera.Tests.Conversations.Given;

namespace Athera.Tests.Conversations;

/// <summary>A record printed by mistake, in a log, a trace or an exception, tells neither what was said nor who anybody is.</summary>
public sealed class DiscretionTests
{
    private const string Canary = "canary-7f3a";

    private static readonly MessageContent _content = MessageContent.OfText(Canary);
    private static readonly MessageContent _cart = _content with { Cart = new Cart { Lines = [new CartLine(Canary, 1, 1, "EUR")] } };
    private static readonly Origin _origin = new(OriginKind.User, Ann);
    private static readonly OrderLine _line = new(Canary, 1, 1, Canary);
    private static readonly CreateOrder _newOrder = new() { Currency = "EUR", Lines = [_line], Notes = Canary, Origin = _origin };
    private static readonly Order _order = Order.Empty.Apply(OrderDecisions.Create(Order.Empty, _newOrder, Given.Contact, Noon).Events[0]);
    private static readonly CreateTask _newTask = new() { Title = Canary, Text = Canary, Origin = _origin };
    private static readonly UserTask _task = UserTask.Empty.Apply(TaskDecisions.Create(UserTask.Empty, _newTask, null, Noon).Events[0]);
    private static readonly InboundMessage _message = Message(Canary, 0, Canary, new Address(AddressKind.Phone, Canary)) with { Name = Canary };

    private static readonly Athera.Tools.ToolSettings _settings = new()
    {
        Url = Canary,
        Secrets = new Dictionary<string, string> { [Canary] = Canary },
        Body = Canary,
    };

    private static readonly Athera.Tools.ToolCreated _toolCreated =
        new("http", "x", Canary, Athera.Turns.Tools.ToolEffect.Reads, true, _settings, Noon);

    private static readonly Athera.Tools.TenantTool _tool = Athera.Tools.TenantTool.Empty.Apply(_toolCreated);

    private static readonly TurnCall _call = new() { Id = "1", Tool = "note", Arguments = Canary, Outcome = Canary };

    public static TheoryData<object> Records() =>
    [
        _content, _message, Batch(At(), _message), Receipt(MessageState.Sent, Canary), SendOutcome.Accepted(Canary), Written(Canary, Canary),
        new AddNote { User = Ann, Text = Canary }, new TurnProposal { Turn = 1, Reply = Canary },
        new SendOrder { Message = new MessageId(Id, 1), Attempt = 1, To = _message.From, Content = _content },
        new SendReport(new MessageId(Id, 1), 1, SendOutcome.Accepted(Canary)), new TurnLine(AuthorKind.Contact, Canary),
        new ConversationOpened(Given.Contact, Account, "paper", _message.From, null, true, Canary), new NoteAdded(Canary, Ann, Noon),
        new MessageReceived { ExternalId = Canary, Content = _content, ReceivedAt = Noon },
        new MessageQueued { Content = _content, Author = new Author(AuthorKind.User, Ann), QueuedAt = Noon, ClientMessageId = Canary },
        new ReceiptRecorded(1, Canary, MessageState.Sent, Noon, null), new SendSettled(1, 1, SendResult.Accepted, Canary),
        new MessageAftermath { Message = 1, State = MessageState.Sent, ExternalId = Canary }, new Line(1, AuthorKind.Contact, Canary),
        Conversation.Empty.Receive(At(), _message).State.Handle(At(), new AddNote { User = Ann, Text = Canary }).State,
        new AskedCall("1", "note", Canary, "x", Canary), new FollowUpScheduled(1, Noon, Canary), new ModelCall("note", Canary), _call,
        new StepAnswer { Turn = 1, Try = 1, Step = 0, Model = "m", Text = Canary, Calls = [new ModelCall("note", Canary)] },
        new CallReport { Turn = 1, Call = "1", Text = Canary, FollowUpAbout = Canary }, new TurnStep { Text = Canary, Calls = [_call] },
        new ApprovalAsked(default, 1, "1", "note", 0, Canary, "aa", Noon), new GivenCall(_call), new LooseCall(1, _call, Noon, default),
        new PendingApproval(default, 1, _call, "aa", Noon), new TurnProgress(false, [new TurnStep { Text = Canary, Calls = [_call] }]),
        new ApprovalView { Id = default, Turn = 1, Tool = "note", Arguments = Canary, Hash = "aa", ExpiresAt = Noon },
        new ToolSettled { Turn = 1, Call = "1", Text = Canary, At = Noon }, new Athera.Turns.ModelReply { Reply = Canary },
        new TurnOrder { Turn = 1, Profile = new(), Lines = [new TurnLine(AuthorKind.Contact, Canary)], Deadline = Noon, Addresses = [Canary] },
        new CreateContact(Canary, Canary), new ChangeContact(Canary, null), new ContactCreated(Canary, _message.From, Noon),
        new ContactChanged(Canary, null), Athera.Contacts.Contact.Empty.Apply(new ContactCreated(Canary, _message.From, Noon)),
        new CreateTenant("name", Canary, Canary), new TenantCreated("name", Canary, default, Noon),
        Tenant.Empty.Apply(new TenantCreated("name", Canary, default, Noon)), new NewTenant(TenantId.New(), Canary),
        _line, _newOrder, new ChangeOrder { By = new Author(AuthorKind.User, Ann), Notes = Canary, Lines = [_line] }, _order,
        _order.View(new OrderId(default)), _order.View(new OrderId(default)).Lines[0], CatalogueOrder.Of(_cart, Given.Contact, new MessageId(Id, 1)),
        _newTask, new ChangeTask { By = new Author(AuthorKind.User, Ann), Title = Canary, Text = Canary }, _task, _task.View(new TaskId(default), Noon),
        new OrderCreated { Contact = Given.Contact, Lines = [_line], State = OrderState.Draft, Notes = Canary, Origin = _origin, At = Noon },
        new TaskCreated { Title = Canary, Text = Canary, Origin = _origin, At = Noon },
        _settings, new Athera.Tools.CreateTool { Kind = "http", Name = "x", Description = Canary, Settings = _settings },
        new Athera.Tools.ChangeTool { Url = Canary, Description = Canary }, new Athera.Tools.TryTool(Canary, Canary), _tool, _toolCreated,
        new Athera.Tools.ToolChanged(Canary, Athera.Turns.Tools.ToolEffect.Reads, true, _settings, Noon),
        new Athera.Tools.ToolTrial { Tool = "x", Effect = default, Method = "GET", Url = Canary, Headers = _settings.Secrets, Body = Canary },
        new Athera.Turns.Tools.Http.HttpCall(HttpMethod.Get, new Uri($"https://a.example/{Canary}"), [], Canary),
    ];

    [Theory]
    [MemberData(nameof(Records), DisableDiscoveryEnumeration = true)]
    public void A_record_printed_by_mistake_tells_nothing(object record) =>
        Assert.DoesNotContain(Canary, record.ToString(), StringComparison.Ordinal);
}
