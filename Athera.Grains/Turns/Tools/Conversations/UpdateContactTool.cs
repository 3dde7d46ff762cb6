using System.Text.Json;
using Athera.Contacts;

namespace Athera.Turns.Tools.Conversations;

/// <summary>Notes what the contact told of itself. It is the contact of the conversation and no other: the arguments cannot name one.</summary>
public sealed class UpdateContactTool(IGrainFactory grains) : ITool
{
    private static readonly string[] Attributes = ["language", "email"];

    /// <inheritdoc/>
    public string Name => "update_contact";

    /// <inheritdoc/>
    public string Description => "Note the customer's own name, language or e-mail address, when the customer has told it.";

    /// <inheritdoc/>
    public JsonElement Schema { get; } = JsonElement.Parse("""
        {"type":"object","additionalProperties":false,"properties":{
          "name":{"type":"string","minLength":1,"maxLength":200},
          "language":{"type":"string","minLength":2,"maxLength":2,"pattern":"^[a-z]{2}$","description":"ISO 639-1."},
          "email":{"type":"string","maxLength":254,"format":"email"}}}
        """);

    /// <inheritdoc/>
    public ToolEffect Effect => ToolEffect.Writes;

    /// <inheritdoc/>
    public async Task<ToolOutcome> RunAsync(ToolCall call, CancellationToken cancellation)
    {
        var told = Attributes.Where(a => call.Arguments.TryGetProperty(a, out _))
            .ToDictionary(a => a, a => call.Arguments.GetProperty(a).GetString()!);
        var name = call.Arguments.TryGetProperty("name", out var given) ? given.GetString() : null;
        if (name is null && told.Count == 0)
            return ToolOutcome.Failed("nothing_to_note", "Nothing was given to note.");
        var changed = await grains.Get<IContactGrain>(call.Tenant, call.Contact.Value)
            .Change(new ChangeContact(name, told.Count == 0 ? null : told)).WaitAsync(cancellation);
        return changed.Granted ? new ToolOutcome { Text = "It is noted." } : ToolOutcome.Failed(changed.Refusal.Code, "It could not be noted.");
    }
}
