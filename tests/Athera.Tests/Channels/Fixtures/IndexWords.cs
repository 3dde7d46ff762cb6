using System.Globalization;
using System.Text.RegularExpressions;
using Athera.Channels;
using Athera.Messages;

namespace Athera.Tests.Channels.Fixtures;

/// <summary>The words of the index for what a webhook becomes.</summary>
internal static partial class IndexWords
{
    /// <summary>What the index says a webhook becomes, one word for each element.</summary>
    public static IReadOnlyList<string> Expected(FixtureLine line) => line switch
    {
        // The count stands beside the file, since every element of it is meant.
        { Becomes: var text } when text.StartsWith("every element handled", StringComparison.Ordinal) => Counted(line.What),
        { Becomes: var text } when text.StartsWith("status for every outbound", StringComparison.Ordinal) =>
            [.. Watermark().Matches(line.What).Select(word => word.Value == "delivery" ? "status(delivered)" : "status(read)")],
        { Becomes: var text } when text.StartsWith("same MessageSid", StringComparison.Ordinal) => ["message/text"],
        _ => Leading().Match(line.Becomes) is { Success: true } word
            ? [word.Value.Split('(') is ["status", var state] ? $"status({state.TrimEnd(')', ',')})" : Short(word.Value)]
            : throw new InvalidOperationException($"The index says nothing known of {line.File}."),
    };

    /// <summary>The index's word for what an element became.</summary>
    public static string Of(WebhookElement element) => element switch
    {
        ReceivedElement { Message.Keyword: { } keyword } => keyword switch
        {
            Keyword.Stop => "opt_out",
            Keyword.Start => "opt_in",
            _ => "help",
        },
        ReceivedElement { Message.Content.Kind: var kind } => $"message/{Snake(kind)}",
        ReceiptElement { Receipt.State: var state } => Status(state),
        NoticeElement { Notice: var notice } => notice switch
        {
            EchoNotice => "echo",
            DeletionNotice => "delete",
            EditNotice => "edit",
            ReactionNotice { Emoji: null } => "reaction(remove)",
            ReactionNotice => "reaction(add)",
            WatermarkNotice { State: var state } => Status(state),
            AddressChangeNotice => "identity_change",
            ConsentNotice { Scope: ConsentScope.Marketing, Granted: false } => "preference(marketing=stop)",
            _ => notice.GetType().Name,
        },
        UnreadableElement { Reason: var reason } => $"unreadable({reason})",
        _ => element.GetType().Name,
    };

    private static string Status(MessageState state) => $"status({state.ToString().ToLowerInvariant()})";

    private static string Snake(MessageKind kind) =>
        Hump().Replace(kind.ToString(), match => "_" + match.Value).ToLowerInvariant();

    // opt_out(sms), delete(tombstone) and "edit of" say more than what it becomes.
    private static string Short(string word) => word is ['o', 'p', 't', ..] or ['d', 'e', 'l', ..] ? word.Split('(')[0] : word;

    private static string[] Counted(string what)
    {
        var counts = Count().Match(what);
        return
        [
            .. Enumerable.Repeat("message/text", int.Parse(counts.Groups[1].ValueSpan, CultureInfo.InvariantCulture)),
            .. Enumerable.Repeat("status", int.Parse(counts.Groups[2].ValueSpan, CultureInfo.InvariantCulture)),
        ];
    }

    [GeneratedRegex(@"^(message/\w+|status\(\w+|echo|delete\(\w+\)|edit|identity_change|reaction\(\w+\)|preference\([^)]+\)|opt_\w+\(\w+\)|help)")]
    private static partial Regex Leading();

    [GeneratedRegex(@"delivery|read")]
    private static partial Regex Watermark();

    [GeneratedRegex(@"(\d+) messages and (\d+) statuses")]
    private static partial Regex Count();

    [GeneratedRegex(@"(?<=[a-z])[A-Z]")]
    private static partial Regex Hump();
}
