using Microsoft.Extensions.AI;

namespace Athera.Turns.Models;

/// <summary>A way to reach a model. Members of the family are a folder, a registration line and a class that inherits the compliance suite.</summary>
public interface IModelProvider
{
    /// <summary>Its name in the configuration, such as <c>offline</c>.</summary>
    string Kind { get; }

    /// <summary>What the settings lack for this member, naming the setting and never a value; <see langword="null"/> when nothing.</summary>
    string? Missing(ModelOptions options) => null;

    /// <summary>
    /// A client, safe for concurrent use. It makes one call for one request: retries and fallbacks are the turn's to decide.
    /// </summary>
    /// <param name="options">Settings in which nothing is <see cref="Missing"/>.</param>
    IChatClient Create(ModelOptions options);
}
