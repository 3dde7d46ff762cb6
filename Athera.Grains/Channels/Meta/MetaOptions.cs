namespace Athera.Channels.Meta;

/// <summary>Athera's own Meta app, shared by the tenants that have none, and where Meta's API is.</summary>
public sealed class MetaOptions
{
    /// <summary>The section these are read from.</summary>
    public const string Section = "Athera:Meta";

    /// <summary>Address of the Graph API with its version.</summary>
    public Uri GraphUrl { get; set; } = new("https://graph.facebook.com/v23.0");

    /// <summary>The secret of the shared app; without it the shared route refuses every webhook.</summary>
    public string? AppSecret { get; set; }

    /// <summary>The verify token of the shared app; without it the shared route refuses every handshake.</summary>
    public string? VerifyToken { get; set; }

    /// <summary>
    /// Longest wait for the answer to a send, default 10 seconds. After it nobody knows whether Meta took the message, so too
    /// short a wait makes unknown outcomes of slow ones.
    /// </summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
