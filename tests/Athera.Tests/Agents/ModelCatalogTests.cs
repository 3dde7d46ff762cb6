using Athera.Turns.Models;
using Athera.Turns.Models.Offline;
using Athera.Turns.Models.OpenAI;
using Microsoft.Extensions.Options;
using Xunit;

namespace Athera.Tests.Agents;

public sealed class ModelCatalogTests
{
    [Theory]
    [InlineData("openai", "Athera:Model:ApiKey")]
    [InlineData("azure", "Athera:Model:Endpoint")]
    [InlineData("unheard-of", "Athera:Model:Kind")]
    public void A_missing_setting_is_named(string kind, string setting)
    {
        using var catalog = new ModelCatalog(
            [new OfflineProvider([]), new OpenAIProvider(), new AzureOpenAIProvider(TimeProvider.System)],
            Options.Create(new ModelOptions { Kind = kind }));

        Assert.Contains(setting, Assert.Throws<InvalidOperationException>(() => catalog.Client(kind)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, null, "https://a.example", "Athera:Model:ApiKey or Athera:Model:Credential:Kind")]
    [InlineData("client-secret", null, null, "https://a.example", "Athera:Model:Credential:TenantId")]
    [InlineData("client-secret", "tenant", null, "https://a.example", "Athera:Model:Credential:ClientId")]
    [InlineData("client-secret", "tenant", "app", "https://a.example", "Athera:Model:Credential:ClientSecret")]
    [InlineData("password", null, null, "https://a.example", "Athera:Model:Credential:Kind")]
    [InlineData("managed-identity", null, null, "http://a.example", "Athera:Model:Endpoint")]
    [InlineData("managed-identity", null, null, "https://a.example", null)]
    public void Whoever_has_no_key_needs_a_whole_credential(string? kind, string? tenant, string? app, string endpoint, string? setting)
    {
        var options = new ModelOptions
        {
            Kind = "azure", Endpoint = new Uri(endpoint), Credential = { Kind = kind, TenantId = tenant, ClientId = app },
        };

        var checkedSettings = new ModelSettings([new AzureOpenAIProvider(TimeProvider.System)]).Validate(null, options);

        Assert.Equal(setting is null, checkedSettings.Succeeded);
        if (setting is not null)
            Assert.Contains(setting, checkedSettings.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_beside_a_credential_is_one_too_many()
    {
        var options = new ModelOptions
        {
            Kind = "azure", Endpoint = new Uri("https://a.example"), ApiKey = "a-secret", Credential = { Kind = "managed-identity" },
        };

        var checkedSettings = new ModelSettings([new AzureOpenAIProvider(TimeProvider.System)]).Validate(null, options);

        Assert.Contains("Athera:Model:ApiKey", checkedSettings.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("a-secret", checkedSettings.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fallback_that_lacks_a_setting_is_found_before_it_is_needed()
    {
        var checkedSettings = new ModelSettings([new OfflineProvider([]), new OpenAIProvider()])
            .Validate(null, new ModelOptions { Kind = "offline", Fallback = "openai" });

        Assert.Contains("Athera:Model:ApiKey", checkedSettings.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_is_made_once()
    {
        using var catalog = new ModelCatalog([new OfflineProvider([])], Options.Create(new ModelOptions()));

        Assert.Same(catalog.Client("offline"), catalog.Client("offline"));
    }
}
