using System.Text.Json.Nodes;
using Athera.Lab.Faults;
using Athera.Lab.Ledgers;

namespace Athera.Lab.Models;

/// <summary>A chat-completions service, OpenAI's or Azure's: says what its script tells it and remembers what it was asked.</summary>
public sealed class FakeModel
{
    private const int Remembered = 10_000;
    private int refused;

    /// <summary>What the next calls meet; the account is the model or deployment. Usually it echoes.</summary>
    public Script<ModelBehaviour> Script { get; } = new(ModelBehaviour.Echo);

    /// <summary>Every readable call that was authenticated, failures included; its <see cref="Ledger{T}.Total"/> counts them.</summary>
    public Ledger<ModelRequest> Requests { get; } = new(Remembered);

    /// <summary>How streams are cut up and paced.</summary>
    public StreamPacing Pacing { get; set; } = new();

    /// <summary>The only key that is let in; null lets in any.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The only bearer tokens that are let in, as where keys are switched off; null goes by the key.</summary>
    public IReadOnlyCollection<string>? Tokens { get; set; }

    /// <summary>The only model or deployment there is; null answers to every name.</summary>
    public string? OnlyModel { get; set; }

    /// <summary>Whether it refuses <c>max_tokens</c> and <c>temperature</c>, as reasoning models do.</summary>
    public bool IsReasoning { get; set; }

    /// <summary>How many calls were not let in, for want of a key or token.</summary>
    public int Refused => refused;

    /// <summary>How many calls came for one opaque user.</summary>
    public int CallsOf(string user) => Requests.Entries.Count(request => request.User == user);

    internal bool Accepts(string key, bool isBearer)
    {
        var isLetIn = key.Length > 0 && (Tokens is { } tokens ? isBearer && tokens.Contains(key) : ApiKey is not { } expected || expected == key);
        if (!isLetIn) Interlocked.Increment(ref refused);
        return isLetIn;
    }

    internal ProviderAnswer? Objection(ModelRequest request)
    {
        if (OnlyModel is { } only && only != request.Model) return ModelErrors.NoDeployment;
        if (ModelCall.Objection(request.Body) is { } objection) return ModelErrors.Invalid(objection);
        var refused = IsReasoning ? ModelCall.RefusedByReasoning(request.Body) : null;
        return refused is null ? null : ModelErrors.Unsupported(refused);
    }

    internal ModelRequest Remember(JsonObject body, string? deployment, bool isAzure, DateTimeOffset at)
    {
        var request = ModelCall.Read(body, deployment, isAzure, at);
        return Requests.Add(sequence => request with { Sequence = sequence });
    }
}
