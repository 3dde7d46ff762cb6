using Athera.Turns.Tools;

namespace Athera.Tools;

/// <summary>A tool, or a server with tools, that a tenant has added, folded from its events.</summary>
public sealed record TenantTool
{
    /// <summary>One nobody has added.</summary>
    public static TenantTool Empty { get; } = new();

    /// <summary>The last event.</summary>
    public long Sequence { get; init; }

    /// <summary>How it is reached.</summary>
    public string Kind { get; init; } = "";

    /// <summary>What the model calls it.</summary>
    public string Name { get; init; } = "";

    /// <summary>What the model is told it does.</summary>
    public string Description { get; init; } = "";

    /// <summary>What running it can do.</summary>
    public ToolEffect Effect { get; init; } = ToolEffect.External;

    /// <summary>Whether agents are told of it.</summary>
    public bool Enabled { get; init; }

    /// <summary>Its settings.</summary>
    public ToolSettings Settings { get; init; } = new();

    /// <summary>What its server offers.</summary>
    public IReadOnlyList<ServerTool> Offers { get; init; } = [];

    /// <summary>What of its server's tools is left out.</summary>
    public IReadOnlyList<LeftOutTool> LeftOut { get; init; } = [];

    /// <summary>Why its server could not be asked.</summary>
    public string? Fault { get; init; }

    /// <summary>Since when its server offers what it does.</summary>
    public DateTimeOffset? SightedAt { get; init; }

    /// <summary>When it was added.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>It is there now.</summary>
    public bool Exists { get; init; }

    /// <summary>Says nothing: settings hold secrets.</summary>
    public override string ToString() => nameof(TenantTool);

    /// <summary>The state after one more event.</summary>
    public TenantTool Apply(TenantToolEvent? @event)
    {
        var next = this with { Sequence = Sequence + 1 };
        return @event switch
        {
            ToolCreated e => next with
            {
                Kind = e.Kind,
                Name = e.Name,
                Description = e.Description,
                Effect = e.Effect,
                Enabled = e.Enabled,
                Settings = e.Settings,
                CreatedAt = e.At,
                ChangedAt = e.At,
                Exists = true,
            },
            ToolChanged e => next.ReachedAt(e.Settings.Url) with
            {
                Description = e.Description,
                Effect = e.Effect,
                Enabled = e.Enabled,
                Settings = e.Settings,
                ChangedAt = e.At,
            },
            ToolSighted { Sighting.Fault: { } fault } => next with { Fault = fault },
            ToolSighted e => next with { Offers = e.Sighting.Offers, LeftOut = e.Sighting.LeftOut, Fault = null, SightedAt = e.At },
            ToolRemoved => next with { Exists = false, Settings = new ToolSettings(), Offers = [], LeftOut = [] },
            _ => next,
        };
    }

    // What was offered at one address says nothing of another.
    private TenantTool ReachedAt(string url) => Settings.Url == url
        ? this
        : this with { Offers = [], LeftOut = [], Fault = null, SightedAt = null };
}
