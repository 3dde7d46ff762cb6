namespace Athera.Lab.Twilio;

/// <summary>The messages Twilio can be asked about: the newest of them, by SID, with the status they have come to.</summary>
internal sealed class TwilioMessages(int capacity)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, TwilioMessage> bySid = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();

    public void Add(TwilioMessage message)
    {
        lock (gate)
        {
            bySid[message.Sid] = message;
            order.Enqueue(message.Sid);
            if (order.Count > capacity) bySid.Remove(order.Dequeue());
        }
    }

    public TwilioMessage? Find(string accountSid, string sid)
    {
        lock (gate) return bySid.GetValueOrDefault(sid) is { } message && message.AccountSid == accountSid ? message : null;
    }

    public TwilioMessage Move(TwilioMessage message, string status, int? errorCode, DateTimeOffset at)
    {
        lock (gate)
        {
            var current = bySid.GetValueOrDefault(message.Sid, message);
            var moved = current with
            {
                From = message.From,
                Status = status,
                ErrorCode = errorCode,
                UpdatedAt = at,
                SentAt = current.SentAt ?? (status is "sent" or "delivered" or "read" ? at : null),
            };
            if (bySid.ContainsKey(message.Sid)) bySid[message.Sid] = moved;
            return moved;
        }
    }

    /// <summary>Matching messages, newest first as Twilio lists them.</summary>
    public IReadOnlyList<TwilioMessage> List(string accountSid, TwilioQuery query)
    {
        lock (gate)
            return [.. bySid.Values.Where(message => message.AccountSid == accountSid && query.Matches(message))
                .OrderByDescending(message => message.CreatedAt).ThenByDescending(message => message.Sequence)];
    }
}
