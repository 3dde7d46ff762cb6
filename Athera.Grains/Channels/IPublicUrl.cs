namespace Athera.Channels;

/// <summary>
/// Where providers reach this Athera: the base of the routes, as configured. Never taken from a request, whose host anybody can choose.
/// </summary>
public interface IPublicUrl
{
    /// <summary>The address, absolute; a path in it stands before every route.</summary>
    Uri Current { get; }
}
