using System.Runtime.CompilerServices;
using Athera.Turns.Models;
using Microsoft.Extensions.AI;

namespace Athera.Tests.Silos;

/// <summary>A model that says back what it was last told, unless the test makes it think first.</summary>
internal sealed class ScriptedModel : IModelProvider, IChatClient
{
    private volatile Func<string, CancellationToken, Task> _thinking = (_, _) => Task.CompletedTask;

    private volatile Func<IReadOnlyList<ChatMessage>, ChatMessage?> _saying = _ => null;

    private volatile IReadOnlyList<string> _shown = [];

    public string Kind => "scripted";

    /// <summary>What the customer had written, as it was shown last.</summary>
    public IReadOnlyList<string> Shown => _shown;

    /// <summary>What it does before it answers a question.</summary>
    public void Think(Func<string, CancellationToken, Task> thinking) => _thinking = thinking;

    /// <summary>What it says instead, given all it is shown; nothing leaves it at saying back.</summary>
    public void Say(Func<IReadOnlyList<ChatMessage>, ChatMessage?> saying) => _saying = saying;

    public IChatClient Create(ModelOptions options) => this;

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        string[] shown = [.. messages.Where(m => m.Role == ChatRole.User).Select(m => m.Text)];
        var question = shown is [.., var last] ? last : "";
        _shown = shown;
        await _thinking(question, cancellationToken);
        if (_saying([.. messages]) is { } said)
        {
            return new ChatResponse(said)
            {
                FinishReason = said.Contents.Any(c => c is FunctionCallContent) ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop,
            };
        }
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
