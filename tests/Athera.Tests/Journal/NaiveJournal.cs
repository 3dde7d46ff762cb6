using System.Text;
using Athera.Journal;

namespace Athera.Tests.Journal;

/// <summary>A journal in memory that takes appends one by one and writes each at once; too simple to be wrong.</summary>
internal sealed class NaiveJournal
{
    private readonly SortedDictionary<OpaqueId, (TenantId Tenant, long Length)> _streams = [];
    private readonly Dictionary<TenantId, List<(OpaqueId Stream, long Sequence)>> _feeds = [];
    private readonly SortedDictionary<OpaqueId, (TenantId Tenant, Claim Claim)> _claims = [];
    private readonly SortedDictionary<OpaqueId, Snapshot> _snapshots = [];
    private readonly SortedDictionary<OpaqueId, StoredConversation> _lines = [];
    private readonly SortedDictionary<(OpaqueId, long), byte> _overlays = [];
    private readonly SortedDictionary<(OpaqueId, long), byte> _redactions = [];
    private readonly SortedDictionary<OpaqueId, Wake> _wakes = [];

    public BatchFacts Facts()
    {
        var facts = new BatchFacts();
        foreach (var (tenant, feed) in _feeds)
            facts.Positions.Add(tenant, feed.Count);
        foreach (var (stream, (tenant, length)) in _streams)
            facts.Heads.Add(stream, new StreamHead(tenant, length));
        foreach (var (key, (tenant, _)) in _claims)
            facts.Holders.Add(new ClaimKey(key), tenant);
        return facts;
    }

    public AppendResult[] Commit(Append[] batch)
    {
        HashSet<OpaqueId> refused = [];
        return [.. batch.Select(append =>
        {
            var result = Commit(append, refused);
            if (result.Status != AppendStatus.Committed)
                refused.UnionWith(append.Streams.Select(run => run.Stream));
            return result;
        })];
    }

    /// <summary>Writes what was admitted, the way an engine does.</summary>
    public void Write(AdmittedBatch admitted)
    {
        foreach (var (tenant, run, first) in admitted.Runs)
        {
            if (FeedOf(tenant).Count != first - 1)
                throw new InvalidOperationException("A gap in the positions.");
            Extend(tenant, run);
        }
        foreach (var key in admitted.Released)
            _claims.Remove(key.Value);
        foreach (var (tenant, claim) in admitted.Taken.Values)
            _claims.Add(claim.Key.Value, (tenant, claim));
        foreach (var (_, snapshot) in admitted.Snapshots.Values)
            Set(snapshot);
        foreach (var (_, line) in admitted.Conversations.Values)
            _lines[line.Row.Id.Value] = line;
        foreach (var overlay in admitted.Overlays.Values)
            _overlays[(overlay.Stream, overlay.Sequence)] = overlay.Payload.Span[0];
        foreach (var (_, redaction) in admitted.Redactions.Values)
            _redactions[(redaction.Stream, redaction.Sequence)] = redaction.Payload.Span[0];
        foreach (var (_, wake) in admitted.Wakes.Values)
            Set(wake);
    }

    public string Describe()
    {
        var text = new StringBuilder();
        text.AppendJoin(' ', _streams).AppendLine();
        foreach (var (tenant, feed) in _feeds.Where(feed => feed.Value.Count > 0).OrderBy(feed => feed.Key.Value))
            text.Append(tenant).Append(": ").AppendJoin(' ', feed).AppendLine();
        text.AppendJoin(' ', _claims).AppendLine();
        text.AppendJoin(' ', _snapshots.Values.Select(snapshot => $"{snapshot.Stream}={snapshot.Payload?.Span[0]}")).AppendLine();
        text.AppendJoin(' ', _lines.Values.Select(line => $"{line.Row.Id}={line.Row.Unread}/{line.Sequence}/{line.Position}")).AppendLine();
        text.AppendJoin(' ', _overlays).AppendLine();
        text.AppendJoin(' ', _redactions).AppendLine();
        text.AppendJoin(' ', _wakes.Values);
        return text.ToString();
    }

    private AppendResult Commit(Append append, HashSet<OpaqueId> refused)
    {
        ClaimKey[] taken = [.. append.Claims.Select(claim => claim.Key).Where(key => _claims.ContainsKey(key.Value))];
        if (taken.Length > 0)
            return new AppendResult(AppendStatus.Duplicate, Taken: taken);
        if (append.Streams.Any(run => refused.Contains(run.Stream) || !IsAtHead(append.Tenant, run)))
            return AppendResult.Conflict;
        foreach (var run in append.Streams)
            Extend(append.Tenant, run);
        foreach (var claim in append.Claims)
            _claims.Add(claim.Key.Value, (append.Tenant, claim));
        foreach (var key in append.Releases.Where(key => _claims.TryGetValue(key.Value, out var held) && held.Tenant == append.Tenant))
            _claims.Remove(key.Value);
        SetRows(append);
        return new AppendResult(AppendStatus.Committed, FeedOf(append.Tenant).Count);
    }

    private void SetRows(Append append)
    {
        foreach (var snapshot in append.Snapshots)
            Set(snapshot);
        foreach (var overlay in append.Overlays)
            _overlays[(overlay.Stream, overlay.Sequence)] = overlay.Payload.Span[0];
        foreach (var redaction in append.Redactions)
            _redactions[(redaction.Stream, redaction.Sequence)] = redaction.Payload.Span[0];
        if (append.Wake is { } wake)
            Set(wake);
        if (append.Conversation is { } row)
        {
            var last = FeedOf(append.Tenant).FindLastIndex(entry => entry.Stream == row.Id.Value);
            _lines[row.Id.Value] = new StoredConversation(row, _streams[row.Id.Value].Length, last + 1);
        }
    }

    private bool IsAtHead(TenantId tenant, StreamAppend run) =>
        _streams.TryGetValue(run.Stream, out var stream)
            ? stream == (tenant, run.ExpectedSequence)
            : run.ExpectedSequence == 0;

    private void Extend(TenantId tenant, StreamAppend run)
    {
        for (var i = 0; i < run.Events.Count; i++)
        {
            _streams[run.Stream] = (tenant, run.ExpectedSequence + 1 + i);
            FeedOf(tenant).Add((run.Stream, run.ExpectedSequence + 1 + i));
        }
    }

    private List<(OpaqueId Stream, long Sequence)> FeedOf(TenantId tenant)
    {
        if (!_feeds.TryGetValue(tenant, out var feed))
            _feeds.Add(tenant, feed = []);
        return feed;
    }

    private void Set(Snapshot snapshot)
    {
        _snapshots.Remove(snapshot.Stream);
        if (snapshot.Payload is not null)
            _snapshots.Add(snapshot.Stream, snapshot);
    }

    private void Set(Wake wake)
    {
        _wakes.Remove(wake.Stream);
        if (wake.DueAt is not null)
            _wakes.Add(wake.Stream, wake);
    }
}
