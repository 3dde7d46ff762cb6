using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Athera.Channels;

namespace Athera.Api.Channels;

/// <summary>A channel account to connect. Its other fields are those of its kind, each a text; the API knows no kind.</summary>
public sealed record ConnectChannelBody
{
    /// <summary>The channel's kind; which there are is said when an unknown one is asked for.</summary>
    [Required, StringLength(64)]
    public string Kind { get; init; } = "";

    /// <summary>What the tenant calls it.</summary>
    [Required, StringLength(200)]
    public string Name { get; init; } = "";

    /// <summary>How fast it may send; the provider's rate when left out.</summary>
    [Range(1, 100_000)]
    public int? MessagesPerSecond { get; init; }

    /// <summary>
    /// Which agent answers: an agent's id, <c>default</c> for the tenant's default agent, <c>nobody</c> for only people; default when
    /// left out.
    /// </summary>
    public AccountAgent? Agent { get; init; }

    /// <summary>The fields of the kind, beside the others.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Settings { get; init; }

    /// <summary>Says nothing: settings hold secrets.</summary>
    public override string ToString() => nameof(ConnectChannelBody);
}

/// <summary>What to change of a channel account: the same fields as when connecting; what is left out stays.</summary>
public sealed record ChangeChannelBody
{
    /// <summary>New name.</summary>
    [StringLength(200, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary>New rate.</summary>
    [Range(1, 100_000)]
    public int? MessagesPerSecond { get; init; }

    /// <summary>Which agent answers from the next turn on: an agent's id, <c>default</c> or <c>nobody</c>.</summary>
    public AccountAgent? Agent { get; init; }

    /// <summary>The fields of the kind, beside the others.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Settings { get; init; }

    /// <summary>Says nothing: settings hold secrets.</summary>
    public override string ToString() => nameof(ChangeChannelBody);
}
