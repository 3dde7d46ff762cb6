using System.Text.Json;
using Athera.FaultRuns.Customers;

namespace Athera.FaultRuns.Providers;

/// <summary>What a call to the model shows it, as far as messages are named in it.</summary>
/// <param name="Last">Those in the customer's last words.</param>
/// <param name="Open">Those in all the customer wrote since the agent's last words.</param>
/// <param name="All">All, the agent's words included.</param>
internal sealed record Prompt(IReadOnlyList<Nonce> Last, IReadOnlyList<Nonce> Open, IReadOnlyList<Nonce> All)
{
    /// <summary>Reads the body of a chat completion.</summary>
    public static Prompt Read(ReadOnlySpan<byte> body)
    {
        var (last, open, all) = (new List<Nonce>(), new List<Nonce>(), new List<Nonce>());
        var json = new Utf8JsonReader(body);
        var fromCustomer = false;
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName)
                continue;
            if (json.ValueTextEquals("role"u8) && json.Read())
            {
                fromCustomer = json.ValueTextEquals("user"u8);
                if (!fromCustomer)
                    open.Clear();
                else
                    last.Clear();
            }
            else if (json.ValueTextEquals("content"u8) && json.Read())
            {
                Take(ref json, fromCustomer, last, open, all);
            }
        }
        return new Prompt(last, open, all);
    }

    // A content is a text, or an array of parts that each have one.
    private static void Take(ref Utf8JsonReader json, bool fromCustomer, List<Nonce> last, List<Nonce> open, List<Nonce> all)
    {
        var before = all.Count;
        if (json.TokenType == JsonTokenType.String)
            Nonce.Read(json.ValueSpan, all);
        while (json.TokenType == JsonTokenType.StartArray || (json.TokenType != JsonTokenType.EndArray && json.CurrentDepth > PartsDepth))
        {
            if (!json.Read() || json.TokenType == JsonTokenType.EndArray)
                break;
            if (json.TokenType == JsonTokenType.String)
                Nonce.Read(json.ValueSpan, all);
        }
        if (!fromCustomer)
            return;
        last.AddRange(all[before..]);
        open.AddRange(all[before..]);
    }

    // {"messages":[{"content":[ ...
    private const int PartsDepth = 3;
}
