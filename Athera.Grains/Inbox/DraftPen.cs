using System.Text;
using System.Threading.Channels;
using Athera.Channels;

namespace Athera.Inbox;

/// <summary>
/// Writes one turn's draft: takes in pieces as fast as the model gives them, and tells of the whole now and then. It is told one after the
/// other and the newest wins, so a slow wire means fewer drafts and not a longer turn.
/// </summary>
/// <param name="first">The number of the first draft is one more.</param>
/// <param name="tell">Tells of a draft: its number, the text, and whether it is over.</param>
/// <param name="clock">The clock.</param>
public sealed class DraftPen(long first, Func<long, string, bool, CancellationToken, Task> tell, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>
    /// Between two drafts, and before the first: an answer that is there sooner is never told of as a draft, which spares short ones
    /// all of it.
    /// </summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    /// <summary>A draft grows to so many characters and stays so.</summary>
    public const int MaxText = 8_000;

    /// <summary>The end of a draft may take so long to tell; then it is left to the feed, which tells that the turn has ended.</summary>
    private static readonly TimeSpan LastWord = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Channel<bool> _written = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private Task? _telling;
    private long _number = first;
    private string _told = "";
    private bool _wasTold;
    private bool _isOver;

    /// <summary>Writes on.</summary>
    public void Write(string piece)
    {
        lock (_gate)
        {
            var room = MaxText - _text.Length;
            if (room <= 0 || piece.Length == 0)
                return;
            _text.Append(TextLimit.Cut(piece, room));
            _telling ??= TellAsync();
        }
        _written.Writer.TryWrite(true);
    }

    /// <summary>What was written comes to nothing; the model begins anew.</summary>
    public void Erase()
    {
        lock (_gate)
            _text.Clear();
        _written.Writer.TryWrite(true);
    }

    /// <summary>Ends the draft, and tells so if it was ever told of.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isOver)
            return;
        _isOver = true;
        await _stopping.CancelAsync();
        if (_telling is { } telling)
            await telling;
        if (_wasTold)
        {
            using var patience = new CancellationTokenSource(LastWord, clock);
            await tell(++_number, "", true, patience.Token);
        }
        _stopping.Dispose();
    }

    private async Task TellAsync()
    {
        try
        {
            while (await _written.Reader.WaitToReadAsync(_stopping.Token))
            {
                await Task.Delay(Pace, clock, _stopping.Token);
                _written.Reader.TryRead(out _);
                var text = Text();
                if (text == _told)
                    continue;
                (_told, _wasTold) = (text, true);
                await tell(++_number, text, false, _stopping.Token);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The draft is over.
        }
    }

    private string Text()
    {
        lock (_gate)
            return _text.ToString();
    }
}
