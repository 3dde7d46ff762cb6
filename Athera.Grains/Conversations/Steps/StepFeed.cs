using Athera.Inbox;

namespace Athera.Conversations;

/// <summary>What followers of the feed are told of an agent's steps: that and why, and not with what words.</summary>
internal static class StepFeed
{
    /// <summary>Completes what is told.</summary>
    public static InboxEvent Tell(InboxEvent told, ConversationEvent? @event) => @event switch
    {
        ModelAnswered e => told with
        {
            Data = FeedEvents.Data(("turn", e.Turn), ("step", e.Step), ("model", e.Model), ("prompt", e.Prompt),
                ("tools", string.Join(",", e.Calls.Select(c => c.Tool))), ("micros", e.Micros)),
        },
        ToolIntended e => told with
        {
            Data = FeedEvents.Data(("turn", e.Turn), ("call", e.Call), ("tool", e.Tool), ("effect", FeedEvents.Name(e.Effect))),
        },
        ToolSettled e => told with
        {
            Data = FeedEvents.Data(("turn", e.Turn), ("call", e.Call)),
            Fault = e.Fault is null ? null : new Messages.Fault(e.Fault),
        },
        CheckOwed e => told with { Data = FeedEvents.Data(("turn", e.Turn), ("call", e.Call), ("tool", e.Tool)) },
        CheckPassed e => told with
        {
            Data = FeedEvents.Data(("call", e.Call), ("task", e.Task)),
            Fault = e.Fault is null ? null : new Messages.Fault(e.Fault),
        },
        TurnResumed e => told with { Data = FeedEvents.Data(("turn", e.Turn), ("try", e.Try)) },
        // A person decides about exactly these bytes, so they are shown whole.
        ApprovalAsked e => told with
        {
            Data = FeedEvents.Data(("approval", e.Approval), ("turn", e.Turn), ("tool", e.Tool), ("effect", FeedEvents.Name(e.Effect)),
                ("arguments", e.Arguments), ("hash", e.Hash), ("definition", e.Definition), ("expiresAt", e.ExpiresAt.ToString("O"))),
        },
        ApprovalSettled e => told with
        {
            User = e.User,
            Data = FeedEvents.Data(("approval", e.Approval), ("decision", FeedEvents.Name(e.Decision))),
        },
        FollowUpScheduled e => told with { Data = FeedEvents.Data(("turn", e.Turn), ("at", e.At.ToString("O"))) },
        MachineNoticed e => told with { Data = FeedEvents.Data(("sign", e.Sign)) },
        _ => told,
    };
}
