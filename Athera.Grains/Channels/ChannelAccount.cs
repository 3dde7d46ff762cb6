using System.Text.Json;
using System.Text.Json.Serialization;
using Athera.Sourcing;

namespace Athera.Channels;

/// <summary>Something that happened to a channel account. Written down for years: add members, never rename or reuse them.</summary>
public abstract record ChannelAccountEvent;

/// <summary>It was connected.</summary>
/// <param name="Kind">The channel.</param>
/// <param name="Name">What the tenant calls it.</param>
/// <param name="Settings">Its settings, secrets included: the event is sealed under the tenant's key.</param>
/// <param name="MessagesPerSecond">How fast it may send.</param>
/// <param name="At">When.</param>
public sealed record AccountConnected(
    string Kind, string Name, IReadOnlyDictionary<string, string> Settings, int MessagesPerSecond, DateTimeOffset At)
    : ChannelAccountEvent
{
    /// <summary>Which agent answers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AccountAgent Agent { get; init; }
}

/// <summary>It was changed.</summary>
/// <param name="Name">What the tenant calls it.</param>
/// <param name="Settings">All its settings.</param>
/// <param name="MessagesPerSecond">How fast it may send.</param>
public sealed record AccountChanged(string Name, IReadOnlyDictionary<string, string> Settings, int MessagesPerSecond)
    : ChannelAccountEvent;

/// <summary>Another agent answers, from the next turn on.</summary>
/// <param name="Agent">Which.</param>
public sealed record AccountAgentNamed(AccountAgent Agent) : ChannelAccountEvent;

/// <summary>What its provider received for it was compared with what webhooks brought.</summary>
/// <param name="Through">Until then, by the provider's clock.</param>
public sealed record AccountReconciled(DateTimeOffset Through) : ChannelAccountEvent;

/// <summary>Its provider refuses every send until somebody has seen to it.</summary>
/// <param name="Reason">Why, one of <see cref="Messages.Faults"/>.</param>
/// <param name="Detail">The provider's own code.</param>
/// <param name="At">Since when.</param>
public sealed record AccountHeld(string Reason, string? Detail, DateTimeOffset At) : ChannelAccountEvent;

/// <summary>It sends again.</summary>
/// <param name="User">The user who has seen to it; <see langword="null"/> when a call went through.</param>
/// <param name="At">When.</param>
public sealed record AccountResumed(string? User, DateTimeOffset At) : ChannelAccountEvent;

/// <summary>It was removed.</summary>
public sealed record AccountDisconnected : ChannelAccountEvent;

/// <summary>What was kept beside it is removed too.</summary>
public sealed record AccountCleared : ChannelAccountEvent;

/// <summary>A channel account, folded from its events.</summary>
public sealed record ChannelAccount
{
    /// <summary>An account nobody has connected.</summary>
    public static ChannelAccount Empty { get; } = new();

    /// <summary>The last event.</summary>
    public long Sequence { get; init; }

    /// <summary>The channel.</summary>
    public string Kind { get; init; } = "";

    /// <summary>What the tenant calls it.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its settings.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>How fast it may send.</summary>
    public int MessagesPerSecond { get; init; }

    /// <summary>Which agent answers.</summary>
    public AccountAgent Agent { get; init; }

    /// <summary>When it was connected.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when what was received for it is known; before it was connected nothing is looked for.</summary>
    public DateTimeOffset ReconciledThrough { get; init; }

    /// <summary>It is connected now.</summary>
    public bool Connected { get; init; }

    /// <summary>What was kept beside it is removed too.</summary>
    public bool Cleared { get; init; }

    /// <summary>Why nothing of it is sent.</summary>
    public AccountHold? Hold { get; init; }

    /// <summary>How often people have let it send again.</summary>
    public int Resumptions { get; init; }

    /// <summary>The state after one more event.</summary>
    public ChannelAccount Apply(ChannelAccountEvent? @event)
    {
        var next = this with { Sequence = Sequence + 1 };
        return @event switch
        {
            AccountConnected e => next with
            {
                Kind = e.Kind,
                Name = e.Name,
                Settings = e.Settings,
                MessagesPerSecond = e.MessagesPerSecond,
                Agent = e.Agent,
                CreatedAt = e.At,
                ReconciledThrough = e.At,
                Connected = true,
            },
            AccountHeld e => next with { Hold = new AccountHold(e.Reason, e.Detail, e.At) },
            AccountResumed e => next with { Hold = null, Resumptions = Resumptions + (e.User is null ? 0 : 1) },
            AccountChanged e => next with { Name = e.Name, Settings = e.Settings, MessagesPerSecond = e.MessagesPerSecond },
            AccountAgentNamed e => next with { Agent = e.Agent },
            AccountReconciled e => next with { ReconciledThrough = e.Through },
            AccountDisconnected => next with { Connected = false, Settings = new Dictionary<string, string>() },
            AccountCleared => next with { Cleared = true },
            _ => next,
        };
    }
}

/// <summary>How a channel account is written down. The names are stored: never change or reuse one.</summary>
public static class ChannelAccountForm
{
    /// <summary>The form of a snapshot.</summary>
    public const int SnapshotVersion = 1;

    /// <summary>The events.</summary>
    public static EventCodec<ChannelAccountEvent> Events { get; } = new EventCodec<ChannelAccountEvent>()
        .Add("account.connected", ChannelAccountJson.Default.AccountConnected)
        .Add("account.changed", ChannelAccountJson.Default.AccountChanged)
        .Add("account.reconciled", ChannelAccountJson.Default.AccountReconciled)
        .Add("account.disconnected", ChannelAccountJson.Default.AccountDisconnected)
        .Add("account.cleared", ChannelAccountJson.Default.AccountCleared)
        .Add("account.held", ChannelAccountJson.Default.AccountHeld)
        .Add("account.resumed", ChannelAccountJson.Default.AccountResumed)
        .Add("account.agent_named", ChannelAccountJson.Default.AccountAgentNamed);

    /// <summary>Writes a snapshot.</summary>
    public static byte[] Write(ChannelAccount account) =>
        JsonSerializer.SerializeToUtf8Bytes(account, ChannelAccountJson.Default.ChannelAccount);

    /// <summary>Reads a snapshot.</summary>
    public static ChannelAccount Read(ReadOnlySpan<byte> payload) =>
        JsonSerializer.Deserialize(payload, ChannelAccountJson.Default.ChannelAccount)!;
}

/// <summary>Generated serializers of what a channel account stores.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AccountConnected))]
[JsonSerializable(typeof(AccountChanged))]
[JsonSerializable(typeof(AccountReconciled))]
[JsonSerializable(typeof(AccountDisconnected))]
[JsonSerializable(typeof(AccountCleared))]
[JsonSerializable(typeof(AccountHeld))]
[JsonSerializable(typeof(AccountResumed))]
[JsonSerializable(typeof(AccountAgentNamed))]
[JsonSerializable(typeof(ChannelAccount))]
internal sealed partial class ChannelAccountJson : JsonSerializerContext;
