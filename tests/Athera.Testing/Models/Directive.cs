namespace Athera.Testing.Models;

/// <summary>What a text tells an obedient model to do, such as <c>[[do: create_task {"title":"x"}]]</c>.</summary>
/// <param name="Verb">
/// <c>do</c> a call, <c>say</c> a text, <c>tell</c> what it was told (<c>results</c> or <c>everything</c>), or <c>loop</c> on a tool.
/// </param>
/// <param name="What">The call, the text or the tool.</param>
public sealed record Directive(string Verb, string What)
{
    /// <summary>The tool, of a call.</summary>
    public string Tool => What.Split(' ', 2)[0];

    /// <summary>The arguments as they were written, of a call.</summary>
    public string Arguments => What.Split(' ', 2) is [_, var arguments] ? arguments : "{}";
}
