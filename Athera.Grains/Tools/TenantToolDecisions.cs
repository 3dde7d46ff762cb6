using System.Text.Json;
using Athera.Sourcing;
using Athera.Turns.Tools;

namespace Athera.Tools;

/// <summary>Decides about a tenant's tool: state and command in, events out.</summary>
public static class TenantToolDecisions
{
    private static readonly Refusal Gone = new(RefusalKind.Conflict, "tool_removed", "This tool was removed.");

    /// <summary>Adds it. One that was added before stays as it is.</summary>
    public static Decision<TenantToolEvent> Create(TenantTool tool, CreateTool command, IToolKind kind, DateTimeOffset now)
    {
        if (tool.Exists)
            return Decision<TenantToolEvent>.Nothing;
        if (tool.Sequence > 0)
            return Gone;
        var problems = TenantToolRules.Check(kind, command.Name, command.Description, command.Effect, command.Settings);
        return problems.Count > 0
            ? Refusal.Invalid(problems)
            : new ToolCreated(
                kind.Kind, command.Name, command.Description, command.Effect ?? kind.DefaultEffect(command.Settings), command.Enabled,
                command.Settings, now);
    }

    /// <summary>Changes it. Secrets do not go along to another host: whoever may change the address could read them there.</summary>
    public static Decision<TenantToolEvent> Change(TenantTool tool, ChangeTool command, IToolKind kind, DateTimeOffset now)
    {
        if (!tool.Exists)
            return Refusal.NotFound;
        var settings = With(tool.Settings, command);
        var problems = TenantToolRules.Check(kind, tool.Name, command.Description ?? tool.Description, command.Effect, settings);
        if (problems.Count > 0)
            return Refusal.Invalid(problems);
        if (!SameHost(tool.Settings.Url, settings.Url) && tool.Settings.Secrets.Keys.Any(s => command.Secrets?.ContainsKey(s) != true))
            return Refusal.Invalid("secrets", "have to be given again, since the url leads to another host");
        var changed = new ToolChanged(
            command.Description ?? tool.Description, command.Effect ?? tool.Effect, command.Enabled ?? tool.Enabled, settings, now);
        return IsSame(tool, changed) ? Decision<TenantToolEvent>.Nothing : changed;
    }

    /// <summary>Takes in what its server said; what it has said before is no news.</summary>
    public static Decision<TenantToolEvent> Sight(TenantTool tool, ToolSighting sighting, string url, DateTimeOffset now)
    {
        // It was asked at another address than it has now.
        if (!tool.Exists || tool.Settings.Url != url)
            return Decision<TenantToolEvent>.Nothing;
        var known = sighting.Fault is not null
            ? sighting.Fault == tool.Fault
            : tool.Fault is null && tool.SightedAt is not null
                && tool.Offers.SequenceEqual(sighting.Offers) && tool.LeftOut.SequenceEqual(sighting.LeftOut);
        return known ? Decision<TenantToolEvent>.Nothing : new ToolSighted(sighting, now);
    }

    /// <summary>Removes it.</summary>
    public static Decision<TenantToolEvent> Remove(TenantTool tool) => tool.Exists ? new ToolRemoved() : Refusal.NotFound;

    private static ToolSettings With(ToolSettings settings, ChangeTool command)
    {
        var secrets = new Dictionary<string, string>(settings.Secrets);
        foreach (var (name, value) in command.Secrets ?? new Dictionary<string, string>())
        {
            foreach (var same in secrets.Keys.Where(k => k.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList())
                secrets.Remove(same);
            if (value.Length > 0)
                secrets[name] = value;
        }
        return settings with
        {
            Url = command.Url ?? settings.Url,
            Method = command.Method ?? settings.Method,
            Headers = command.Headers ?? settings.Headers,
            Secrets = secrets,
            Body = command.Body is null ? settings.Body : command.Body.Length == 0 ? null : command.Body,
            Schema = command.Schema ?? settings.Schema,
            TimeoutSeconds = command.TimeoutSeconds ?? settings.TimeoutSeconds,
            MaxAnswerBytes = command.MaxAnswerBytes ?? settings.MaxAnswerBytes,
            ToolEffects = command.ToolEffects ?? settings.ToolEffects,
        };
    }

    // Placeholders stand behind the host, so both are addresses once they are taken for text.
    private static bool SameHost(string one, string other) =>
        Uri.TryCreate(one.Split('{')[0], UriKind.Absolute, out var a) && Uri.TryCreate(other.Split('{')[0], UriKind.Absolute, out var b)
        && Uri.Compare(a, b, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static bool IsSame(TenantTool tool, ToolChanged changed)
    {
        var unchanged = new ToolChanged(tool.Description, tool.Effect, tool.Enabled, tool.Settings, changed.At);
        return JsonSerializer.SerializeToUtf8Bytes(changed, TenantToolJson.Default.ToolChanged).AsSpan()
            .SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(unchanged, TenantToolJson.Default.ToolChanged));
    }
}
