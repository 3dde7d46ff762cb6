using System.Collections.Concurrent;
using Athera.Turns.Models.Entra;
using Azure.Core;
using Azure.Identity;

namespace Athera.Tests.Agents;

/// <summary>Gives out numbered tokens, <c>token-1</c> first, each good for an hour; or none.</summary>
internal sealed class PaperCredential(TimeProvider clock) : TokenCredential
{
    private int _given;

    /// <summary>What tokens were asked for.</summary>
    public ConcurrentQueue<string> Scopes { get; } = [];

    /// <summary>How often it was opened.</summary>
    public int Opened { get; private set; }

    /// <summary>Whether the directory is away.</summary>
    public bool IsAway { get; set; }

    /// <summary>How often a token was given.</summary>
    public int Given => _given;

    /// <summary>Opens it.</summary>
    public TokenCredential Open()
    {
        Opened++;
        return this;
    }

    public ModelTokens Tokens() => new(Open, "scope", clock);

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        Scopes.Enqueue(string.Join(' ', requestContext.Scopes));
        return IsAway
            ? throw new AuthenticationFailedException("The directory is away.")
            : ValueTask.FromResult(new AccessToken($"token-{Interlocked.Increment(ref _given)}", clock.GetUtcNow() + TimeSpan.FromHours(1)));
    }
}
