using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Athera.Turns.Models.Offline;

/// <summary>
/// Answers from rules alone, the same way every time. It reads facts out of its instructions (lines of the form
/// <c>topic: answer</c>), uses the tools it has skills for, and says plainly when it knows nothing: it is honest about being a stand-in
/// for a model.
/// </summary>
/// <param name="skills">How it uses tools.</param>
public sealed class OfflineChatClient(IReadOnlyList<IOfflineSkill> skills) : IChatClient
{
    /// <summary>Its name where models are named.</summary>
    public const string ModelName = "offline";

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var all = messages.ToList();
        var step = OfflineStep.Of(all, [.. options?.Tools?.Select(t => t.Name) ?? []], skills);
        var text = step.Text ?? "";
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, [step.Call as AIContent ?? new TextContent(text)]))
        {
            ModelId = ModelName,
            FinishReason = step.Call is null ? ChatFinishReason.Stop : ChatFinishReason.ToolCalls,
            Usage = new UsageDetails
            {
                InputTokenCount = all.Sum(m => Tokens(m.Text)),
                OutputTokenCount = Tokens(text),
            },
        });
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var response = await GetResponseAsync(messages, options, cancellationToken);
        foreach (var update in response.ToChatResponseUpdates())
            yield return update;
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is held.
    }

    // The usual rule of thumb, so that budgets and usage are not empty offline.
    private static int Tokens(string text) => (text.Length + 3) / 4;
}
