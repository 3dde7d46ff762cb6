using System.Diagnostics;

namespace Athera.FaultRuns.Histories;

/// <summary>All that was seen of a run from outside. It only grows, and its order is that of the tester's clock.</summary>
internal sealed class History
{
    private const int Block = 65_536;

    private readonly Lock _gate = new();
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly List<Operation[]> _blocks = [];
    private readonly List<Transcript> _transcripts = [];
    private readonly List<FaultEntry> _faults = [];
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private int _inLast = Block;

    /// <summary>Microseconds since the run began.</summary>
    public long Now => (long)Stopwatch.GetElapsedTime(_began).TotalMicroseconds;

    /// <summary>How many operations there are.</summary>
    public long Count
    {
        get
        {
            lock (_gate)
                return ((long)_blocks.Count * Block) - (Block - _inLast);
        }
    }

    /// <summary>Transcripts as clients read them, in the order of being read.</summary>
    public IReadOnlyList<Transcript> Transcripts
    {
        get
        {
            lock (_gate)
                return [.. _transcripts];
        }
    }

    /// <summary>What was done to the system.</summary>
    public IReadOnlyList<FaultEntry> Faults
    {
        get
        {
            lock (_gate)
                return [.. _faults];
        }
    }

    /// <summary>Adds an operation that stands as it does now; gives when that was.</summary>
    public long Add(int process, Outcome type, Function f, int conversation, int number, long value)
    {
        lock (_gate)
        {
            var at = Now;
            Add(new Operation(at, (short)process, type, f, conversation, number, value));
            return at;
        }
    }

    /// <summary>Adds an operation of a given time, which lies after all before it.</summary>
    public void Add(Operation operation)
    {
        lock (_gate)
        {
            if (_inLast == Block)
            {
                _blocks.Add(new Operation[Block]);
                _inLast = 0;
            }
            _blocks[^1][_inLast++] = operation;
        }
    }

    /// <summary>Adds a transcript that was read.</summary>
    public void Add(Transcript transcript)
    {
        lock (_gate)
            _transcripts.Add(transcript);
    }

    /// <summary>Adds something that was done to the system.</summary>
    public void Add(FaultEntry fault)
    {
        lock (_gate)
            _faults.Add(fault);
    }

    /// <summary>
    /// A number for one of Athera's ids. Readers hear of conversations before anything tells whose they are, so <see cref="Function.Hear"/>
    /// and <see cref="Function.Look"/> carry this number as their conversation.
    /// </summary>
    public int NameOf(string id)
    {
        lock (_gate)
        {
            if (!_names.TryGetValue(id, out var name))
                _names[id] = name = _names.Count;
            return name;
        }
    }

    /// <summary>The operations in their order. Nothing is added while they are read.</summary>
    public IEnumerable<Operation> Operations()
    {
        for (var block = 0; block < _blocks.Count; block++)
        {
            var length = block == _blocks.Count - 1 ? _inLast : Block;
            for (var i = 0; i < length; i++)
                yield return _blocks[block][i];
        }
    }
}
