using System.Diagnostics.Metrics;

namespace Athera.Journal;

/// <summary>What an operator watches of the writer, as instruments of the meter <c>Athera.Journal</c>.</summary>
public sealed class JournalMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Athera.Journal";

    private readonly Meter _meter;
    private readonly Histogram<int> _batchSize;
    private readonly Histogram<double> _commitDuration;

    /// <summary>Creates the instruments.</summary>
    public JournalMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _batchSize = _meter.CreateHistogram("athera.journal.batch.size", "{append}", "Appends in one transaction.",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512] });
        _commitDuration = _meter.CreateHistogram("athera.journal.commit.duration", "s", "Time of one transaction, ended well or not.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [.0005, .001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5],
            });
    }

    internal void Attempted(int appends, TimeSpan duration)
    {
        _batchSize.Record(appends);
        _commitDuration.Record(duration.TotalSeconds);
    }

    internal void WatchQueue(Func<int> length) =>
        _meter.CreateObservableGauge("athera.journal.queue.length", length, "{append}", "Appends waiting for a commit.");
}
