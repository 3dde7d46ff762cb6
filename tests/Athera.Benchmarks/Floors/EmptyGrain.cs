namespace Athera.Benchmarks.Floors;

/// <summary>A grain that does nothing, one for each customer.</summary>
[Alias("Athera.Benchmarks.IEmptyGrain")]
public interface IEmptyGrain : IGrainWithStringKey
{
    /// <summary>Does nothing.</summary>
    [Alias("Touch")]
    Task Touch();
}

/// <inheritdoc cref="IEmptyGrain"/>
public sealed class EmptyGrain : Grain, IEmptyGrain
{
    /// <inheritdoc/>
    public Task Touch() => Task.CompletedTask;
}
