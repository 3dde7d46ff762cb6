using Athera.Templates;

namespace Athera.Channels;

/// <summary>Where an account's templates are read from.</summary>
public interface ITemplateSource
{
    /// <summary>
    /// One page. Never throws for anything the provider or the network does: <see langword="null"/> then. What of a page cannot be read
    /// is left out of it.
    /// </summary>
    /// <param name="settings">The account's settings, secrets included.</param>
    /// <param name="after">Where the page before ended, as it said.</param>
    /// <param name="cancellation">The caller's deadline.</param>
    Task<TemplatePage?> ReadAsync(ChannelSettings settings, string? after, CancellationToken cancellation);
}

/// <summary>A page of an account's templates.</summary>
/// <param name="Templates">The templates.</param>
/// <param name="After">Where the next page starts, or <see langword="null"/> on the last.</param>
public sealed record TemplatePage(IReadOnlyList<TemplateSpec> Templates, string? After);
