using Microsoft.Extensions.AI;

namespace Athera.Turns.Models;

/// <summary>A way to reach a model. Members of the family are a folder, a registration line and a class that inherits the compliance suite.</summary>
public interface IModelProvider
{
    /// <summary>Its name in the configuration, such as <c>offline</c>.</summary>
    string Kind { get; }

    /// <summary>
    /// A client, safe for concurrent use. It makes one call for one request: retries and fallbacks are the turn's to decide.
    /// </summary>
    /// <exception cref="InvalidOperationException">A setting it needs is missing; the message names it.</exception>
    IChatClient Create(ModelOptions options);
}
