namespace Athera.Messages;

/// <summary>A place somebody sent.</summary>
[GenerateSerializer, Immutable, Alias("Athera.Place")]
public sealed record Place
{
    /// <summary>Degrees north, -90 to 90.</summary>
    [Id(0)] public required double Latitude { get; init; }

    /// <summary>Degrees east, -180 to 180.</summary>
    [Id(1)] public required double Longitude { get; init; }

    /// <summary>Its name.</summary>
    [Id(2)] public string? Name { get; init; }

    /// <summary>Its address.</summary>
    [Id(3)] public string? Address { get; init; }

    /// <summary>A page about it; untrusted.</summary>
    [Id(4)] public string? Url { get; init; }

    /// <summary>Says nothing of where it is.</summary>
    public override string ToString() => nameof(Place);
}
