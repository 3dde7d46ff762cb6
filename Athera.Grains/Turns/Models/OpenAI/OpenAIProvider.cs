using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using Microsoft.Extensions.AI;
using OpenAI;

namespace Athera.Turns.Models.OpenAI;

/// <summary>OpenAI, and any endpoint that speaks its chat completions.</summary>
public sealed class OpenAIProvider : IModelProvider
{
    /// <inheritdoc/>
    public string Kind => "openai";

    /// <inheritdoc/>
    public IChatClient Create(ModelOptions options)
    {
        var client = new OpenAIClientOptions { RetryPolicy = Once.Policy, NetworkTimeout = options.Timeout };
        if (options.Endpoint is not null)
            client.Endpoint = options.Endpoint;
        return new OpenAIClient(new ApiKeyCredential(Once.Key(options)), client).GetChatClient(options.Name).AsIChatClient();
    }
}

/// <summary>Azure OpenAI, where the model is named by a deployment.</summary>
public sealed class AzureOpenAIProvider : IModelProvider
{
    /// <inheritdoc/>
    public string Kind => "azure";

    /// <inheritdoc/>
    public IChatClient Create(ModelOptions options)
    {
        var endpoint = options.Endpoint
            ?? throw new InvalidOperationException($"{ModelOptions.Section}:Endpoint is required for azure.");
        var client = new AzureOpenAIClientOptions { RetryPolicy = Once.Policy, NetworkTimeout = options.Timeout };
        return new AzureOpenAIClient(endpoint, new ApiKeyCredential(Once.Key(options)), client)
            .GetChatClient(options.Name).AsIChatClient();
    }
}

// The SDK would try four times over minutes; how often and how long to try is the turn's to decide.
file static class Once
{
    public static ClientRetryPolicy Policy { get; } = new(maxRetries: 0);

    public static string Key(ModelOptions options) => options.ApiKey is { Length: > 0 } key
        ? key
        : throw new InvalidOperationException($"{ModelOptions.Section}:ApiKey is required for {options.Kind}.");
}
