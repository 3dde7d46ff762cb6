using System.ClientModel;
using System.ClientModel.Primitives;
using Athera.Turns.Models.Entra;
using Azure.AI.OpenAI;
using Azure.Core;
using Microsoft.Extensions.AI;

namespace Athera.Turns.Models.OpenAI;

/// <summary>Azure OpenAI, where the model is named by a deployment and Athera by a key or by a token of Microsoft Entra.</summary>
public sealed class AzureOpenAIProvider : IModelProvider, IDisposable
{
    /// <summary>The SDK wants a key even where a token takes its place. This one opens nothing and is sent nowhere.</summary>
    private const string NoKey = "none";

    private readonly TimeProvider _clock;
    private readonly Func<ModelCredentialOptions, TokenCredential> _open;
    private ModelTokens? _tokens;

    /// <summary>As it is registered.</summary>
    public AzureOpenAIProvider(TimeProvider clock) : this(clock, static options => EntraCredential.Open(options)) { }

    internal AzureOpenAIProvider(TimeProvider clock, Func<ModelCredentialOptions, TokenCredential> open) => (_clock, _open) = (clock, open);

    /// <inheritdoc/>
    public string Kind => "azure";

    /// <inheritdoc/>
    public string? Missing(ModelOptions options) =>
        options.Endpoint is null ? $"{ModelOptions.Section}:Endpoint is required for {Kind}."
        : UsesToken(options) ? EntraCredential.Missing(options)
        : string.IsNullOrEmpty(options.ApiKey) ? $"{ModelOptions.Section}:ApiKey or {ModelCredentialOptions.Section}:Kind is required for {Kind}."
        : null;

    /// <inheritdoc/>
    public IChatClient Create(ModelOptions options)
    {
        var client = new AzureOpenAIClientOptions { RetryPolicy = OneTry.Policy, NetworkTimeout = options.Timeout };
        var key = options.ApiKey;
        if (UsesToken(options))
        {
            _tokens ??= new ModelTokens(() => _open(options.Credential), options.Credential.Scope, _clock);
            client.AddPolicy(new BearerPolicy(_tokens), PipelinePosition.PerTry);
            key = NoKey;
        }
        var azure = new AzureOpenAIClient(options.Endpoint!, new ApiKeyCredential(key!), client);
        return NoStoreChatClient.Of(azure.GetChatClient(options.Name), options);
    }

    /// <inheritdoc/>
    public void Dispose() => _tokens?.Dispose();

    private static bool UsesToken(ModelOptions options) => !string.IsNullOrEmpty(options.Credential.Kind);
}
