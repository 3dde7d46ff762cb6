namespace Athera.Turns.Models;

/// <summary>What a model costs, in any one currency.</summary>
public sealed class ModelPrice
{
    /// <summary>A million tokens read.</summary>
    public decimal Input { get; set; }

    /// <summary>A million tokens written.</summary>
    public decimal Output { get; set; }

    /// <summary>What tokens cost, in millionths of the currency, rounded up.</summary>
    public long MicrosOf(long inputTokens, long outputTokens) => (long)decimal.Ceiling((Input * inputTokens) + (Output * outputTokens));
}
