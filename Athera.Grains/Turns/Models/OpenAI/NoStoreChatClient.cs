using Microsoft.Extensions.AI;
using OpenAI.Chat;

namespace Athera.Turns.Models.OpenAI;

/// <summary>
/// Marks every call with <c>store: false</c>: what customers write is answered and not kept by the provider for anything else, whatever
/// is switched on for the account.
/// </summary>
internal sealed class NoStoreChatClient(IChatClient inner) : DelegatingChatClient(inner)
{
    /// <summary>A client as the turns get it.</summary>
    public static IChatClient Of(ChatClient client, ModelOptions options) =>
        options.NoStore ? new NoStoreChatClient(client.AsIChatClient()) : client.AsIChatClient();

    /// <inheritdoc/>
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<Microsoft.Extensions.AI.ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        base.GetResponseAsync(messages, Marked(options), cancellationToken);

    /// <inheritdoc/>
    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<Microsoft.Extensions.AI.ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        base.GetStreamingResponseAsync(messages, Marked(options), cancellationToken);

    private static ChatOptions Marked(ChatOptions? options)
    {
        var marked = options?.Clone() ?? new ChatOptions();
        marked.RawRepresentationFactory = static _ => new ChatCompletionOptions { StoredOutputEnabled = false };
        return marked;
    }
}
