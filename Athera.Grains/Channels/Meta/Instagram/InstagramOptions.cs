namespace Athera.Channels.Meta.Instagram;

/// <summary>Where accounts with Instagram's own login are reached.</summary>
public sealed class InstagramOptions
{
    /// <summary>The section these are read from.</summary>
    public const string Section = "Athera:Meta:Instagram";

    /// <summary>
    /// Address of the API with its version. By default Meta's Graph address at the host <c>graph.instagram.com</c>; a Graph address
    /// that is not Meta's own, such as a simulator's, serves these accounts as well.
    /// </summary>
    public Uri? GraphUrl { get; set; }

    /// <summary>The address that goes with a Graph address.</summary>
    public static Uri Beside(Uri graph) =>
        graph.Host == "graph.facebook.com" ? new Uri($"https://graph.instagram.com{graph.AbsolutePath}") : graph;
}
