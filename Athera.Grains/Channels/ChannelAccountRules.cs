namespace Athera.Channels;

/// <summary>What may be connected and changed.</summary>
public static class ChannelAccountRules
{
    private const int MaxName = 200, MaxRate = 100_000;

    /// <summary>What is wrong with an account, by field; empty if nothing is.</summary>
    public static IReadOnlyDictionary<string, string> Check(
        IChannel channel, string name, IReadOnlyDictionary<string, string> settings, int? messagesPerSecond)
    {
        var problems = new Dictionary<string, string>();
        if (name is not { Length: > 0 and <= MaxName })
            problems["name"] = $"must have 1 to {MaxName} characters";
        if (messagesPerSecond is < 1 or > MaxRate)
            problems["messagesPerSecond"] = $"must be 1 to {MaxRate}";
        foreach (var field in channel.Fields.Where(f => f.Required && string.IsNullOrEmpty(settings.GetValueOrDefault(f.Name))))
            problems[field.Name] = "is required";
        foreach (var (field, value) in settings)
        {
            if (channel.Fields.All(f => f.Name != field))
                problems[field] = $"is not a setting of {channel.Kind}";
            else if (value.Length > ChannelField.MaxLength)
                problems[field] = $"is longer than {ChannelField.MaxLength} characters";
        }
        return problems.Count > 0 ? problems : channel.Check(new ChannelSettings(settings));
    }

    /// <summary>The account as shown: without its secrets, and with the address to enter at the provider.</summary>
    public static ChannelAccountView View(ChannelAccountId id, ChannelAccount account, IChannel channel, Uri publicUrl) => new()
    {
        Id = id,
        Kind = account.Kind,
        Name = account.Name,
        WebhookUrl = $"{publicUrl.ToString().TrimEnd('/')}{channel.EntryPath(id)}",
        Settings = account.Settings
            .Where(s => channel.Fields.Any(f => f.Name == s.Key && !f.Secret))
            .ToDictionary(s => s.Key, s => s.Value),
        MessagesPerSecond = account.MessagesPerSecond,
        CreatedAt = account.CreatedAt,
        Hold = account.Hold,
        Agent = account.Agent,
    };
}
