namespace Athera.Turns.Models;

/// <summary>
/// Who Athera is to a provider that wants a token of Microsoft Entra instead of a key. Section <c>Athera:Model:Credential</c>.
/// </summary>
public sealed class ModelCredentialOptions
{
    /// <summary>The section these are read from.</summary>
    public const string Section = ModelOptions.Section + ":Credential";

    /// <summary>An application with a secret of its own.</summary>
    public const string ClientSecretKind = "client-secret";

    /// <summary>The identity Azure gives the machine.</summary>
    public const string ManagedIdentityKind = "managed-identity";

    /// <summary><c>client-secret</c> or <c>managed-identity</c>; nothing means the key.</summary>
    public string? Kind { get; set; }

    /// <summary>The directory the application is known in; for <c>client-secret</c>.</summary>
    public string? TenantId { get; set; }

    /// <summary>The application, or the managed identity where the machine has several.</summary>
    public string? ClientId { get; set; }

    /// <summary>The application's secret.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Who gives out tokens, for clouds that are not the public one.</summary>
    public Uri? Authority { get; set; }

    /// <summary>What the token is for.</summary>
    public string Scope { get; set; } = "https://cognitiveservices.azure.com/.default";
}
