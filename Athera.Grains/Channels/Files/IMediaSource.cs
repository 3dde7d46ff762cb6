using Athera.Messages;

namespace Athera.Channels.Files;

/// <summary>Where the files of a channel's messages come from: the part of the channel family that speaks the provider's way of giving them out.</summary>
public interface IMediaSource
{
    /// <summary>How long after its message a provider gives out a file; after that it is not asked any more.</summary>
    TimeSpan Lifetime { get; }

    /// <summary>
    /// Asks for a file once. Never throws for anything the provider or the network does before the file begins to come: that is an
    /// answer. It sends credentials to the provider's own hosts only, and goes nowhere the provider has no business to send it.
    /// </summary>
    /// <param name="settings">The account's settings, secrets included.</param>
    /// <param name="part">The file as the webhook named it; untrusted.</param>
    /// <param name="limit">Largest size taken, in bytes; larger ones need not be begun.</param>
    /// <param name="cancellation">The caller's deadline, also for reading the content.</param>
    Task<MediaAnswer> OpenAsync(ChannelSettings settings, MediaPart part, long limit, CancellationToken cancellation);

    /// <summary>
    /// A file is stored and its conversation knows: where the source is Athera itself, it need not keep it. May be left out after a crash.
    /// Never throws.
    /// </summary>
    /// <param name="part">The file as its message names it.</param>
    /// <param name="cancellation">Gives up.</param>
    Task ReleaseAsync(MediaPart part, CancellationToken cancellation) => Task.CompletedTask;
}

/// <summary>What a provider answered to being asked for a file. Whoever asked disposes it.</summary>
public sealed class MediaAnswer : IAsyncDisposable
{
    private readonly IDisposable? _owner;

    private MediaAnswer(Stream? content, IDisposable? owner, Fault? fault, bool final, TimeSpan? retryAfter)
    {
        (Content, _owner, Fault, IsFinal, RetryAfter) = (content, owner, fault, final, retryAfter);
    }

    /// <summary>The file's bytes, to be read once; <see langword="null"/> when there is a fault.</summary>
    public Stream? Content { get; }

    /// <summary>The type the provider says it has.</summary>
    public string? ContentType { get; private init; }

    /// <summary>The checksum the provider says it has, in lower-case hex.</summary>
    public string? Sha256 { get; private init; }

    /// <summary>Why it does not come.</summary>
    public Fault? Fault { get; }

    /// <summary>Asking again would not help.</summary>
    public bool IsFinal { get; }

    /// <summary>How long the provider asked to wait.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>It comes.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="owner">What holds the connection open; disposed with the answer.</param>
    /// <param name="contentType">The type the provider says it has.</param>
    /// <param name="sha256">The checksum the provider says it has, in lower-case hex.</param>
    public static MediaAnswer Of(Stream content, IDisposable? owner = null, string? contentType = null, string? sha256 = null) =>
        new(content, owner, null, false, null) { ContentType = contentType, Sha256 = sha256 };

    /// <summary>It does not come, and will not.</summary>
    public static MediaAnswer Refused(string code, string? detail = null) => new(null, null, new Fault(code, detail), true, null);

    /// <summary>It does not come now.</summary>
    public static MediaAnswer Deferred(string code, string? detail = null, TimeSpan? retryAfter = null) =>
        new(null, null, new Fault(code, detail), false, retryAfter);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Content is not null)
            await Content.DisposeAsync();
        _owner?.Dispose();
    }
}
