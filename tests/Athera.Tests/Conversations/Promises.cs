using System.Text;
using System.Text.Json;
using Athera.Conversations;
using Athera.Messages;
using Xunit;

namespace Athera.Tests.Conversations;

/// <summary>What holds of a conversation at all times.</summary>
internal static class Promises
{
    private const int LargestState = 1_500_000;

    /// <summary>What must be so for an event to happen.</summary>
    public static void CheckBefore(Conversation state, ConversationEvent @event)
    {
        switch (@event)
        {
            case MessageQueued { Author.Kind: AuthorKind.Agent }:
                Assert.Equal(Responder.Agent, state.Responder);
                break;
            case TurnStarted:
                Assert.Null(state.Turn);
                Assert.Equal(Responder.Agent, state.Responder);
                break;
            case SendAttempted e:
                Assert.Equal(state.Outbox[0].Message, e.Message);
                Assert.Equal((MessageState.Queued, state.Outbox[0].Attempt + 1), (state.Outbox[0].State, e.Attempt));
                break;
        }
    }

    /// <summary>What must be so after every decision.</summary>
    public static void Check(Conversation state)
    {
        Assert.All(state.Outbox.Skip(1), o => Assert.Equal((MessageState.Queued, 0), (o.State, o.Attempt)));
        Assert.Equal(state.Outbox.Select(o => o.Message).Order(), state.Outbox.Select(o => o.Message));
        Assert.Equal(state.Unanswered.Order(), state.Unanswered);
        Assert.All(state.Outbox, o => Assert.Equal(o.State, state.Deliveries.Single(d => d.Message == o.Message).State));
        if (state.Responder != Responder.Agent)
            Assert.True(state is { Turn: null, Unanswered.IsEmpty: true }, "somebody else answers, and yet the agent has something to do");
        var owes = state.Turn is not null || !state.Unanswered.IsEmpty || !state.Outbox.IsEmpty || state.Status == ConversationStatus.Snoozed;
        Assert.Equal(owes, state.NextDue is not null);
        CheckSize(state);
    }

    public static void CheckSize(Conversation state)
    {
        Assert.InRange(state.Outbox.Length, 0, Conversation.MaxOutbox);
        Assert.InRange(state.Deliveries.Length, 0, Conversation.MaxOutbox + Conversation.Followed);
        Assert.InRange(state.Tail.Length, 0, Conversation.TailLength);
        Assert.InRange(state.RecentExternalIds.Length, 0, Conversation.Remembered);
        Assert.InRange(Form.Of(state).Length, 0, LargestState);
    }
}

/// <summary>A state as it is stored.</summary>
internal static class Form
{
    public static string Of(Conversation state) => Encoding.UTF8.GetString(Bytes(state));

    /// <summary>The state after it was stored and read.</summary>
    public static Conversation Again(Conversation state) =>
        JsonSerializer.Deserialize(Bytes(state), ConversationJson.Default.Conversation)!;

    private static byte[] Bytes(Conversation state) =>
        JsonSerializer.SerializeToUtf8Bytes(state, ConversationJson.Default.Conversation);
}
