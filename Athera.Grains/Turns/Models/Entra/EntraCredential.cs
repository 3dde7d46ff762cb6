using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace Athera.Turns.Models.Entra;

/// <summary>Opens what the settings describe.</summary>
internal static class EntraCredential
{
    /// <summary>What the settings lack, naming it and never a value; <see langword="null"/> when nothing.</summary>
    public static string? Missing(ModelOptions options)
    {
        const string section = ModelCredentialOptions.Section;
        var credential = options.Credential;
        if (options.ApiKey is { Length: > 0 })
            return $"{ModelOptions.Section}:ApiKey and {section}:Kind exclude each other.";
        // Whoever reads the line has the token, and with it every model of the account.
        if (options.Endpoint is { } endpoint && endpoint.Scheme != Uri.UriSchemeHttps && !endpoint.IsLoopback)
            return $"{ModelOptions.Section}:Endpoint must be https when {section}:Kind is set.";
        return credential.Kind switch
        {
            ModelCredentialOptions.ManagedIdentityKind => null,
            ModelCredentialOptions.ClientSecretKind when IsEmpty(credential.TenantId) => $"{section}:TenantId is required for client-secret.",
            ModelCredentialOptions.ClientSecretKind when IsEmpty(credential.ClientId) => $"{section}:ClientId is required for client-secret.",
            ModelCredentialOptions.ClientSecretKind when IsEmpty(credential.ClientSecret) => $"{section}:ClientSecret is required for client-secret.",
            ModelCredentialOptions.ClientSecretKind => null,
            _ => $"{section}:Kind must be client-secret or managed-identity.",
        };
    }

    /// <summary>Opens it. It asks once for one token: the turn decides how often.</summary>
    /// <param name="options">Complete settings.</param>
    /// <param name="transport">How the authority is reached, where not over the network.</param>
    public static TokenCredential Open(ModelCredentialOptions options, HttpPipelineTransport? transport = null)
    {
        if (options.Kind == ModelCredentialOptions.ManagedIdentityKind)
        {
            var identity = IsEmpty(options.ClientId)
                ? ManagedIdentityId.SystemAssigned
                : ManagedIdentityId.FromUserAssignedClientId(options.ClientId);
            return new ManagedIdentityCredential(Once(new ManagedIdentityCredentialOptions(identity), options, transport));
        }
        // An authority of one's own is known to whoever set it; the public one need not be asked about it.
        var client = new ClientSecretCredentialOptions { DisableInstanceDiscovery = options.Authority is not null };
        return new ClientSecretCredential(options.TenantId, options.ClientId, options.ClientSecret, Once(client, options, transport));
    }

    private static TOptions Once<TOptions>(TOptions client, ModelCredentialOptions options, HttpPipelineTransport? transport)
        where TOptions : TokenCredentialOptions
    {
        client.Retry.MaxRetries = 0;
        if (options.Authority is { } authority)
            client.AuthorityHost = authority;
        if (transport is not null)
            client.Transport = transport;
        return client;
    }

    private static bool IsEmpty([System.Diagnostics.CodeAnalysis.NotNullWhen(false)] string? value) => string.IsNullOrWhiteSpace(value);
}
