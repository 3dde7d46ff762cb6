namespace Athera.Agents;

/// <summary>How an agent behaves.</summary>
[GenerateSerializer, Immutable, Alias("Athera.AgentProfile")]
public sealed record AgentProfile
{
    /// <summary>What the tenant calls it.</summary>
    [Id(0)] public string Name { get; init; } = "Assistant";

    /// <summary>What it is told before every turn, at most 16,000 characters.</summary>
    [Id(1)] public string Instructions { get; init; } =
        "You answer the customers of a business, briefly and kindly. When you do not know, say so.";

    /// <summary>How long a burst of messages may grow before it is answered as one, in milliseconds; 0 answers each at once.</summary>
    [Id(2)] public int SettleMs { get; init; } = 1500;

    /// <summary>Whether it answers at all; when not, messages wait for people.</summary>
    [Id(3)] public bool Enabled { get; init; } = true;

    /// <summary>What the first AI message of a conversation begins with, so that a person knows who is talking.</summary>
    [Id(4)] public string Disclosure { get; init; } = "I am an AI assistant.";

    /// <summary>Messages older than this by the provider's clock are left to people, in seconds.</summary>
    [Id(5)] public int AnswerWithinSeconds { get; init; } = 300;

    /// <summary>How it sounds, at most 500 characters; empty leaves that to the instructions.</summary>
    [Id(6)] public string Tone { get; init => field = value ?? ""; } = "";

    /// <summary>The languages it answers in, ISO 639-1, at most 20; none means the contact's.</summary>
    [Id(7)] public IReadOnlyList<string> Languages { get; init => field = value ?? []; } = [];

    /// <summary>The member of the model family it asks; <see langword="null"/> for the platform's.</summary>
    [Id(8)] public string? Model { get; init; }

    /// <summary>The members asked in turn when that one fails, at most 3; none means the platform's.</summary>
    [Id(9)] public IReadOnlyList<string> Fallbacks { get; init => field = value ?? []; } = [];

    /// <summary>Policies of tools by their name, at most 64. A tool that is not named has the policy of its effect.</summary>
    [Id(10)] public IReadOnlyDictionary<string, ToolPolicy> Tools { get; init => field = value ?? NoTools; } = NoTools;

    /// <summary>What it may use up.</summary>
    [Id(11)] public AgentBudgets Budgets { get; init => field = value ?? new(); } = new();

    /// <summary>When it answers; <see langword="null"/> for always.</summary>
    [Id(12)] public AgentHours? Hours { get; init; }

    /// <summary>When a person is to answer instead.</summary>
    [Id(13)] public HandOverRules HandOver { get; init => field = value ?? new(); } = new();

    /// <summary>The disclosure in other languages, by ISO 639-1, at most 30 of at most 500 characters.</summary>
    [Id(14)] public IReadOnlyDictionary<string, string> Disclosures { get; init => field = value ?? NoTexts; } = NoTexts;

    /// <summary>
    /// Hosts it may link to, with those below them, at most 50. Those that its instructions or people name need no mention; those that
    /// contacts, tools and articles name do.
    /// </summary>
    [Id(15)] public IReadOnlyList<string> Links { get; init => field = value ?? []; } = [];

    private static Dictionary<string, ToolPolicy> NoTools { get; } = [];

    private static Dictionary<string, string> NoTexts { get; } = [];
}

/// <summary>What happens when an agent asks for a tool. The numbers are stored: never change or reuse one.</summary>
[GenerateSerializer, Alias("Athera.ToolPolicy")]
public enum ToolPolicy : short
{
    /// <summary>It runs.</summary>
    Allow = 1,

    /// <summary>A person is asked first, and it runs with exactly what that person saw.</summary>
    Ask = 2,

    /// <summary>It does not run, and the model is not told of it.</summary>
    Forbid = 3,
}

/// <summary>When a person is to answer instead of the agent.</summary>
[GenerateSerializer, Immutable, Alias("Athera.HandOverRules")]
public sealed record HandOverRules
{
    /// <summary>
    /// Words of a contact that ask for a person, at most 50 of 2 to 100 characters, beside those that are known in many languages.
    /// </summary>
    [Id(0)] public IReadOnlyList<string> Phrases { get; init => field = value ?? []; } = [];

    /// <summary>Tool calls in a row that may fail, 1 to 10.</summary>
    [Id(1)] public int Failures { get; init; } = 3;

    /// <summary>Answers in a row to a contact that shows itself to be a machine, 1 to 20; 0 lets machines talk without end.</summary>
    [Id(2)] public int MachineAnswers { get; init; } = 3;
}
