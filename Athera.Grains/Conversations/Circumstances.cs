using Athera.Agents;
using Athera.Channels;
using Athera.Messages;

namespace Athera.Conversations;

/// <summary>What a decision may know of the world: handed in, so that the same state, command and circumstances decide the same.</summary>
public sealed record Circumstances
{
    /// <summary>The silo's clock.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The deciding silo.</summary>
    public required OpaqueId Silo { get; init; }

    /// <summary>Whether a silo is still there to finish what it began.</summary>
    public required Func<OpaqueId, bool> IsAlive { get; init; }

    /// <summary>The agent of the channel account; where only people answer, the tenant's default agent, which is to begin no turn.</summary>
    public required AgentId Agent { get; init; }

    /// <summary>How it behaves, from the next turn on; see <see cref="During"/>.</summary>
    public required AgentProfile Profile { get; init; }

    /// <summary>How often that has been published.</summary>
    public int AgentVersion { get; init; }

    /// <summary>Only people answer on the channel account.</summary>
    public bool OnlyPeople { get; init; }

    /// <summary>The agent of the turn under way as it was when that began, where it is known.</summary>
    public PublishedAgent? Running { get; init; }

    /// <summary>What it can do, where that matters to the decision.</summary>
    public Athera.Turns.Tools.ToolBook Tools { get; init; } = Athera.Turns.Tools.ToolBook.Empty;

    /// <summary>How long the channel lets free text be sent after the contact's last message.</summary>
    public TimeSpan? Window { get; init; }

    /// <summary>
    /// How long the channel lets free text be sent after a message that came over an advertisement, if it is answered within
    /// <see cref="EntryPoint.AnswerWithin"/>.
    /// </summary>
    public TimeSpan? EntryWindow { get; init; }

    /// <summary>The account sends again: what waited for that is due now.</summary>
    public bool SendsAgain { get; init; }

    /// <summary>Whether the channel's provider can be asked which messages it has taken.</summary>
    public bool ListsSent { get; init; }

    /// <summary>Longest text one message of the channel carries, in UTF-16 units.</summary>
    public int MaxTextLength { get; init; } = MessageContent.MaxTextLength;

    /// <summary>Longest text in UTF-8 bytes beside that, of a channel that counts those.</summary>
    public int? MaxTextBytes { get; init; }

    /// <summary>Both limits of a text.</summary>
    public TextMeasure TextMeasure => new(MaxTextLength, MaxTextBytes);

    /// <summary>What else the channel says about sending over the account.</summary>
    public ChannelTerms Terms { get; init; } = ChannelTerms.None;

    /// <summary>Whether the contact's record says that it wants marketing; <see langword="null"/> when that was not looked up.</summary>
    public bool? AgreesToMarketing { get; init; }

    /// <summary>What the contact's record says about being written to over this account, for a conversation that is opened.</summary>
    public Contacts.Consent? Recorded { get; init; }

    /// <summary>The template that is asked to be sent, as far as it is known.</summary>
    public Templates.Template? Template { get; init; }

    /// <summary>The provider's id of the message that is asked to be quoted.</summary>
    public string? Quoted { get; init; }

    /// <summary>Files one message of the channel carries.</summary>
    public int MaxFiles { get; init; }

    /// <summary>The files that are asked to be sent, copied for the contact.</summary>
    public IReadOnlyList<Athera.Media.Uploading.OutgoingFile> Files { get; init; } = [];

    /// <summary>The waits and limits of turns and sends.</summary>
    public required Patience Patience { get; init; }

    /// <summary>The same for a turn under way, which keeps the agent and the version of its profile that it began with.</summary>
    public Circumstances During(RunningTurn turn) =>
        Running is { } running && (running.Id, running.Version) == (turn.Agent, turn.Version)
            ? this with { Agent = running.Id, AgentVersion = running.Version, Profile = running.Profile }
            : this;

    /// <summary>
    /// Whether a time set earlier has come. One that lies twice as far ahead as it can have been set was set by a clock that stood
    /// later than this one does; it counts as come, since waiting for it could take for ever.
    /// </summary>
    /// <param name="time">The time.</param>
    /// <param name="longest">How far ahead it can have been set.</param>
    public bool HasCome(DateTimeOffset time, TimeSpan longest) => time <= Now || time > Now + (2 * longest);
}

/// <summary>How long a conversation waits for what it does not control, and how often it tries. Section <c>Athera:Patience</c>.</summary>
public sealed record Patience
{
    /// <summary>A turn that takes longer is lost. Longer than a model call may take, with its fallback.</summary>
    public TimeSpan Turn { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Tries at the same messages before a person has to answer them.</summary>
    public int TurnTries { get; init; } = 3;

    /// <summary>
    /// Tries at the same messages when the latest was lost with its silo. More than of those that ran out of time, since a silo that
    /// goes is hardly ever their doing; but not without end, since it may be.
    /// </summary>
    public int TurnTriesWithLostSilos { get; init; } = 10;

    /// <summary>How long a person may take to decide what an agent may do, default a day; then a person answers the contact.</summary>
    public TimeSpan Approval { get; init; } = TimeSpan.FromHours(24);

    /// <summary>A call to the provider that takes longer, waiting for its turn included, has an unknown outcome.</summary>
    public TimeSpan Attempt { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long to wait for a receipt of a send whose outcome is unknown. After it the provider's list is asked; without such a list
    /// the message is taken for "not sent". Providers report within seconds; sending again before that would double the message.
    /// </summary>
    public TimeSpan Evidence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one question to the provider's list may take, with its pages and its turn.</summary>
    public TimeSpan Question { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a provider's list that cannot be read is asked again, default an hour. The message is not sent again meanwhile and
    /// holds up those behind it; after that time it fails as <c>outcome_unknown</c>, and a person decides. A provider whose list does
    /// not answer would not take a message either, so a short bound gains nothing.
    /// </summary>
    public TimeSpan Inquiry { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How long a message may wait to be sent, default a day. While the account is held or the provider is down, messages wait; after
    /// this they fail instead of surprising somebody.
    /// </summary>
    public TimeSpan Outbox { get; init; } = TimeSpan.FromHours(24);

    /// <summary>
    /// A file that takes longer to fetch, waiting for its turn included, is begun anew. 100 MB at 10 Mbit/s take 80 seconds.
    /// </summary>
    public TimeSpan Fetch { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an order of a cart may take to be made before that is tried again, default 30 s.</summary>
    public TimeSpan Cart { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a task about a call of unknown outcome may take to be made before that is tried again, default 30 s.</summary>
    public TimeSpan Check { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Calls made for one message before it fails.</summary>
    public int Attempts { get; init; } = 8;
}
