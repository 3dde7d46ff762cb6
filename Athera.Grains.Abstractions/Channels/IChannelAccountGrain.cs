namespace Athera.Channels;

/// <summary>A channel account. Key: tenant and account.</summary>
[Alias("Athera.IChannelAccountGrain")]
public interface IChannelAccountGrain : IGrainWithStringKey
{
    /// <summary>
    /// Connects it. Refused as invalid by field, with a name of its own when the agent that is to answer is not there
    /// (<c>agent_unknown</c>) or was never published (<c>agent_unpublished</c>); or as a conflict (<c>account_taken</c>) when the
    /// provider's account is connected already. Connecting again with the same settings gives the same answer.
    /// </summary>
    [Alias("Connect")]
    Task<Result<ChannelAccountView>> Connect(ConnectChannelAccount command);

    /// <summary>What it is; never its secrets.</summary>
    [Alias("Get")]
    Task<Result<ChannelAccountView>> Get();

    /// <summary>Changes what is given and keeps the rest.</summary>
    [Alias("Change")]
    Task<Result<ChannelAccountView>> Change(ChangeChannelAccount command);

    /// <summary>Notes until when what its provider received for it is known. An earlier time than the one noted changes nothing.</summary>
    [Alias("Reconciled")]
    Task<Result<Done>> Reconciled(DateTimeOffset through);

    /// <summary>Takes in that the provider refuses every send of it, until somebody has seen to it.</summary>
    [Alias("Hold")]
    Task<Result<Done>> Hold(AccountHold hold);

    /// <summary>
    /// Lets it send again: what waits is tried at once. By a person who has seen to what was wrong, or, without one, because a call
    /// went through.
    /// </summary>
    [Alias("Resume")]
    Task<Result<ChannelAccountView>> Resume(string? user);

    /// <summary>Removes it: its webhooks are no longer accepted and its secrets are forgotten.</summary>
    [Alias("Disconnect")]
    Task<Result<Done>> Disconnect();

    /// <summary>
    /// Removes what is kept beside an account that was removed: what was counted of its refused webhooks. Owed from the removal on, and
    /// asked for again until it is done. Not found: there is no such account, or it is connected.
    /// </summary>
    [Alias("Clear")]
    Task<Result<Done>> Clear();
}

/// <summary>All channel accounts of a tenant. Key: the tenant's collection.</summary>
[Alias("Athera.IChannelAccountsGrain")]
public interface IChannelAccountsGrain : IGrainWithStringKey
{
    /// <summary>A page of them, in the order of their ids.</summary>
    [Alias("List")]
    Task<Page<ChannelAccountView>> List(string? after, int limit);
}

/// <summary>What is needed to connect an account.</summary>
/// <param name="Kind">The channel's kind.</param>
/// <param name="Name">What the tenant calls it, 1 to 200 characters.</param>
/// <param name="Settings">The values of the channel's fields.</param>
/// <param name="MessagesPerSecond">How fast it may send, 1 to 100,000; the provider's default when left out.</param>
/// <param name="Agent">Which agent answers; the tenant's default agent when left out.</param>
[GenerateSerializer, Immutable, Alias("Athera.ConnectChannelAccount")]
public sealed record ConnectChannelAccount(
    [property: Id(0)] string Kind, [property: Id(1)] string Name,
    [property: Id(2)] IReadOnlyDictionary<string, string> Settings, [property: Id(3)] int? MessagesPerSecond,
    [property: Id(4)] AccountAgent? Agent = null)
{
    /// <summary>Says the kind only: settings hold secrets.</summary>
    public override string ToString() => $"ConnectChannelAccount({Kind})";
}

/// <summary>What to change; what is <see langword="null"/> or missing stays.</summary>
/// <param name="Name">New name.</param>
/// <param name="Settings">New values by field.</param>
/// <param name="MessagesPerSecond">New rate.</param>
/// <param name="Agent">Which agent answers from the next turn on; refused as when connecting.</param>
[GenerateSerializer, Immutable, Alias("Athera.ChangeChannelAccount")]
public sealed record ChangeChannelAccount(
    [property: Id(0)] string? Name, [property: Id(1)] IReadOnlyDictionary<string, string> Settings,
    [property: Id(2)] int? MessagesPerSecond, [property: Id(3)] AccountAgent? Agent = null)
{
    /// <summary>Says nothing: settings hold secrets.</summary>
    public override string ToString() => nameof(ChangeChannelAccount);
}

/// <summary>A channel account as shown to its tenant.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ChannelAccountView")]
public sealed record ChannelAccountView
{
    /// <summary>Its id.</summary>
    [Id(0)] public required ChannelAccountId Id { get; init; }

    /// <summary>Its channel.</summary>
    [Id(1)] public required string Kind { get; init; }

    /// <summary>What the tenant calls it.</summary>
    [Id(2)] public required string Name { get; init; }

    /// <summary>The URL to enter at the provider; of web chat, the script to put into a page.</summary>
    [Id(3)] public required string WebhookUrl { get; init; }

    /// <summary>The settings that are not secret.</summary>
    [Id(4)] public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>How fast it may send.</summary>
    [Id(5)] public required int MessagesPerSecond { get; init; }

    /// <summary>When it was connected.</summary>
    [Id(6)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The last webhook to it that was refused and looked into, if any; see its refusals for the whole.</summary>
    [Id(7)] public LastRefusal? LastRefusal { get; init; }

    /// <summary>Why nothing of it is sent; <see langword="null"/> when it is.</summary>
    [Id(8)] public AccountHold? Hold { get; init; }

    /// <summary>Which agent answers: <c>default</c>, <c>nobody</c> or an agent's id.</summary>
    [Id(9)] public AccountAgent Agent { get; init; }
}
