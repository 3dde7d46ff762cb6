using Azure.Core;

namespace Athera.Turns.Models.Entra;

/// <summary>The token for a provider: asked for once, used by all calls, and renewed before it expires.</summary>
/// <param name="open">
/// Opens the credential. A refused token is asked for with a new one, because credentials keep tokens too and would give it again.
/// </param>
/// <param name="scope">What the token is for.</param>
/// <param name="clock">The time.</param>
internal sealed class ModelTokens(Func<TokenCredential> open, string scope, TimeProvider clock) : IDisposable
{
    /// <summary>How long before its end a token is renewed, unless it says so itself.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _asking = new(1);
    private TokenCredential? _credential;
    private AccessToken? _token;

    /// <summary>A token to use now.</summary>
    /// <exception cref="Azure.Identity.AuthenticationFailedException">None is given.</exception>
    public async ValueTask<string> GetAsync(CancellationToken cancellation)
    {
        await _asking.WaitAsync(cancellation);
        try
        {
            if (_token is { } token && clock.GetUtcNow() is var now && now < (token.RefreshOn ?? token.ExpiresOn - Early))
                return token.Token;
            return await AskAsync(cancellation);
        }
        catch (Azure.Identity.AuthenticationFailedException) when (_token is { } token && clock.GetUtcNow() < token.ExpiresOn)
        {
            // It was to be renewed in good time, and there is some left.
            return token.Token;
        }
        finally
        {
            _asking.Release();
        }
    }

    /// <summary>A token in place of one that was refused, which somebody else may have fetched already.</summary>
    /// <exception cref="Azure.Identity.AuthenticationFailedException">None is given.</exception>
    public async ValueTask<string> RenewAsync(string refused, CancellationToken cancellation)
    {
        await _asking.WaitAsync(cancellation);
        try
        {
            if (_token is { } token && token.Token != refused)
                return token.Token;
            (_token, _credential) = (null, null);
            return await AskAsync(cancellation);
        }
        finally
        {
            _asking.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _asking.Dispose();

    private async ValueTask<string> AskAsync(CancellationToken cancellation)
    {
        _credential ??= open();
        var token = await _credential.GetTokenAsync(new TokenRequestContext([scope]), cancellation);
        _token = token;
        return token.Token;
    }
}
