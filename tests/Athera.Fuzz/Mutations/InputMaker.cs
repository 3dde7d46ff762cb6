using System.Security.Cryptography;
using System.Text;
using Athera.Channels;

namespace Athera.Fuzz.Mutations;

/// <summary>Makes the input of a case: a recorded webhook with something done to it, or bytes of no meaning.</summary>
internal sealed class InputMaker
{
    private readonly Corpus _corpus;
    private readonly IReadOnlyList<(WebhookRequest Request, JsonParts? Parts)> _recorded;
    private readonly byte[][] _values;

    public InputMaker(Corpus corpus)
    {
        _corpus = corpus;
        _recorded = [.. corpus.Recorded.Select(r => (r, r.Provider == "meta" ? JsonParts.Of(r.Body) : null))];
        _values = [.. _recorded.Where(r => r.Parts is not null).SelectMany(r => r.Parts!.Values()).DistinctBy(Convert.ToHexString), .. Strangers.Json];
    }

    /// <summary>The input with this number; the same on any machine and thread.</summary>
    public FuzzInput Make(long seed, long number)
    {
        var chance = new Random(Mixed(seed, number));
        var (recorded, parts) = _recorded[chance.Next(_recorded.Count)];
        var body = chance.Next(16) switch
        {
            0 => recorded.Body,
            1 => Strangers.Bytes(chance),
            < 6 => ByteMutation.Of(recorded.Body.Span, chance),
            _ => parts is not null ? parts.Mutated(_values, chance) : FormMutation.Of(recorded.Body.Span, chance),
        };
        var headers = new Dictionary<string, string>(recorded.Headers);
        foreach (var name in recorded.Headers.Keys)
            if (name != "content-type" || chance.Next(20) == 0)
                Change(headers, name, body, chance);
        var target = chance.Next(4) == 0 ? TextMutation.Of(recorded.Target, chance) : recorded.Target;
        return new FuzzInput(
            recorded with { Body = body, Headers = headers, Target = target },
            recorded with
            {
                Method = "GET",
                Body = default,
                Target = "/webhooks/meta" + TextMutation.Of("?hub.mode=subscribe&hub.verify_token=athera-dev-verify-token&hub.challenge=0123", chance),
            });
    }

    // Half of Meta's are signed for what they hold, so that what is behind the signature is met as it would be.
    private void Change(Dictionary<string, string> headers, string name, ReadOnlyMemory<byte> body, Random chance)
    {
        switch (chance.Next(8))
        {
            case < 4 when name == "x-hub-signature-256":
                headers[name] = "sha256=" + Convert.ToHexStringLower(
                    HMACSHA256.HashData(Encoding.UTF8.GetBytes(_corpus.MetaSecret), body.Span));
                break;
            case < 6:
                break;
            case 6:
                headers[name] = TextMutation.Of(headers[name], chance);
                break;
            default:
                headers.Remove(name);
                break;
        }
    }

    // SplitMix64: neighbours in number are strangers in input.
    private static int Mixed(long seed, long number)
    {
        var mixed = unchecked((ulong)seed * 0x9E3779B97F4A7C15UL + (ulong)number);
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL);
        return unchecked((int)(mixed ^ (mixed >> 31)));
    }
}

/// <summary>The input of a case.</summary>
/// <param name="Request">A webhook.</param>
/// <param name="Query">A request that asks whether the endpoint is ours.</param>
internal sealed record FuzzInput(WebhookRequest Request, WebhookRequest Query);
