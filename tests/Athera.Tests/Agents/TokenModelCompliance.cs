using Athera.Conversations;
using Athera.Turns.Models;
using Athera.Turns.Models.OpenAI;
using Xunit;

namespace Athera.Tests.Agents;

/// <summary>Azure OpenAI with tokens in place of a key, against an endpoint that lets in nothing else.</summary>
public sealed class TokenModelCompliance : RemoteModelCompliance
{
    private readonly PaperCredential _credential;

    public TokenModelCompliance() => _credential = new PaperCredential(Clock);

    protected override ModelOptions Options
    {
        get
        {
            Lab.Model.Tokens ??= ["token-1"];
            return new()
            {
                Kind = "azure", Endpoint = Lab.AzureModelUrl, Name = "gpt", Credential = { Kind = ModelCredentialOptions.ManagedIdentityKind },
            };
        }
    }

    protected override IModelProvider Azure => new AzureOpenAIProvider(Clock, _ => _credential.Open());

    [Fact]
    public async Task A_token_is_asked_for_once_and_used_until_shortly_before_it_expires()
    {
        await AskAsync("hello");
        Clock.Advance(TimeSpan.FromMinutes(54));
        Assert.Null((await AskAsync("hello")).Fault);
        Assert.Equal((1, "https://cognitiveservices.azure.com/.default"), (_credential.Given, Assert.Single(_credential.Scopes)));

        Clock.Advance(TimeSpan.FromMinutes(1));
        Lab.Model.Tokens = ["token-2"];

        Assert.Null((await AskAsync("hello")).Fault);
        Assert.Equal((2, 0), (_credential.Given, Lab.Model.Refused));
    }

    [Fact]
    public async Task A_token_that_is_refused_is_renewed_once_and_the_question_is_asked_again()
    {
        Lab.Model.Tokens = ["token-2"];

        Assert.Null((await AskAsync("hello")).Fault);

        Assert.Equal((2, 2, 1, 1L), (_credential.Given, _credential.Opened, Lab.Model.Refused, Lab.Model.Requests.Total));
    }

    [Fact]
    public async Task Whom_no_token_lets_in_is_a_fault_after_the_second_one()
    {
        Lab.Model.Tokens = [];

        Assert.Equal(TurnFaults.ModelUnavailable, (await AskAsync("hello")).Fault);

        Assert.Equal((2, 2), (_credential.Given, Lab.Model.Refused));
    }

    [Fact]
    public async Task Many_calls_with_a_revoked_token_renew_it_once()
    {
        await AskAsync("hello");
        Lab.Model.Tokens = ["token-2"];

        var proposals = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AskAsync("hello")));

        Assert.All(proposals, p => Assert.Null(p.Fault));
        Assert.Equal(2, _credential.Given);
    }

    [Fact]
    public async Task A_directory_that_is_away_costs_nothing_while_the_token_is_good_and_is_asked_again_after()
    {
        await AskAsync("hello");
        _credential.IsAway = true;
        Clock.Advance(TimeSpan.FromMinutes(56));
        Assert.Null((await AskAsync("hello")).Fault);

        Clock.Advance(TimeSpan.FromMinutes(4));
        _credential.Scopes.Clear();

        Assert.Equal(TurnFaults.ModelUnavailable, (await Clock.PassUntilAsync(AskAsync("hello"))).Fault);
        Assert.Equal(3, _credential.Scopes.Count);
    }
}
