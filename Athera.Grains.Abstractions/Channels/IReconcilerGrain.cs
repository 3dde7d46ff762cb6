namespace Athera.Channels;

/// <summary>
/// Looks for messages of a channel account whose webhooks never came. Key: tenant and channel account. One grain of an account works
/// in the whole cluster.
/// </summary>
[Alias("Athera.IReconcilerGrain")]
public interface IReconcilerGrain : IGrainWithStringKey
{
    /// <summary>Looks, if it is time, and says when to look next.</summary>
    [Alias("Wake")]
    Task<DateTimeOffset> Wake();
}
