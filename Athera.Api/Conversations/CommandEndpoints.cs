using Athera.Api.Access;
using Athera.Api.Contract;
using Athera.Conversations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Athera.Api.Conversations;

/// <summary>What a person asks of a conversation. Each answers with the conversation as it is then.</summary>
internal static class CommandEndpoints
{
    public static void MapCommands(this IEndpointRouteBuilder conversations)
    {
        conversations.MapPost("/{id:opaque}/assign", Assign).WithSummary("Give it to a user or a team, or to nobody");
        conversations.MapPost("/{id:opaque}/handover", TakeOver).WithSummary("Take over from the agent; a turn under way comes to nothing");
        conversations.MapPost("/{id:opaque}/resume-agent", ResumeAgent).WithSummary("Let the agent answer again");
        conversations.MapPost("/{id:opaque}/resolve", Resolve).WithSummary("Mark it as done");
        conversations.MapPost("/{id:opaque}/snooze", Snooze).WithSummary("Put it away until a time, or until the contact writes");
        conversations.MapPost("/{id:opaque}/notes", AddNote).WithSummary("Write a note the contact never sees");
        conversations.MapPost("/{id:opaque}/labels", SetLabels).WithSummary("Set its labels");
    }

    private static Task<Results<Ok<ConversationBody>, Problem>> Assign(ConversationId id, Body<AssignBody> body, CallerGrains grains) =>
        Handle(id, grains, new Assign { User = grains.User, Assignee = body.Value.Assignee, Team = body.Value.Team });

    private static Task<Results<Ok<ConversationBody>, Problem>> TakeOver(ConversationId id, CallerGrains grains) =>
        Handle(id, grains, new TakeOver { User = grains.User });

    private static Task<Results<Ok<ConversationBody>, Problem>> ResumeAgent(ConversationId id, CallerGrains grains) =>
        Handle(id, grains, new ResumeAgent { User = grains.User });

    private static Task<Results<Ok<ConversationBody>, Problem>> Resolve(ConversationId id, CallerGrains grains) =>
        Handle(id, grains, new Resolve { User = grains.User });

    private static Task<Results<Ok<ConversationBody>, Problem>> Snooze(ConversationId id, Body<SnoozeBody> body, CallerGrains grains) =>
        Handle(id, grains, new Snooze { User = grains.User, Until = body.Value.Until.GetValueOrDefault() });

    private static Task<Results<Ok<ConversationBody>, Problem>> AddNote(ConversationId id, Body<NoteBody> body, CallerGrains grains) =>
        Handle(id, grains, new AddNote { User = grains.User, Text = body.Value.Text });

    private static Task<Results<Ok<ConversationBody>, Problem>> SetLabels(ConversationId id, Body<LabelsBody> body, CallerGrains grains) =>
        Handle(id, grains, new SetLabels { User = grains.User, Labels = body.Value.Labels ?? [] });

    private static async Task<Results<Ok<ConversationBody>, Problem>> Handle(
        ConversationId id, CallerGrains grains, ConversationCommand command) =>
        (await grains.Get<IConversationGrain>(id.Value).Handle(command)).Shown(ConversationBody.Of);
}
