namespace Athera.Testing.Silos;

/// <summary>What a silo under test stores in: an engine that can be told to fail, and whose raw files can be looked into.</summary>
public abstract class SiloStorage : IAsyncDisposable
{
    /// <summary>The settings that choose it.</summary>
    public abstract IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Where its files lie.</summary>
    public abstract IReadOnlyList<string> Directories { get; }

    /// <summary>Has it write to its files what it still holds in memory.</summary>
    public abstract Task FlushAsync();

    /// <summary>Makes it unable to store.</summary>
    public abstract Task FailAsync();

    /// <summary>Makes it able again.</summary>
    public abstract Task RecoverAsync();

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
