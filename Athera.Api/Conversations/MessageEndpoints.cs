using System.Reflection;
using Athera.Api.Access;
using Athera.Api.Contract;
using Athera.Conversations;
using Athera.Channels;
using Athera.Messages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace Athera.Api.Conversations;

/// <summary>Reading and writing messages.</summary>
internal static class MessageEndpoints
{
    public static void MapMessages(this IEndpointRouteBuilder conversations)
    {
        conversations.MapGet("/{id:opaque}/messages", List).WithSummary("List a conversation's messages, newest first");
        conversations.MapPost("/{id:opaque}/messages", Send).WithSummary("Send a message to the contact").WithDescription(
            "Answered when it is durable. Repeating it with the same `clientMessageId` or `Idempotency-Key` sends nothing new. A text "
            + "too long for one message becomes several; the first is answered. A refusal names its reason, which `/can-send` tells before.");
        conversations.MapGet("/{id:opaque}/messages/{message}/explanation", Explain)
            .WithSummary("Tell how an agent came to say a message: model, prompt, tools and what they told, who allowed what, and the cost");
        conversations.MapGet("/{id:opaque}/can-send", CanSend).WithSummary("Tell what may be sent now, and why not");
        conversations.MapPost("/{id:opaque}/messages/preview", Preview)
            .WithSummary("Tell what would become of a message, and what it would be sent as; sends nothing");
    }

    public static void MapMessagesByExternalId(this IEndpointRouteBuilder api) =>
        api.MapGet("/messages", FindByExternalId).WithTags("Conversations").RequireAuthorization(AccessPolicies.Tenant)
            .WithSummary("Find the messages a provider knows by an id: at most one per channel account");

    private static async Task<Results<Ok<Page<MessageBody>>, Problem>> List(ConversationId id, SequenceQuery page, CallerGrains grains) =>
        (await grains.Of<IConversationsGrain>().Messages(id, page.After, page.Limit)).Shown(static messages => messages.Map(MessageBody.Of));

    private static async Task<Results<Ok<Explanation>, Problem>> Explain(ConversationId id, string message, CallerGrains grains) =>
        MessageId.TryParse(message, out var known) && known.Conversation == id
            ? (await grains.Of<IConversationsGrain>().Explain(id, known.Sequence)).Shown(static explanation => explanation)
            : Problem.NotFound;

    private static async Task<Results<Created<MessageBody>, Problem>> Send(
        ConversationId id, Body<SendMessageBody> body, IdempotencyKey key, CallerGrains grains)
    {
        var given = body.Value;
        if (given.ClientMessageId is { } own && key.Text is { } header && own != header)
            return Problem.Field("clientMessageId", $"Differs from {IdempotencyKey.Header}.");
        var command = given.Command(given.ClientMessageId ?? key.Text ?? OpaqueId.New().ToString(), grains.User);
        var sent = await grains.Get<IConversationGrain>(id.Value).Send(command);
        return sent.Created($"{AtheraApi.Root}{ConversationEndpoints.Route}/{id}/messages", MessageBody.Of);
    }

    private static Task<Results<Ok<SendPreviewBody>, Problem>> CanSend(ConversationId id, CallerGrains grains) =>
        PreviewAsync(id, new SendMessageBody(), grains);

    private static Task<Results<Ok<SendPreviewBody>, Problem>> Preview(ConversationId id, Body<SendMessageBody> body, CallerGrains grains) =>
        PreviewAsync(id, body.Value, grains);

    private static async Task<Results<Ok<SendPreviewBody>, Problem>> PreviewAsync(
        ConversationId id, SendMessageBody body, CallerGrains grains) =>
        (await grains.Get<IConversationGrain>(id.Value).Preview(body.Command("preview", grains.User))).Shown(SendPreviewBody.Of);

    private static async Task<Results<Ok<Page<MessageBody>>, Problem>> FindByExternalId(ExternalIdQuery query, CallerGrains grains) =>
        TypedResults.Ok((await grains.Of<IConversationsGrain>().FindByExternalId(query.ExternalId)).Map(MessageBody.Of));

    private sealed class ExternalIdQuery : IReadInput, IBindableFromHttpContext<ExternalIdQuery>, IEndpointParameterMetadataProvider
    {
        private const string Name = "externalId";

        public string ExternalId { get; private init; } = "";

        public Problem? Wrong { get; private init; }

        public static ValueTask<ExternalIdQuery?> BindAsync(HttpContext context, ParameterInfo parameter)
        {
            var read = QueryFields.TryText(context.Request.Query, Name, InboundMessage.MaxExternalIdLength, out var id, out var problem);
            return ValueTask.FromResult<ExternalIdQuery?>(new ExternalIdQuery
            {
                ExternalId = id ?? "",
                Wrong = read && id is null ? Problem.Field(Name, "Is needed.") : problem,
            });
        }

        public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
            builder.Metadata.Add(new InputField(Name, JsonSchemaType.String, "The provider's id of the message.") { Required = true });
    }
}
