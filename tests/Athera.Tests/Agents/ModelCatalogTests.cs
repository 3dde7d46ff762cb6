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
            [new OfflineProvider([]), new OpenAIProvider(), new AzureOpenAIProvider()], Options.Create(new ModelOptions { Kind = kind }));

        Assert.Contains(setting, Assert.Throws<InvalidOperationException>(() => catalog.Client(kind)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_is_made_once()
    {
        using var catalog = new ModelCatalog([new OfflineProvider([])], Options.Create(new ModelOptions()));

        Assert.Same(catalog.Client("offline"), catalog.Client("offline"));
    }
}
