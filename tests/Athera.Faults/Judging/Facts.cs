using Athera.FaultRuns.Customers;
using Athera.FaultRuns.Histories;

namespace Athera.FaultRuns.Judging;

/// <summary>A history put in order by conversation, so that each check reads it once.</summary>
internal sealed class Facts
{
    /// <summary>What has not happened.</summary>
    public const long Never = long.MaxValue;

    private readonly List<Taking> _takings = [];

    /// <summary>Reads a history.</summary>
    public Facts(History history, Cast cast)
    {
        (History, Cast) = (history, cast);
        Messages = new List<MessageFacts>[cast.Conversations];
        for (var conversation = 0; conversation < Messages.Length; conversation++)
            Messages[conversation] = [];
        Finals = new Transcript?[cast.Conversations];
        foreach (var operation in history.Operations())
            Take(operation);
    }

    /// <summary>What they were read from.</summary>
    public History History { get; }

    /// <summary>Who took part.</summary>
    public Cast Cast { get; }

    /// <summary>Customers' messages by conversation and number.</summary>
    public List<MessageFacts>[] Messages { get; }

    /// <summary>What providers took, in the order of taking.</summary>
    public IReadOnlyList<Taking> Takings => _takings;

    /// <summary>Where a conversation is shown in the end; set by the check that finds out.</summary>
    public Transcript?[] Finals { get; }

    /// <summary>A customer's message as it is told to people.</summary>
    public string Name(int conversation, int number) => $"{new Nonce(conversation, number)} of tenant {Cast.TenantOf(conversation)}";

    private void Take(Operation operation)
    {
        switch (operation.F)
        {
            case Function.Append:
                Posted(operation);
                break;
            case Function.Send:
                _takings.Add(new Taking(operation.Value, operation.Conversation, operation.Number, operation.At));
                break;
            case Function.Answer when Find(operation.Conversation, operation.Number) is { } message:
                message.Answered = Math.Min(message.Answered, operation.At);
                break;
            case Function.Evidence when operation.Value >= 0 && operation.Value < _takings.Count:
                var taking = _takings[(int)operation.Value];
                taking.Evident = Math.Min(taking.Evident, operation.At);
                break;
        }
    }

    private void Posted(Operation operation)
    {
        var messages = Messages[operation.Conversation];
        while (messages.Count <= operation.Number)
            messages.Add(new MessageFacts());
        var message = messages[operation.Number];
        if (operation.Type == Outcome.Invoke)
            message.Posted = Math.Min(message.Posted, operation.At);
        else if (operation.Type == Outcome.Ok)
            (message.Accepted, message.LastAccepted) = (Math.Min(message.Accepted, operation.At), operation.At);
    }

    private MessageFacts? Find(int conversation, int number) =>
        conversation >= 0 && conversation < Messages.Length && number >= 0 && number < Messages[conversation].Count
            ? Messages[conversation][number]
            : null;
}

/// <summary>When what happened to a customer's message, or <see cref="Facts.Never"/>.</summary>
internal sealed class MessageFacts
{
    /// <summary>It was posted for the first time.</summary>
    public long Posted { get; set; } = Facts.Never;

    /// <summary>A post of it was answered with success for the first time.</summary>
    public long Accepted { get; set; } = Facts.Never;

    /// <summary>A post of it was answered with success for the last time.</summary>
    public long LastAccepted { get; set; } = Facts.Never;

    /// <summary>A provider took an answer to it.</summary>
    public long Answered { get; set; } = Facts.Never;

    /// <summary>How often it stands in transcripts.</summary>
    public int Shown { get; set; }

    /// <summary>How many messages in transcripts answer it.</summary>
    public int Replies { get; set; }
}

/// <summary>A provider took a message.</summary>
/// <param name="Id">Which taking, from 0.</param>
/// <param name="Conversation">To whom.</param>
/// <param name="Position">The message's place in its conversation.</param>
/// <param name="At">When.</param>
internal sealed record Taking(long Id, int Conversation, int Position, long At)
{
    /// <summary>When Athera had taken in the provider's word for it, or <see cref="Facts.Never"/>.</summary>
    public long Evident { get; set; } = Facts.Never;
}
