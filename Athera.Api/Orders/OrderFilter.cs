using System.Reflection;
using Athera.Api.Contract;
using Athera.Orders;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.OpenApi;

namespace Athera.Api.Orders;

/// <summary>Which orders are asked for.</summary>
internal sealed class OrderFilter : IReadInput, IBindableFromHttpContext<OrderFilter>, IEndpointParameterMetadataProvider
{
    private static readonly InputField[] Fields =
    [
        new("state", JsonSchemaType.String, "Only `draft`, `placed`, `confirmed`, `fulfilled` or `cancelled` ones."),
        new("contact", JsonSchemaType.String, "Only those of this contact."),
        new("conversation", JsonSchemaType.String, "Only those from this conversation."),
        new("externalId", JsonSchemaType.String, "Only the one with this id in your own system, whatever else is asked; a page of one, or of none."),
        InputField.Limit,
        InputField.After,
    ];

    public OrderQuery Query { get; private init; } = new();

    public string? ExternalId { get; private init; }

    public Problem? Wrong { get; private init; }

    public static ValueTask<OrderFilter?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<OrderFilter?>(Read(context.Request.Query));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        foreach (var field in Fields)
            builder.Metadata.Add(field);
    }

    private static OrderFilter Read(IQueryCollection query)
    {
        var page = PageQuery.Read(query);
        if (page.Wrong is { } wrong)
            return new OrderFilter { Wrong = wrong };
        if (!QueryFields.TryChoice<OrderState>(query, "state", out var state, out var problem)
            || !QueryFields.TryId<ContactId>(query, "contact", out var contact, out problem)
            || !QueryFields.TryId<ConversationId>(query, "conversation", out var conversation, out problem)
            || !QueryFields.TryText(query, "externalId", OrderLimits.ExternalId, out var externalId, out problem))
            return new OrderFilter { Wrong = problem };
        return new OrderFilter
        {
            ExternalId = externalId,
            Query = new OrderQuery { State = state, Contact = contact, Conversation = conversation, After = page.After, Limit = page.Limit },
        };
    }
}
