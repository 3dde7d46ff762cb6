using System.ClientModel;
using Microsoft.Extensions.AI;
using OpenAI;

namespace Athera.Turns.Models.OpenAI;

/// <summary>OpenAI, and any endpoint that speaks its chat completions.</summary>
public sealed class OpenAIProvider : IModelProvider
{
    /// <inheritdoc/>
    public string Kind => "openai";

    /// <inheritdoc/>
    public string? Missing(ModelOptions options) =>
        string.IsNullOrEmpty(options.ApiKey) ? $"{ModelOptions.Section}:ApiKey is required for {Kind}." : null;

    /// <inheritdoc/>
    public IChatClient Create(ModelOptions options)
    {
        var client = new OpenAIClientOptions { RetryPolicy = OneTry.Policy, NetworkTimeout = options.Timeout };
        if (options.Endpoint is not null)
            client.Endpoint = options.Endpoint;
        return NoStoreChatClient.Of(new OpenAIClient(new ApiKeyCredential(options.ApiKey!), client).GetChatClient(options.Name), options);
    }
}
