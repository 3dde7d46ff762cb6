using System.Reflection;
using Athera.Api.Contract;
using Athera.Conversations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.OpenApi;

namespace Athera.Api.Conversations;

/// <summary>Which conversations are asked for.</summary>
internal sealed class ConversationFilter : IReadInput, IBindableFromHttpContext<ConversationFilter>, IEndpointParameterMetadataProvider
{
    private static readonly InputField[] Fields =
    [
        new("status", JsonSchemaType.String, "Only `open`, `snoozed` or `resolved` ones."),
        new("assignee", JsonSchemaType.String, "Only those assigned to this user."),
        new("channel", JsonSchemaType.String, "Only those of this channel kind."),
        new("label", JsonSchemaType.String, "Only those that carry this label."),
        new("contact", JsonSchemaType.String, "Only those of this contact."),
        InputField.Limit,
        InputField.After,
    ];

    private readonly ConversationQuery? _query;

    private ConversationFilter(ConversationQuery query) => _query = query;

    private ConversationFilter(Problem wrong) => Wrong = wrong;

    public ConversationQuery Query => _query ?? throw new InvalidOperationException("A filter that could not be read asks for nothing.");

    public Problem? Wrong { get; }

    public static ValueTask<ConversationFilter?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<ConversationFilter?>(Read(context.Request.Query));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        foreach (var field in Fields)
            builder.Metadata.Add(field);
    }

    private static ConversationFilter Read(IQueryCollection query)
    {
        // Leaving an unknown condition out would answer with conversations nobody asked for.
        if (query.ContainsKey("q"))
            return new(Problem.Field("q", "Search is not available in this version."));
        var page = PageQuery.Read(query);
        if (page.Wrong is { } wrong)
            return new(wrong);
        if (!QueryFields.TryChoice<ConversationStatus>(query, "status", out var status, out var problem)
            || !QueryFields.TryText(query, "assignee", 128, out var assignee, out problem)
            || !QueryFields.TryText(query, "channel", 64, out var channel, out problem)
            || !QueryFields.TryText(query, "label", 64, out var label, out problem)
            || !QueryFields.TryId<ContactId>(query, "contact", out var contact, out problem))
            return new(problem);
        return new(new ConversationQuery
        {
            Status = status, Assignee = assignee, Channel = channel, Label = label, Contact = contact,
            After = page.After, Limit = page.Limit,
        });
    }
}
