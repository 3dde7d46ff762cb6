using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Athera.Journal;
using Athera.Turns.Tools;

namespace Athera.Tools;

/// <summary>Turns what a grain answered into what a tool call came to.</summary>
internal static class ToolAnswers
{
    /// <summary>How models are told something: other scripts than Latin as they are, and not as six characters for each.</summary>
    /// <param name="context">The serializers.</param>
    public static JsonSerializerOptions Telling(JsonSerializerContext context) =>
        new(context.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The outcome.</summary>
    /// <param name="asked">The call to the grain.</param>
    /// <param name="tell">What the model is told when it was granted.</param>
    /// <param name="cancellation">The turn's time is over.</param>
    /// <exception cref="StoreUnavailableException">Whether it had an effect is not known; the same key may be asked again.</exception>
    public static async Task<ToolOutcome> AsOutcomeAsync<T>(this Task<Result<T>> asked, Func<T, string> tell, CancellationToken cancellation)
        where T : class
    {
        var result = await asked.WaitAsync(cancellation);
        if (result.Granted)
            return new ToolOutcome { Text = tell(result.Value) };
        return result.Refusal switch
        {
            { Kind: RefusalKind.Unavailable } => throw new StoreUnavailableException("A tool's effect could not be stored."),
            { Kind: RefusalKind.Invalid, Fields: { Count: > 0 } fields } =>
                ToolOutcome.Failed(ToolArguments.Invalid, string.Join("; ", fields.Select(f => $"{f.Key} {f.Value}"))),
            var refusal => ToolOutcome.Failed(refusal.Code, refusal.Message),
        };
    }
}
