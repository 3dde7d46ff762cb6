using Athera.Lab.Faults;

namespace Athera.Lab.Models;

/// <summary>
/// What a call to the fake model meets. "Two failures, then success" is
/// <c>model.Script.Next(ModelBehaviour.Fail(503), calls: 2)</c>.
/// </summary>
public sealed record ModelBehaviour
{
    /// <summary>Says the last user message back.</summary>
    public static ModelBehaviour Echo { get; } = new() { Answers = request => new ModelAnswer { Text = request.LastUserText } };

    /// <summary>The prompt is blocked by the content filter: status 400.</summary>
    public static ModelBehaviour BlockPrompt { get; } = Meet(Faults.Fault.Refuse(ModelErrors.PromptFiltered));

    /// <summary>Never answers.</summary>
    public static ModelBehaviour Hang { get; } = Meet(Faults.Fault.Hang);

    /// <summary>The connection is reset before any header.</summary>
    public static ModelBehaviour Drop { get; } = Meet(Faults.Fault.Drop);

    /// <summary>Status 200 with a body that is no JSON, as a broken gateway gives.</summary>
    public static ModelBehaviour Garbage { get; } = Meet(Faults.Fault.Refuse(new ProviderAnswer(200, "<html>{\"choices\":[", "text/html")));

    /// <summary>What it says.</summary>
    public required Func<ModelRequest, ModelAnswer> Answers { get; init; }

    /// <summary>What happens to the call before and instead of an answer.</summary>
    public Fault Fault { get; init; } = Fault.None;

    /// <summary>How the answer breaks when it is streamed; an answer in one piece is not touched.</summary>
    public StreamBreak Break { get; init; }

    /// <summary>Says a fixed text.</summary>
    public static ModelBehaviour Say(string text) => Answer(new ModelAnswer { Text = text });

    /// <summary>Asks for a tool; the arguments need not be valid JSON.</summary>
    public static ModelBehaviour CallTool(string name, string arguments) => CallTools(new ModelToolCall(name, arguments));

    /// <summary>Asks for several tools at once.</summary>
    public static ModelBehaviour CallTools(params ModelToolCall[] calls) =>
        Answer(new ModelAnswer { ToolCalls = [.. calls], FinishReason = "tool_calls" });

    /// <summary>Runs out of tokens after this text, so that it is half a sentence.</summary>
    public static ModelBehaviour CutOff(string text) => Answer(new ModelAnswer { Text = text, FinishReason = "length" });

    /// <summary>Declines to answer.</summary>
    public static ModelBehaviour Refuse(string text) => Answer(new ModelAnswer { Refusal = text });

    /// <summary>The content filter stops the answer after this text.</summary>
    public static ModelBehaviour FilterAnswer(string text = "") =>
        Answer(new ModelAnswer { Text = text, FinishReason = "content_filter" });

    /// <summary>The quota of the key is used up, which no wait mends.</summary>
    public static ModelBehaviour OutOfQuota { get; } = Meet(Faults.Fault.Refuse(ModelErrors.QuotaUsedUp));

    /// <summary>Too many requests, with the wait told in one form. A day has been seen in the wild.</summary>
    /// <param name="form">How the wait is told.</param>
    /// <param name="wait">The wait.</param>
    /// <param name="now">The time a date is reckoned from, for callers with a clock of their own.</param>
    public static ModelBehaviour RateLimit(RetryAfterForm form, TimeSpan wait, DateTimeOffset? now = null) =>
        Meet(Faults.Fault.Refuse(ModelErrors.RateLimited(form, wait, now ?? TimeProvider.System.GetUtcNow())));

    /// <summary>Status 503 of a service that says when it will be back.</summary>
    /// <param name="form">How the wait is told.</param>
    /// <param name="wait">The wait.</param>
    /// <param name="now">The time a date is reckoned from, for callers with a clock of their own.</param>
    public static ModelBehaviour Overload(RetryAfterForm form, TimeSpan wait, DateTimeOffset? now = null) =>
        Meet(Faults.Fault.Refuse(ModelErrors.Overloaded(form, wait, now ?? TimeProvider.System.GetUtcNow())));

    /// <summary>The service fails with this status.</summary>
    public static ModelBehaviour Fail(int status) => Meet(Faults.Fault.Refuse(ModelErrors.Failed(status)));

    /// <summary>Any answer.</summary>
    public static ModelBehaviour Answer(ModelAnswer answer) => new() { Answers = _ => answer };

    /// <summary>Any fault.</summary>
    public static ModelBehaviour Meet(Fault fault) => Echo with { Fault = fault };
}
