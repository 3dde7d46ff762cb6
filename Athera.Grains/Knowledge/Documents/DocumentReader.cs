using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Athera.Knowledge.Documents;

/// <summary>
/// Reads sources that nobody vouches for. Text and Markdown are read here; HTML and PDF in a process of their own with a bound on its
/// memory, which is killed when its time is over. Few are read at once, and few wait.
/// </summary>
public sealed class DocumentReader(IOptions<ReadingOptions> options, TimeProvider clock, ILogger<DocumentReader> log) : IDisposable
{
    /// <summary>What a process may answer at most, in bytes: the longest text with what stands around each of its characters.</summary>
    private const int MaxAnswer = 32 * KnowledgeLimits.MaxCharacters;

    private readonly SemaphoreSlim _places = new(options.Value.AtOnce);
    private int _waiting;

    /// <summary>Reads a source. Whatever is wrong with it is a fault in the answer.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<Document> ReadAsync(ArticleKind kind, ReadOnlyMemory<byte> source, CancellationToken cancellation)
    {
        if (kind is ArticleKind.Text or ArticleKind.Markdown)
            return await Task.Run(() => kind == ArticleKind.Text ? PlainReading.Text(source.Span) : PlainReading.Markdown(source.Span), cancellation);
        if (Interlocked.Increment(ref _waiting) > options.Value.AtOnce + options.Value.Waiting)
        {
            Interlocked.Decrement(ref _waiting);
            return Document.Failed(DocumentFaults.Busy);
        }
        try
        {
            if (!await _places.WaitAsync(options.Value.Patience, cancellation))
                return Document.Failed(DocumentFaults.Busy);
            try
            {
                return await ReadApartAsync(kind, source, cancellation);
            }
            catch (Win32Exception e)
            {
                log.CannotRead(e);
                return Document.Failed(DocumentFaults.Busy);
            }
            finally
            {
                _places.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    private async Task<Document> ReadApartAsync(ArticleKind kind, ReadOnlyMemory<byte> source, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(options.Value.Deadline, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        using var process = new Process { StartInfo = ReadingProgram.For(kind) };
        process.Start();
        try
        {
            process.ErrorDataReceived += static (_, _) => { }; // What a crash writes is nobody's to keep: it may quote the source.
            process.BeginErrorReadLine();
            var answering = ReadAnswerAsync(process.StandardOutput.BaseStream, limit.Token);
            await WriteAsync(process.StandardInput.BaseStream, source, limit.Token);
            var answer = await answering;
            await process.WaitForExitAsync(limit.Token);
            if (process.ExitCode == 0)
                return JsonSerializer.Deserialize(answer.Span, DocumentJson.Default.Document) ?? Document.Failed(DocumentFaults.Damaged);
            log.ReadingEnded(kind, process.ExitCode);
            return Document.Failed(DocumentFaults.Costly);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            log.ReadingTookTooLong(kind, options.Value.Deadline);
            return Document.Failed(DocumentFaults.Costly);
        }
        catch (JsonException)
        {
            return Document.Failed(DocumentFaults.Damaged);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    // A process that ends before it has read everything breaks the pipe; its exit code says the rest.
    private static async Task WriteAsync(Stream input, ReadOnlyMemory<byte> source, CancellationToken cancellation)
    {
        try
        {
            await using (input)
                await input.WriteAsync(source, cancellation);
        }
        catch (IOException)
        {
            return;
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAnswerAsync(Stream output, CancellationToken cancellation)
    {
        using var answer = new MemoryStream();
        var piece = new byte[64 * 1024];
        while (await output.ReadAsync(piece, cancellation) is > 0 and var length)
        {
            if (answer.Length + length > MaxAnswer)
                throw new JsonException("The answer is longer than any document.");
            answer.Write(piece, 0, length);
        }
        return answer.ToArray();
    }
}
