using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Athera.FaultRuns.Customers;

/// <summary>
/// Names one message of one customer wherever it turns up: in a text, an answer, a prompt, a provider's id. It is written as
/// <c>m:17:3</c>, which survives whatever is put around it.
/// </summary>
/// <param name="Conversation">The conversation it was written in.</param>
/// <param name="Number">Which of its messages, from 0.</param>
internal readonly record struct Nonce(int Conversation, int Number)
{
    /// <summary>Adds all that stand in a text, in their order.</summary>
    public static void Read(ReadOnlySpan<byte> text, List<Nonce> found)
    {
        while (text.IndexOf("m:"u8) is >= 0 and var at)
        {
            text = text[(at + 2)..];
            if (!Utf8Parser.TryParse(text, out int conversation, out var length) || length >= text.Length || text[length] != ':')
                continue;
            text = text[(length + 1)..];
            if (!Utf8Parser.TryParse(text, out int number, out length))
                continue;
            found.Add(new Nonce(conversation, number));
            text = text[length..];
        }
    }

    /// <summary>All that stand in a text, in their order.</summary>
    public static List<Nonce> Read(string? text)
    {
        var found = new List<Nonce>();
        if (text is not null)
            Read(Encoding.UTF8.GetBytes(text), found);
        return found;
    }

    /// <summary>As it is written.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"m:{Conversation}:{Number}");
}
