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

    /// <summary>
    /// Makes it refuse events of one kind, and what would be stored with them, while it goes on storing all else. Whoever decides such
    /// an event then stays where it is, so that a test can act on it exactly there.
    /// </summary>
    /// <param name="kind">The stored name of the event.</param>
    /// <param name="after">How many of them one stream may have before.</param>
    public abstract Task RefuseAsync(string kind, int after);

    /// <summary>Makes it take everything again.</summary>
    public abstract Task AcceptAsync();

    /// <summary>How many events of each kind it holds.</summary>
    public abstract Task<IReadOnlyDictionary<string, long>> EventsAsync();

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
