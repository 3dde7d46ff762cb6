namespace Athera.Messages;

/// <summary>A template and what it is filled in with.</summary>
[GenerateSerializer, Immutable, Alias("Athera.TemplateUse")]
public sealed record TemplateUse
{
    /// <summary>Variables of one template, at most.</summary>
    public const int MaxVariables = 64;

    /// <summary>Its name at the provider, or its content id (<c>HX...</c>) where the provider has those.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>Its language as the provider writes it, such as <c>en_US</c>; empty where the name says all.</summary>
    [Id(1)] public string Language { get; init; } = "";

    /// <summary>
    /// Values by the name of the variable: <c>1</c>, <c>2</c> for numbered ones of the body, with <c>header.</c> or <c>button.0.</c>
    /// before it for those elsewhere.
    /// </summary>
    [Id(2)] public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>What it is for, as the provider has approved it: <c>marketing</c>, <c>utility</c>, <c>authentication</c>.</summary>
    [Id(3)] public string? Category { get; init; }

    /// <summary>Whether it is marketing, which needs consent of its own.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsMarketing => Category == MarketingCategory;

    /// <summary>The category of what is sold rather than told.</summary>
    public const string MarketingCategory = "marketing";

    /// <summary>Says which it is, and not what it is filled in with.</summary>
    public override string ToString() => $"TemplateUse({Name}, {Language})";
}
