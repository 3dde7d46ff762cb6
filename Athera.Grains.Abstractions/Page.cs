namespace Athera;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The page.</param>
/// <param name="Next">Where the next page starts, or <see langword="null"/> on the last.</param>
[GenerateSerializer, Immutable, Alias("Athera.Page`1")]
public sealed record Page<T>([property: Id(0)] IReadOnlyList<T> Items, [property: Id(1)] string? Next);
