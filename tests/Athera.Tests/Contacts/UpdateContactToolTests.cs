using System.Text.Json;
using System.Text.Json.Nodes;
using Athera.Contacts;
using Athera.Tests.Agents;
using Athera.Tests.Silos;
using Athera.Turns.Tools;
using Xunit;

namespace Athera.Tests.Contacts;

public sealed class UpdateContactToolTests(TestSilo silo) : ToolCompliance(silo)
{
    protected override string Name => "update_contact";

    protected override ToolEffect Effect => ToolEffect.Writes;

    private IContactGrain Contact => Silo.Grains.Get<IContactGrain>(Business.Tenant, Customer.Contact.Value);

    // How often it was changed shows a second effect that says the same again.
    protected override async Task<string> EffectsAsync()
    {
        var changes = await Silo.Store.ReadStreamAsync(Business.Tenant, Customer.Contact.Value, 0, 100, Cancellation);
        return $"{changes.Count} {JsonSerializer.Serialize((await Contact.Get()).Value)}";
    }

    private protected override Task<JsonObject> ArgumentsAsync(Customer customer) =>
        Task.FromResult(new JsonObject { ["name"] = "Kim Field", ["language"] = "en", ["email"] = "kim@mail.example" });

    private protected override async Task DisturbAsync(JsonObject arguments) =>
        Assert.True((await Contact.Change(new ChangeContact("Kim Meadow", null))).Granted);

    [Theory]
    [InlineData("""{"language":"EN"}""", "language"), InlineData("""{"email":"nobody"}""", "email")]
    public async Task What_is_no_language_and_no_address_is_refused(string arguments, string name)
    {
        var outcome = await RunAsync(JsonNode.Parse(arguments)!, "k1");

        Assert.Equal("invalid_arguments", outcome.Fault);
        Assert.Contains(name, outcome.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_nothing_to_note_nothing_is_noted() =>
        Assert.Equal("nothing_to_note", (await RunAsync(new JsonObject(), "k1")).Fault);
}
