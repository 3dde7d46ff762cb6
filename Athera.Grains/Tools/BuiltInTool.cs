using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Athera.Turns.Tools;
using Athera.Turns.Tools.Schemas;

namespace Athera.Tools;

/// <summary>
/// A tool of Athera's own. Its arguments are looked at against its schema once more, so that what is wrong is refused by name whoever
/// calls, and it gets them read.
/// </summary>
/// <typeparam name="T">What the arguments are read as.</typeparam>
/// <param name="name">What the model calls it.</param>
/// <param name="schema">JSON Schema of the arguments.</param>
/// <param name="form">How they are read.</param>
internal abstract class BuiltInTool<T>(string name, JsonElement schema, JsonTypeInfo<T> form) : ITool where T : class
{
    private readonly ArgumentSchema _rule = ArgumentSchema.Read(name, schema);

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public abstract string Description { get; }

    /// <inheritdoc/>
    public JsonElement Schema => schema;

    /// <inheritdoc/>
    public abstract ToolEffect Effect { get; }

    /// <inheritdoc/>
    public async Task<ToolOutcome> RunAsync(ToolCall call, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_rule.Wrong(call.Arguments.GetRawText()) is { } problem)
            return ToolOutcome.Failed(ToolArguments.Invalid, problem);
        T given;
        try
        {
            given = call.Arguments.Deserialize(form)!;
        }
        catch (JsonException e) // A whole number may be written as 2.0, which a schema takes and a reader of whole numbers does not.
        {
            return ToolOutcome.Failed(ToolArguments.Invalid, $"{e.Path} is not written as it has to be");
        }
        return await RunAsync(call, given, cancellation);
    }

    /// <summary>Runs it with arguments that keep to the schema.</summary>
    protected abstract Task<ToolOutcome> RunAsync(ToolCall call, T given, CancellationToken cancellation);
}
