namespace Athera.Journal;

/// <summary>What a stream of the journal is the history of. The numbers are stored: never change or reuse one.</summary>
public enum StreamCategory : short
{
    /// <summary>A tenant and its API keys.</summary>
    Tenant = 1,

    /// <summary>A channel account and its settings.</summary>
    ChannelAccount = 2,

    /// <summary>An AI agent profile.</summary>
    Agent = 3,

    /// <summary>A contact.</summary>
    Contact = 4,

    /// <summary>A conversation.</summary>
    Conversation = 5,

    /// <summary>A signed webhook that could not be read.</summary>
    Quarantine = 6,

    /// <summary>What of a channel account's webhooks was refused.</summary>
    Refusals = 20,

    /// <summary>A template of a channel account.</summary>
    Template = 30,

    /// <summary>An order.</summary>
    Order = 40,

    /// <summary>A task.</summary>
    Task = 41,

    /// <summary>What silos were granted of a tenant's money for models.</summary>
    Spend = 50,

    /// <summary>An article of a tenant's knowledge.</summary>
    Article = 60,

    /// <summary>A tool that a tenant has added.</summary>
    Tool = 70,

    /// <summary>What of a tenant may be used for improving the service, and what was.</summary>
    Improvement = 90,
}
