using Athera.Messages;

namespace Athera.Journal;

/// <summary>
/// Decides, append by append, what of a batch is committed. It is the same for every engine: an engine brings the facts, found
/// under its locks, and writes the rows that come out.
/// </summary>
/// <remarks>
/// An append is a duplicate if any of its claims is held, whatever else is wrong with it: "already done" stays true on any
/// state. Otherwise it is a conflict if any of its streams does not end where the append expects, is another tenant's, or was
/// meant to be extended by an append refused earlier, in this batch or in one before. Claims are looked at before the append's own releases, so an append
/// cannot take over a key by giving it up itself. A key is given up only by the tenant that holds it.
/// </remarks>
public sealed class BatchAdmission
{
    private readonly BatchFacts _facts;
    private readonly AdmittedBatch _admitted;
    private readonly HashSet<OpaqueId> _refused = [];

    private BatchAdmission(BatchFacts facts, int appends)
    {
        _facts = facts;
        _admitted = new AdmittedBatch(appends);
    }

    /// <summary>Decides a batch.</summary>
    /// <param name="batch">The appends, in order.</param>
    /// <param name="facts">What the database says; used up.</param>
    /// <exception cref="RejectedBatchException">An append changes the line of a conversation or an entity without an event of it.</exception>
    public static AdmittedBatch Decide(IReadOnlyList<Append> batch, BatchFacts facts)
    {
        var admission = new BatchAdmission(facts, batch.Count);
        for (var i = 0; i < batch.Count; i++)
            admission._admitted.Results[i] = admission.Decide(batch[i]);
        return admission._admitted;
    }

    private AppendResult Decide(Append append)
    {
        var refusal = Refusal(append);
        if (refusal is null)
            return Admit(append);
        foreach (var stream in append.Streams)
            _refused.Add(stream.Stream);
        return refusal;
    }

    private AppendResult? Refusal(Append append)
    {
        List<ClaimKey>? taken = null;
        foreach (var claim in append.Claims)
        {
            if (_facts.Holders.ContainsKey(claim.Key))
                (taken ??= []).Add(claim.Key);
        }
        if (taken is not null)
            return new AppendResult(AppendStatus.Duplicate, Taken: taken);
        if (append.Chain is { IsBroken: true })
            return AppendResult.Conflict;
        foreach (var stream in append.Streams)
        {
            if (_refused.Contains(stream.Stream) || !IsAtHead(append, stream))
                return AppendResult.Conflict;
        }
        return null;
    }

    private bool IsAtHead(Append append, StreamAppend stream) =>
        _facts.Heads.TryGetValue(stream.Stream, out var head)
            ? head.Tenant == append.Tenant && head.Sequence == stream.ExpectedSequence
            : stream.ExpectedSequence == 0;

    private AppendResult Admit(Append append)
    {
        _admitted.HasRows = true;
        var conversation = append.Conversation;
        var line = default(StoredConversation);
        var position = _facts.Positions.GetValueOrDefault(append.Tenant);
        foreach (var stream in append.Streams)
        {
            if (stream.Events.Count == 0)
                continue;
            _admitted.Runs.Add(new AdmittedRun(append.Tenant, stream, position + 1));
            position += stream.Events.Count;
            var head = new StreamHead(append.Tenant, stream.ExpectedSequence + stream.Events.Count);
            _facts.Heads[stream.Stream] = head;
            if (conversation is not null && conversation.Id.Value == stream.Stream)
                line = new StoredConversation(conversation, head.Sequence, position);
        }
        _facts.Positions[append.Tenant] = position;
        _admitted.Positions[append.Tenant] = position;
        MoveClaims(append);
        SetRows(append);
        if (conversation is not null)
            SetLine(append, line);
        if (append.Entity is { } entity)
            SetEntity(append, entity, position);
        return new AppendResult(AppendStatus.Committed, position);
    }

    private void MoveClaims(Append append)
    {
        foreach (var claim in append.Claims)
        {
            _facts.Holders[claim.Key] = append.Tenant;
            _admitted.Taken[claim.Key] = new Owned<Claim>(append.Tenant, claim);
        }
        foreach (var key in append.Releases)
        {
            if (!_facts.Holders.TryGetValue(key, out var holder) || holder != append.Tenant)
                continue;
            _facts.Holders.Remove(key);
            if (!_admitted.Taken.Remove(key))
                _admitted.Released.Add(key);
        }
    }

    private void SetRows(Append append)
    {
        foreach (var snapshot in append.Snapshots)
            _admitted.Snapshots[snapshot.Stream] = new Owned<Snapshot>(append.Tenant, snapshot);
        foreach (var overlay in append.Overlays)
            _admitted.Overlays[new MessageId(new ConversationId(overlay.Stream), overlay.Sequence)] = overlay;
        foreach (var redaction in append.Redactions)
            _admitted.Redactions[(redaction.Stream, redaction.Sequence)] = new Owned<Redaction>(append.Tenant, redaction);
        if (append.Wake is { } wake)
            _admitted.Wakes[wake.Stream] = new Owned<Wake>(append.Tenant, wake);
    }

    // The line's place in the list is that of the conversation's last event. Without an event it would have to keep a place
    // nobody here knows.
    private void SetLine(Append append, StoredConversation? line) =>
        _admitted.Conversations[append.Conversation!.Id] = new Owned<StoredConversation>(
            append.Tenant,
            line ?? throw new RejectedBatchException("A conversation's line changes only together with an event of the conversation."));

    // An entity keeps the place in the list that it first got: pages that were begun lead through all of it, whatever changes meanwhile.
    private void SetEntity(Append append, EntityRow row, long position)
    {
        if (!append.Streams.Any(stream => stream.Stream == row.Id && stream.Events.Count > 0))
            throw new RejectedBatchException("An entity's line changes only together with an event of the entity.");
        var placed = _admitted.Entities.TryGetValue(row.Id, out var listed) ? listed.Row.Position : position;
        _admitted.Entities[row.Id] = new Owned<ListedEntity>(append.Tenant, new ListedEntity(row, placed));
    }
}
