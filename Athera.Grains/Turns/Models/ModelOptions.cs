namespace Athera.Turns.Models;

/// <summary>Which model answers when an agent profile names none. Section <c>Athera:Model</c>.</summary>
public sealed class ModelOptions
{
    /// <summary>The section these are read from.</summary>
    public const string Section = "Athera:Model";

    /// <summary>A member of the model family: <c>offline</c> (default), <c>openai</c> or <c>azure</c>.</summary>
    public string Kind { get; set; } = "offline";

    /// <summary>The provider's address; for <c>openai</c> up to and including <c>/v1</c>.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The provider's key.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Who Athera is to Azure, in place of a key.</summary>
    public ModelCredentialOptions Credential { get; } = new();

    /// <summary>The model, or on Azure the deployment.</summary>
    public string Name { get; set; } = "gpt-4o-mini";

    /// <summary>The member asked when the first one fails; none asks a person.</summary>
    public string? Fallback { get; set; }

    /// <summary>Longest wait for one answer, default 30 seconds. With the fallback's it must fit into a turn.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest answer, in tokens, default 800: more than a message holds.</summary>
    public int MaxOutputTokens { get; set; } = 800;

    /// <summary>
    /// Whether calls say that they are not to be stored, default yes. No is for an endpoint that refuses what it does not know: it has no
    /// store either.
    /// </summary>
    public bool NoStore { get; set; } = true;

    /// <summary>
    /// What models cost, by the name they answer under. One that is missing costs nothing, and is not asked where money is limited.
    /// </summary>
    public Dictionary<string, ModelPrice> Prices { get; } = [];
}
