namespace Athera.Messages;

/// <summary>A cart from the catalogue.</summary>
[GenerateSerializer, Immutable, Alias("Athera.Cart")]
public sealed record Cart
{
    /// <summary>Lines of a cart, at most.</summary>
    public const int MaxLines = 500;

    /// <summary>The provider's id of the catalogue.</summary>
    [Id(0)] public string? Catalog { get; init; }

    /// <summary>What is in it.</summary>
    [Id(1)] public IReadOnlyList<CartLine> Lines { get; init; } = [];

    /// <summary>Says how much is in it only.</summary>
    public override string ToString() => $"Cart({Lines.Count})";
}

/// <summary>A line of a cart.</summary>
/// <param name="Product">The tenant's own id of the product, as the catalogue has it.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Price">Of one, in units of the currency, as the provider wrote it; exact.</param>
/// <param name="Currency">ISO 4217.</param>
[GenerateSerializer, Immutable, Alias("Athera.CartLine")]
public sealed record CartLine(
    [property: Id(0)] string Product, [property: Id(1)] decimal Quantity, [property: Id(2)] decimal? Price,
    [property: Id(3)] string? Currency);
