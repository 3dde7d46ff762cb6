using System.Text.Json.Serialization;
using Athera.Messages;

namespace Athera.Conversations;

/// <summary>What speaks for the contact being a machine: two of them would answer each other for ever.</summary>
/// <param name="IsMachine">It has shown itself to be one, and no person has looked since.</param>
/// <param name="Answers">Answers the agent has given to it since.</param>
/// <param name="Quick">Long messages in a row, each faster after an answer than anybody reads and types.</param>
public sealed record Suspicion(bool IsMachine = false, int Answers = 0, int Quick = 0)
{
    /// <summary>Exchanges in a machine's rhythm that give it away.</summary>
    public const int QuickExchanges = 4;

    private const int Long = 80;

    private static readonly TimeSpan Fast = TimeSpan.FromSeconds(3);

    /// <summary>Nothing.</summary>
    public static Suspicion None { get; } = new();

    /// <summary>Whether the rhythm is a machine's.</summary>
    [JsonIgnore]
    public bool HasRhythm => Quick >= QuickExchanges;

    /// <summary>After a message.</summary>
    /// <param name="last">The message before it.</param>
    /// <param name="e">The message.</param>
    public Suspicion Heard(LastMessage? last, MessageReceived e)
    {
        var quick = last is { By.Kind: AuthorKind.Agent } && e.ReceivedAt - last.At < Fast && e.Content.Text is { Length: >= Long };
        return quick ? this with { Quick = Quick + 1 } : Quick == 0 ? this : this with { Quick = 0 };
    }

    /// <summary>After an answer of the agent.</summary>
    public Suspicion Answered() => IsMachine ? this with { Answers = Answers + 1 } : this;

    /// <summary>Once it is sure. A rhythm is only seen in answers given already.</summary>
    public Suspicion Noticed() => this with { IsMachine = true, Answers = Math.Max(Answers, Quick) };
}
