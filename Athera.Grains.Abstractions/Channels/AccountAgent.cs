using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Athera.Channels;

/// <summary>
/// Which agent answers on a channel account, written as <c>default</c>, <c>nobody</c> or an agent's id. Unless something else is said,
/// the tenant's default agent does.
/// </summary>
[GenerateSerializer, Immutable, Alias("Athera.AccountAgent")]
[JsonConverter(typeof(AccountAgentJsonConverter))]
public readonly record struct AccountAgent
{
    private const string DefaultText = "default", NobodyText = "nobody";

    /// <summary>The tenant's default agent.</summary>
    public static AccountAgent Default => default;

    /// <summary>None: only people answer.</summary>
    public static AccountAgent Nobody { get; } = new() { IsNobody = true };

    /// <summary>The agent, where one was named.</summary>
    [Id(0)] public AgentId? Named { get; private init; }

    /// <summary>Whether only people answer.</summary>
    [Id(1)] public bool IsNobody { get; private init; }

    /// <summary>This agent.</summary>
    public static AccountAgent Of(AgentId agent) => new() { Named = agent };

    /// <summary>Reads the text form; anything else is refused.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out AccountAgent agent)
    {
        agent = text == NobodyText ? Nobody : AgentId.TryParse(text, out var id) ? Of(id) : Default;
        return text is DefaultText or NobodyText || agent.Named is not null;
    }

    /// <summary>The text form.</summary>
    public override string ToString() => IsNobody ? NobodyText : Named?.ToString() ?? DefaultText;
}

/// <summary>Writes who answers on a channel account as text; anything else on reading is a <see cref="JsonException"/>.</summary>
public sealed class AccountAgentJsonConverter : JsonConverter<AccountAgent>
{
    /// <inheritdoc/>
    public override AccountAgent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && AccountAgent.TryParse(reader.GetString(), out var agent)
            ? agent
            : throw new JsonException("It is default, nobody or an agent's id.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, AccountAgent value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
