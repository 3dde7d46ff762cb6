using System.Text.Json;

namespace Athera.Channels.Meta;

/// <summary>
/// Instagram and Messenger, which share a form: <c>entry[].messaging[]</c>. Known, and kept element by element under the account's
/// name until their channels read them.
/// </summary>
/// <param name="name">Name of the object in the envelope.</param>
/// <param name="channel">The channel its accounts belong to.</param>
internal sealed class MessagingObject(string name, string channel) : IMetaObject
{
    public string Name => name;

    public void Read(JsonElement entry, MetaReading reading)
    {
        var account = entry.Member("id"u8).Id() is { } id ? $"{channel}:{id}" : null;
        // All three are read: the dashboard's test button sends "changes", and "standby" holds what another app answers.
        if (!(ReadList("messaging"u8, entry, account, reading)
            | ReadList("standby"u8, entry, account, reading)
            | ReadList("changes"u8, entry, account, reading)))
            reading.AddUnreadable(account, UnreadableReasons.MalformedElement, reading.BodyOf(entry));
    }

    private static bool ReadList(ReadOnlySpan<byte> list, JsonElement entry, string? account, MetaReading reading)
    {
        var items = entry.Member(list);
        if (items.ValueKind != JsonValueKind.Array)
            return false;
        foreach (var item in items.EnumerateArray())
        {
            if (reading.IsFull)
                break;
            var reason = account is not null && item.ValueKind == JsonValueKind.Object
                ? UnreadableReasons.NotReadYet
                : UnreadableReasons.MalformedElement;
            reading.AddUnreadable(account, reason, reading.BodyOf(entry, list, raw => raw.Add(item)));
        }
        return true;
    }
}
