using System.Text.Json.Nodes;

namespace Athera.Lab.Twilio;

/// <summary>The content templates at the fake Twilio; every account has the same.</summary>
public sealed class TwilioContents
{
    private readonly Lock turn = new();
    private readonly List<TwilioContent> contents =
    [
        new("HX00000000000000000000000000000001", "appointment_reminder", "Hello {{1}}, see you on {{2}}.", "UTILITY", "approved"),
        new("HX00000000000000000000000000000002", "summer_offer", "Hello {{1}}, {{2}} off this week.", "MARKETING", "approved"),
    ];

    /// <summary>All of them.</summary>
    public IReadOnlyList<TwilioContent> All
    {
        get
        {
            lock (turn) return [.. contents];
        }
    }

    /// <summary>Adds one, or replaces the one of its id.</summary>
    public void Set(TwilioContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        lock (turn)
        {
            contents.RemoveAll(known => known.Sid == content.Sid);
            contents.Add(content);
        }
    }

    internal JsonObject Page(int page, int size, Func<int, string> address, bool approvals)
    {
        var all = All;
        return new JsonObject
        {
            ["contents"] = new JsonArray([.. all.Skip(page * size).Take(size).Select(content => content.Json(approvals))]),
            ["meta"] = new JsonObject
            {
                ["page"] = page,
                ["page_size"] = size,
                ["next_page_url"] = (page + 1) * size < all.Count ? address(page + 1) : null,
                ["key"] = "contents",
            },
        };
    }
}

/// <summary>A content template.</summary>
/// <param name="Sid">Its id.</param>
/// <param name="FriendlyName">What people call it.</param>
/// <param name="Body">Its words.</param>
/// <param name="Category">What it is for, in capitals.</param>
/// <param name="Status">Whether WhatsApp has approved it.</param>
public sealed record TwilioContent(string Sid, string FriendlyName, string Body, string Category, string Status)
{
    internal JsonObject Json(bool approvals)
    {
        var json = new JsonObject
        {
            ["sid"] = Sid,
            ["friendly_name"] = FriendlyName,
            ["language"] = "en",
            ["variables"] = new JsonObject { ["1"] = "Ann", ["2"] = "Monday" },
            ["types"] = new JsonObject { ["twilio/text"] = new JsonObject { ["body"] = Body } },
        };
        if (approvals)
            json["approval_requests"] = new JsonObject
            {
                ["name"] = FriendlyName, ["category"] = Category, ["status"] = Status, ["rejection_reason"] = "",
            };
        return json;
    }
}
