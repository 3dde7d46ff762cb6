using Athera.Silo.Hosting;
using Microsoft.Extensions.Time.Testing;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Xunit;

namespace Athera.Tests.Hosting;

public sealed class FloodGateTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly List<string> _written = [];
    private readonly ILogger _log;

    public FloodGateTests() => _log = new LoggerConfiguration()
        .Filter.With(new FloodGate(_clock))
        .WriteTo.Sink(new Memory(_written))
        .CreateLogger();

    [Fact]
    public void Of_a_flood_of_one_wording_some_lines_are_written_and_the_rest_counted()
    {
        for (var i = 0; i < 1_000; i++)
            _log.Warning("Message {Number} was dropped", i);
        Assert.Equal(20, _written.Count);
        _clock.Advance(TimeSpan.FromSeconds(1));
        _log.Warning("Message {Number} was dropped", 1_000);
        Assert.Equal("Message 1000 was dropped (and 980 like this before)", _written[^1]);
    }

    [Fact]
    public void What_is_rare_passes_beside_a_flood()
    {
        for (var i = 0; i < 1_000; i++)
            _log.Warning("Message {Number} was dropped", i);
        _log.Warning("A silo was lost");
        Assert.Equal("A silo was lost", _written[^1]);
    }

    [Fact]
    public void The_last_word_of_a_process_is_never_held_back()
    {
        for (var i = 0; i < 100; i++)
            _log.Fatal("This process ends");
        Assert.Equal(100, _written.Count);
    }

    private sealed class Memory(List<string> written) : ILogEventSink
    {
        public void Emit(LogEvent logEvent) => written.Add(
            logEvent.RenderMessage() + (logEvent.Properties.TryGetValue(FloodGate.Missed, out var missed) ? ((ScalarValue)missed).Value : ""));
    }
}
