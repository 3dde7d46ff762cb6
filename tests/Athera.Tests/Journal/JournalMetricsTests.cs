using System.Diagnostics.Metrics;
using Athera.Journal;
using Xunit;

namespace Athera.Tests.Journal;

public sealed class JournalMetricsTests
{
    [Fact]
    public async Task The_meter_shows_the_queue_the_batches_and_their_time()
    {
        await using var fixture = new WriterFixture();
        List<(string Instrument, double Value)> seen = [];
        using var listener = Listen(fixture.Service<IMeterFactory>(), seen);
        var gate = fixture.Store.HoldNext();
        var first = fixture.Send(fixture.Append());
        await gate.Arrived;
        var others = new[] { fixture.Send(fixture.Append()), fixture.Send(fixture.Append()) };

        listener.RecordObservableInstruments();
        fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        gate.Open();
        await Task.WhenAll([first, .. others]);

        Assert.Equal(
            [
                ("athera.journal.queue.length", 2),
                ("athera.journal.batch.size", 1), ("athera.journal.commit.duration", 1),
                ("athera.journal.batch.size", 2), ("athera.journal.commit.duration", 0),
            ],
            seen);
    }

    private static MeterListener Listen(IMeterFactory meters, List<(string Instrument, double Value)> seen)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == JournalMetrics.MeterName && instrument.Meter.Scope == meters)
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => seen.Add((instrument.Name, value)));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => seen.Add((instrument.Name, value)));
        listener.Start();
        return listener;
    }
}
