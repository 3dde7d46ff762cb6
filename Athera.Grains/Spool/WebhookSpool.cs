using System.Security.Cryptography;
using Athera.Channels;
using Athera.Keys;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Athera.Spool;

/// <summary>
/// Webhooks on this silo's own disk: one file each, sealed, on the disk before it counts. Its promise is this disk's, and no more:
/// it outlives the process, not the machine.
/// </summary>
/// <remarks>
/// One directory belongs to one silo at a time.
/// </remarks>
public sealed class WebhookSpool : IDisposable
{
    private readonly SpoolOptions _options;
    private readonly RootKey _root;
    private readonly ILogger<WebhookSpool> _log;
    private readonly Lock _turn = new();
    private readonly SemaphoreSlim _writing = new(1), _arrived = new(0, 1);
    private readonly Dictionary<SpoolLane, Queue<SpooledWebhook>> _waiting = [];
    private long _last, _bytes;
    private int _count;

    /// <summary>Finds what an earlier process left.</summary>
    public WebhookSpool(IOptions<SpoolOptions> options, RootKey root, ILogger<WebhookSpool> log)
    {
        (_options, _root, _log) = (options.Value, root, log);
        if (!Enabled)
            return;
        CreateDirectory(_options.Directory!);
        foreach (var file in new DirectoryInfo(_options.Directory!).EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            if (SpooledWebhook.Of(file) is { } webhook)
                Add(webhook);
        }
        if (_count > 0)
            log.Found(_count);
    }

    /// <summary>Whether there is a directory to spool to.</summary>
    public bool Enabled => !string.IsNullOrEmpty(_options.Directory);

    /// <summary>Webhooks that wait.</summary>
    public int Count
    {
        get
        {
            lock (_turn)
                return _count;
        }
    }

    /// <summary>The lanes in which webhooks wait.</summary>
    public IReadOnlyList<SpoolLane> Lanes
    {
        get
        {
            lock (_turn)
                return [.. _waiting.Keys];
        }
    }

    /// <summary>The lane of a sender to an account.</summary>
    public SpoolLane LaneOf(ChannelAccountId account, string? sender) => SpoolLane.Of(_root.Fingerprints, account, sender);

    /// <summary>Whether a webhook waits in this lane; then the next has to wait behind it.</summary>
    public bool Holds(SpoolLane lane)
    {
        lock (_turn)
            return _waiting.ContainsKey(lane);
    }

    /// <summary>Waits until something is put in.</summary>
    public Task ArrivalAsync(CancellationToken cancellation) => _arrived.WaitAsync(cancellation);

    /// <summary>Puts a proven request of an account's own route behind all others of its lane.</summary>
    /// <param name="request">The request.</param>
    /// <param name="lane">Its lane.</param>
    /// <param name="cancellation">Gives up before it has begun to write.</param>
    /// <returns>Whether it is on the disk. If not, there is no room or the disk refuses, and nothing was kept.</returns>
    public async Task<bool> AppendAsync(WebhookRequest request, SpoolLane lane, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => Append(request, lane), CancellationToken.None);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>The webhook of a lane that has waited longest, or <see langword="null"/>.</summary>
    public SpooledWebhook? Peek(SpoolLane lane)
    {
        lock (_turn)
            return _waiting.TryGetValue(lane, out var queue) ? queue.Peek() : null;
    }

    /// <summary>Reads a webhook again, or gives <see langword="null"/>: its file does not open.</summary>
    /// <exception cref="IOException">The disk does not give it out.</exception>
    public WebhookRequest? Read(SpooledWebhook webhook)
    {
        var sealedText = File.ReadAllBytes(PathOf(webhook));
        try
        {
            return SpooledRequest.Read(_root.Spool.Open(sealedText, Context(webhook)), webhook.Lane.Account);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Takes the first webhook of a lane out, because it is in the journal.</summary>
    public void Remove(SpooledWebhook webhook)
    {
        File.Delete(PathOf(webhook));
        Forget(webhook);
    }

    /// <summary>Puts the first webhook of a lane aside, for a person to look at: its file stays and is not read again.</summary>
    public void Park(SpooledWebhook webhook)
    {
        File.Move(PathOf(webhook), PathOf(webhook) + ".parked", overwrite: true);
        Forget(webhook);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writing.Dispose();
        _arrived.Dispose();
    }

    private bool Append(WebhookRequest request, SpoolLane lane)
    {
        var webhook = new SpooledWebhook(_last + 1, lane, 0);
        var piece = _root.Spool.Seal(SpooledRequest.Write(request), Context(webhook));
        if (!HasRoom(piece.Length))
        {
            _log.Full(Count);
            return false;
        }
        try
        {
            Write(PathOf(webhook), piece);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _log.DiskRefused(failure);
            return false;
        }
        lock (_turn)
            Add(webhook with { Size = piece.Length });
        return true;
    }

    private bool HasRoom(int size)
    {
        lock (_turn)
            return _count < _options.MaxWebhooks && _bytes + size <= _options.MaxBytes;
    }

    private static void Write(string path, byte[] piece)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using var file = new FileStream(path, options);
            file.Write(piece);
            file.Flush(flushToDisk: true);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    private void Add(SpooledWebhook webhook)
    {
        if (!_waiting.TryGetValue(webhook.Lane, out var queue))
            _waiting.Add(webhook.Lane, queue = new());
        queue.Enqueue(webhook);
        (_last, _bytes) = (webhook.Sequence, _bytes + webhook.Size);
        _count++;
        if (_arrived.CurrentCount == 0)
            _arrived.Release();
    }

    private void Forget(SpooledWebhook webhook)
    {
        lock (_turn)
        {
            var queue = _waiting[webhook.Lane];
            queue.Dequeue();
            if (queue.Count == 0)
                _waiting.Remove(webhook.Lane);
            _bytes -= webhook.Size;
            _count--;
        }
    }

    private static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static SealContext Context(SpooledWebhook webhook) =>
        new(TenantId.Platform, webhook.Lane.Account.Value, webhook.Sequence, SealPurpose.Spool);

    private string PathOf(SpooledWebhook webhook) => Path.Combine(_options.Directory!, webhook.FileName);
}
