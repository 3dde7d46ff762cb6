using System.Text.Json.Nodes;

namespace Athera.Lab.Meta;

/// <summary>The templates of a business account at the fake Graph API; every account has the same.</summary>
public sealed class GraphTemplates
{
    private readonly Lock turn = new();
    private readonly List<GraphTemplate> templates =
    [
        new("594425479261596", "order_shipped", "en_US", "UTILITY", "APPROVED",
            """[{"type":"BODY","text":"Hi {{1}}, your order {{2}} is on its way."},{"type":"BUTTONS","buttons":[{"type":"URL","text":"Track","url":"https://shop.example/{{1}}"}]}]"""),
        new("594425479261597", "spring_sale", "en_US", "MARKETING", "APPROVED",
            """[{"type":"HEADER","format":"TEXT","text":"Spring sale"},{"type":"BODY","text":"Hello {{1}}, everything is {{2}} off today."},{"type":"FOOTER","text":"Reply STOP to opt out"}]"""),
        new("594425479261598", "login_code", "en_US", "AUTHENTICATION", "PAUSED",
            """[{"type":"BODY","text":"{{1}} is your code."}]"""),
    ];

    /// <summary>All of them.</summary>
    public IReadOnlyList<GraphTemplate> All
    {
        get
        {
            lock (turn) return [.. templates];
        }
    }

    /// <summary>Adds one, or replaces the one of its id.</summary>
    public void Set(GraphTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        lock (turn)
        {
            templates.RemoveAll(known => known.Id == template.Id);
            templates.Add(template);
        }
    }

    /// <summary>Takes one away.</summary>
    public void Remove(string id)
    {
        lock (turn) templates.RemoveAll(known => known.Id == id);
    }

    internal JsonObject Page(string? after, int limit)
    {
        var all = All;
        var start = int.TryParse(after, out var given) ? Math.Clamp(given, 0, all.Count) : 0;
        var end = Math.Min(start + limit, all.Count);
        var paging = new JsonObject { ["cursors"] = new JsonObject { ["before"] = $"{start}", ["after"] = $"{end}" } };
        if (end < all.Count) paging["next"] = "https://graph.facebook.com/next";
        return new JsonObject
        {
            ["data"] = new JsonArray([.. all.Skip(start).Take(end - start).Select(template => template.Json())]),
            ["paging"] = paging,
        };
    }
}

/// <summary>A template.</summary>
/// <param name="Id">Meta's id of it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Language">Its language.</param>
/// <param name="Category">What it is for, in capitals.</param>
/// <param name="Status">Whether it may be sent, in capitals.</param>
/// <param name="Components">What it is made of, as JSON.</param>
public sealed record GraphTemplate(string Id, string Name, string Language, string Category, string Status, string Components)
{
    internal JsonObject Json() => new()
    {
        ["id"] = Id,
        ["name"] = Name,
        ["language"] = Language,
        ["status"] = Status,
        ["category"] = Category,
        ["quality_score"] = new JsonObject { ["score"] = "GREEN" },
        ["components"] = JsonNode.Parse(Components),
    };
}
