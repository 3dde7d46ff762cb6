using System.Reflection;
using Athera.Api.Contract;
using Athera.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.OpenApi;

namespace Athera.Api.Tasks;

/// <summary>Which tasks are asked for.</summary>
internal sealed class TaskFilter : IReadInput, IBindableFromHttpContext<TaskFilter>, IEndpointParameterMetadataProvider
{
    private static readonly InputField[] Fields =
    [
        new("state", JsonSchemaType.String, "Only `open`, `done` or `cancelled` ones."),
        new("assignee", JsonSchemaType.String, "Only those this user has."),
        new("team", JsonSchemaType.String, "Only those this team has."),
        new("contact", JsonSchemaType.String, "Only those about this contact."),
        new("conversation", JsonSchemaType.String, "Only those from this conversation."),
        new("overdue", JsonSchemaType.Boolean, "`true`: only open ones whose time has come."),
        InputField.Limit,
        InputField.After,
    ];

    public TaskQuery Query { get; private init; } = new();

    public Problem? Wrong { get; private init; }

    public static ValueTask<TaskFilter?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<TaskFilter?>(Read(context.Request.Query));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        foreach (var field in Fields)
            builder.Metadata.Add(field);
    }

    private static TaskFilter Read(IQueryCollection query)
    {
        var page = PageQuery.Read(query);
        if (page.Wrong is { } wrong)
            return new TaskFilter { Wrong = wrong };
        if (!QueryFields.TryChoice<TaskState>(query, "state", out var state, out var problem)
            || !QueryFields.TryText(query, "assignee", CreateTask.MaxOwner, out var assignee, out problem)
            || !QueryFields.TryText(query, "team", CreateTask.MaxOwner, out var team, out problem)
            || !QueryFields.TryId<ContactId>(query, "contact", out var contact, out problem)
            || !QueryFields.TryId<ConversationId>(query, "conversation", out var conversation, out problem)
            || !QueryFields.TryFlag(query, "overdue", out var overdue, out problem))
            return new TaskFilter { Wrong = problem };
        return new TaskFilter
        {
            Query = new TaskQuery
            {
                State = state, Assignee = assignee, Team = team, Contact = contact, Conversation = conversation, Overdue = overdue,
                After = page.After, Limit = page.Limit,
            },
        };
    }
}
