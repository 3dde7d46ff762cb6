namespace Athera.Lab.Phones;

/// <summary>A dictionary that forgets its oldest keys above a capacity.</summary>
internal sealed class RecentMap<TValue>(int capacity)
    where TValue : class
{
    private readonly Dictionary<string, TValue> values = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();

    public TValue? Find(string? key) => key is null ? null : values.GetValueOrDefault(key);

    public void Add(string key, TValue value)
    {
        if (!values.TryAdd(key, value)) return;
        order.Enqueue(key);
        if (order.Count > capacity) values.Remove(order.Dequeue());
    }
}
