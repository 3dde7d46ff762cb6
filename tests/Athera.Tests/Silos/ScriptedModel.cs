using System.Runtime.CompilerServices;
using Athera.Turns.Models;
using Microsoft.Extensions.AI;

namespace Athera.Tests.Silos;

/// <summary>A model that says back what it was last told, unless the test makes it think first.</summary>
internal sealed class ScriptedModel : IModelProvider, IChatClient
{
    private volatile Func<string, CancellationToken, Task> _thinking = (_, _) => Task.CompletedTask;

    public string Kind => "scripted";

    /// <summary>What it does before it answers a question.</summary>
    public void Think(Func<string, CancellationToken, Task> thinking) => _thinking = thinking;

    public IChatClient Create(ModelOptions options) => this;

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var question = messages.LastOrDefault(m => m.Role == ChatRole.User)?.Text ?? "";
        await _thinking(question, cancellationToken);
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, $"You said: {question}")) { FinishReason = ChatFinishReason.Stop };
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
        // The silo disposes of what it made; this one serves all tests.
    }
}
