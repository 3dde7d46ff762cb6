using System.Diagnostics.Metrics;

namespace Athera.Gateway;

/// <summary>Counts what is all that remains of refused webhooks.</summary>
public sealed class GatewayMetrics
{
    private readonly Counter<long> _refused;
    private readonly Counter<long> _quarantined;
    private readonly Counter<long> _strayReceipts;

    /// <summary>Creates the meter <c>Athera.Gateway</c>.</summary>
    public GatewayMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Athera.Gateway");
        _refused = meter.CreateCounter<long>("athera.gateway.refused", "{webhook}", "Webhooks without a good signature");
        _quarantined = meter.CreateCounter<long>("athera.gateway.quarantined", "{element}", "Elements that could not be read");
        _strayReceipts = meter.CreateCounter<long>("athera.gateway.stray_receipts", "{receipt}", "Receipts of messages not sent here");
    }

    /// <summary>A webhook without a good signature.</summary>
    public void Refused(string provider) => _refused.Add(1, new KeyValuePair<string, object?>("provider", provider));

    /// <summary>An element that could not be read.</summary>
    public void Quarantined(string provider, string reason) => _quarantined.Add(
        1, new KeyValuePair<string, object?>("provider", provider), new KeyValuePair<string, object?>("reason", reason));

    /// <summary>A receipt of a message Athera did not send.</summary>
    public void StrayReceipt(string provider) => _strayReceipts.Add(1, new KeyValuePair<string, object?>("provider", provider));
}
