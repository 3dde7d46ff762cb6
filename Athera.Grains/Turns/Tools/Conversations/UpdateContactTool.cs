using System.Text.Json;
using System.Text.Json.Serialization;
using Athera.Contacts;
using Athera.Tools;

namespace Athera.Turns.Tools.Conversations;

/// <summary>Notes what the contact told of itself. It is the contact of the conversation and no other: the arguments cannot name one.</summary>
internal sealed class UpdateContactTool(IGrainFactory grains)
    : BuiltInTool<UpdateContactArguments>("update_contact", Arguments, UpdateContactJson.Default.UpdateContactArguments)
{
    private static readonly JsonElement Arguments = JsonElement.Parse("""
        {"type":"object","additionalProperties":false,"required":[],"properties":{
          "name":{"type":"string","minLength":1,"maxLength":200,"description":"What the customer is called."},
          "language":{"type":"string","minLength":2,"maxLength":2,"description":"ISO 639-1, in small letters."},
          "email":{"type":"string","maxLength":254,"format":"email","description":"The customer's own address."}}}
        """);

    /// <inheritdoc/>
    public override string Description => "Note the customer's own name, language or e-mail address, when the customer has told it.";

    /// <inheritdoc/>
    public override ToolEffect Effect => ToolEffect.Writes;

    /// <inheritdoc/>
    protected override async Task<ToolOutcome> RunAsync(ToolCall call, UpdateContactArguments given, CancellationToken cancellation)
    {
        if (given.Language?.All(char.IsAsciiLetterLower) == false)
            return ToolOutcome.Failed(ToolArguments.Invalid, "language is two small letters, such as en");
        var told = new Dictionary<string, string>();
        if (given.Language is { } language)
            told["language"] = language;
        if (given.Email is { } email)
            told["email"] = email;
        if (given.Name is null && told.Count == 0)
            return ToolOutcome.Failed("nothing_to_note", "Nothing was given to note.");
        return await grains.Get<IContactGrain>(call.Tenant, call.Contact.Value)
            .Change(new ChangeContact(given.Name, told.Count == 0 ? null : told, call.Key))
            .AsOutcomeAsync(_ => "It is noted.", cancellation);
    }
}

internal sealed record UpdateContactArguments(string? Name, string? Language, string? Email)
{
    public override string ToString() => nameof(UpdateContactArguments);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(UpdateContactArguments))]
internal sealed partial class UpdateContactJson : JsonSerializerContext;
