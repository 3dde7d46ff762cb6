using System.Collections.Concurrent;
using Athera.Lab.Faults;
using Athera.Lab.Ledgers;
using Athera.Lab.Wire;
using Microsoft.AspNetCore.Http;

namespace Athera.Lab.Files;

/// <summary>The files a provider keeps, and how it gives them out.</summary>
public sealed class FileShelf
{
    private const int Remembered = 10_000;

    private readonly ConcurrentDictionary<string, LabFile> _files = new(StringComparer.Ordinal);

    /// <summary>What the next downloads meet; the account is the file's id.</summary>
    public Script<FileFault> Faults { get; } = new(FileFault.None);

    /// <summary>Ids of files asked for, in order, whatever came of it.</summary>
    public Ledger<string> Downloads { get; } = new(Remembered);

    /// <summary>Files that were brought to the provider.</summary>
    public Ledger<LabFile> Uploads { get; } = new(Remembered);

    /// <summary>Keeps a file.</summary>
    public LabFile Add(string id, string contentType, ReadOnlyMemory<byte> bytes) => _files[id] = new LabFile(id, contentType, bytes);

    /// <summary>The file of an id, or null.</summary>
    public LabFile? Find(string id) => _files.GetValueOrDefault(id);

    internal async Task WriteAsync(HttpContext context, string id, TimeProvider time)
    {
        Downloads.Add(_ => id);
        var fault = Faults.Take(id);
        using var end = RequestEnd.Of(context);
        try
        {
            await PlayAsync(context, fault, Find(id), time, end.Token);
        }
        catch (OperationCanceledException)
        {
            context.Abort(); // The caller or the host has gone.
        }
    }

    private static async Task PlayAsync(HttpContext context, FileFault fault, LabFile? file, TimeProvider time, CancellationToken cancellation)
    {
        var response = context.Response;
        if (fault.Status is { } status || file is null)
        {
            response.StatusCode = fault.Status ?? 404;
            if (fault.Location is { } location) response.Headers.Location = location.AbsoluteUri;
            return;
        }
        response.ContentType = file.ContentType;
        if (fault.Flood is { } flood)
        {
            var part = new byte[64 * 1024];
            file.Bytes.Span[..Math.Min(part.Length, file.Bytes.Length)].CopyTo(part);
            for (var sent = 0L; sent < flood; sent += part.Length) await response.Body.WriteAsync(part, cancellation);
            return;
        }
        var bytes = file.Bytes.ToArray();
        if (fault.Changes) bytes[^1] ^= 1;
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2), cancellation);
        await response.Body.FlushAsync(cancellation);
        if (fault.CutsOff)
        {
            context.Abort();
            return;
        }
        if (fault.Pause > TimeSpan.Zero) await Task.Delay(fault.Pause, time, cancellation);
        await response.Body.WriteAsync(bytes.AsMemory(bytes.Length / 2), cancellation);
    }
}
