using Athera.Messages;

namespace Athera.Channels;

/// <summary>What may be sent over an account, when and how fast: what its channel says, for this account.</summary>
public sealed record ChannelTerms
{
    /// <summary>Nothing but text, at any time, by anybody.</summary>
    public static ChannelTerms None { get; } = new();

    /// <summary>How long a person may send free text; <see langword="null"/> if always.</summary>
    public TimeSpan? PersonWindow { get; init; }

    /// <summary>There are templates, which may be sent when free text may not.</summary>
    public bool HasTemplates { get; init; }

    /// <summary>Forms of choices it has; others are sent as numbered lines.</summary>
    public IReadOnlyList<ChoiceForm> Forms { get; init; } = [];

    /// <summary>How fast one recipient may be written to, if that is limited.</summary>
    public PairRate? Pair { get; init; }

    /// <summary>The provider itself acts on words such as STOP and answers them.</summary>
    public bool AnswersWords { get; init; }

    /// <summary>The terms of an account.</summary>
    public static ChannelTerms Of(ConnectedAccount account)
    {
        var (channel, settings) = (account.Channel, account.Settings);
        return new ChannelTerms
        {
            // Where people have no longer window than programs, an account's own window is theirs as well.
            PersonWindow = channel.PersonWindow == channel.Window ? channel.WindowOf(settings) : channel.PersonWindow,
            HasTemplates = channel.HasTemplates(settings),
            Forms = channel.FormsOf(settings),
            Pair = channel.PairRateOf(settings),
            AnswersWords = channel.AnswersWords(settings),
        };
    }
}

/// <summary>How fast one recipient may be written to: a burst at once, which is paid back by waiting.</summary>
/// <param name="Every">One message in this time in the long run.</param>
/// <param name="Burst">Messages that may follow each other at once after a quiet time.</param>
public sealed record PairRate(TimeSpan Every, int Burst);
