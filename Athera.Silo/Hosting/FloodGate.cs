using System.Collections.Concurrent;
using Serilog.Core;
using Serilog.Events;

namespace Athera.Silo.Hosting;

/// <summary>
/// Lets a few lines of one wording through and counts the rest. When a database or a silo is gone, every message under way has the
/// same thing to say, and writing thousands of stack traces a second would cost the processor time that is needed to recover.
/// </summary>
/// <param name="clock">The clock.</param>
internal sealed class FloodGate(TimeProvider clock) : ILogEventFilter
{
    /// <summary>What the next line of the same wording says of those held back; empty when there were none.</summary>
    public const string Missed = nameof(Missed);

    /// <summary>Lines of one wording at once.</summary>
    private const int Burst = 20;

    /// <summary>Wordings are constants of the program and its libraries; what makes them up as it goes shares one gate.</summary>
    private const int MaxWordings = 2_000;

    private static readonly TimeSpan PerLine = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, Gate> _gates = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool IsEnabled(LogEvent logEvent)
    {
        if (logEvent.Level == LogEventLevel.Fatal)
            return true;
        var wording = logEvent.MessageTemplate.Text;
        if (!_gates.TryGetValue(wording, out var gate))
            gate = _gates.GetOrAdd(_gates.Count < MaxWordings ? wording : "", _ => new Gate());
        if (gate.Pass(clock) is not { } missed)
            return false;
        if (missed > 0)
            logEvent.AddOrUpdateProperty(new LogEventProperty(Missed, new ScalarValue($" (and {missed} like this before)")));
        return true;
    }

    private sealed class Gate
    {
        private readonly Lock _lock = new();
        private double _lines = Burst;
        private long _at;
        private long _missed;

        // How many were held back since the last that passed; null if this one is held back as well.
        public long? Pass(TimeProvider clock)
        {
            lock (_lock)
            {
                var now = clock.GetTimestamp();
                if (_at != 0)
                    _lines = Math.Min(Burst, _lines + (clock.GetElapsedTime(_at, now) / PerLine));
                _at = now;
                if (_lines < 1)
                {
                    _missed++;
                    return null;
                }
                _lines--;
                (var missed, _missed) = (_missed, 0);
                return missed;
            }
        }
    }
}
