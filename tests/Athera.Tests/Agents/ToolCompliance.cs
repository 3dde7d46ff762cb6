using System.Text.Json;
using System.Text.Json.Nodes;
using Athera.Contacts;
using Athera.Tests.Silos;
using Athera.Turns.Tools;
using Xunit;

namespace Athera.Tests.Agents;

/// <summary>
/// What every tool must do. A member inherits the suite and says which tool it is, what it is asked, and how to see its effects.
/// </summary>
[Collection(nameof(TestSilo))]
public abstract class ToolCompliance(TestSilo silo) : IAsyncLifetime
{
    private static readonly HashSet<string> _words =
    [
        "type", "description", "properties", "required", "additionalProperties", "items", "enum", "format", "minimum", "maximum",
        "minLength", "maxLength", "minItems", "maxItems",
    ];

    internal TestSilo Silo => silo;

    internal Business Business { get; private set; } = null!;

    /// <summary>Whom the calls are made for.</summary>
    internal Customer Customer { get; private set; } = null!;

    /// <summary>The tool's name.</summary>
    protected abstract string Name { get; }

    /// <summary>What it does to the world.</summary>
    protected abstract ToolEffect Effect { get; }

    protected ITool Tool { get; private set; } = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Arguments that work, for things of this customer.</summary>
    private protected abstract Task<JsonObject> ArgumentsAsync(Customer customer);

    /// <summary>Everything that calls may have had an effect on, as text that changes with each effect.</summary>
    protected abstract Task<string> EffectsAsync();

    /// <summary>Whether the arguments name a thing of a contact.</summary>
    protected virtual bool NamesThings => false;

    /// <summary>Somebody else changes what the arguments name, so that a second effect would be seen.</summary>
    private protected virtual Task DisturbAsync(JsonObject arguments) => Task.CompletedTask;

    /// <summary>Sets the tool up, where it is not there from the start.</summary>
    private protected virtual Task PrepareAsync() => Task.CompletedTask;

    /// <summary>Makes a call that has its effect, and of which nobody hears.</summary>
    private protected virtual async Task LoseAnswerAsync(JsonObject arguments, string key)
    {
        silo.Store.FailAfter(append => append.Tenant == Business.Tenant);
        await Assert.ThrowsAnyAsync<Exception>(() => RunAsync(arguments, key));
        silo.Store.Heal();
    }

    public async ValueTask InitializeAsync()
    {
        Business = await Business.OpenAsync(silo);
        await PrepareAsync();
        Customer = await MeetAsync();
        foreach (var source in silo.Services<IToolSource>())
            Tool = (await source.ToolsAsync(Business.Tenant, Cancellation)).FirstOrDefault(t => t.Name == Name) ?? Tool;
        Assert.NotNull(Tool);
    }

    public virtual ValueTask DisposeAsync()
    {
        silo.Store.Heal();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void It_has_a_name_a_description_and_an_effect_class()
    {
        Assert.Matches("^[a-z0-9_]{1,64}$", Tool.Name);
        Assert.InRange(Tool.Description.Length, 20, 1024);
        Assert.Equal(Effect, Tool.Effect);
    }

    [Fact]
    public void Its_schema_admits_nothing_it_does_not_name_and_bounds_all_it_names()
    {
        Assert.Equal("object", Tool.Schema.GetProperty("type").GetString());
        CheckStrict(Tool.Schema, "");
    }

    [Fact]
    public async Task The_same_key_twice_is_one_effect_and_one_outcome()
    {
        var arguments = await ArgumentsAsync(Customer);
        var before = await EffectsAsync();

        var first = await RunAsync(arguments, "k1");
        var once = await EffectsAsync();
        var second = await RunAsync(arguments, "k1");

        Assert.Null(first.Fault);
        Assert.Equal(Effect == ToolEffect.Reads, before == once);
        Assert.Equal((first.Fault, first.Text), (second.Fault, second.Text));
        Assert.Equal(once, await EffectsAsync());
    }

    [Fact]
    public async Task The_same_key_has_no_second_effect_whatever_others_did_meanwhile()
    {
        var arguments = await ArgumentsAsync(Customer);
        var first = await RunAsync(arguments, "k1");
        await DisturbAsync(arguments);
        var disturbed = await EffectsAsync();

        var second = await RunAsync(arguments, "k1");

        if (Effect != ToolEffect.Reads)
            Assert.Equal(first.Text, second.Text);
        Assert.Equal(disturbed, await EffectsAsync());
    }

    [Fact]
    public async Task The_same_key_at_once_is_one_effect()
    {
        var arguments = await ArgumentsAsync(Customer);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => RunAsync(arguments, "k1")));
        var together = await EffectsAsync();
        await RunAsync(arguments, "k1");

        Assert.Single(outcomes.Select(o => (o.Fault, o.Text)).Distinct());
        Assert.Equal(together, await EffectsAsync());
    }

    [Fact]
    public async Task A_call_whose_answer_was_lost_is_asked_again_without_a_second_effect()
    {
        if (Tool.Effect == ToolEffect.Reads)
            Assert.Skip("It has no effect.");
        var arguments = await ArgumentsAsync(Customer);
        await LoseAnswerAsync(arguments, "k1");
        var lost = await EffectsAsync();

        var again = await RunAsync(arguments, "k1");

        Assert.Null(again.Fault);
        Assert.Equal(lost, await EffectsAsync());
    }

    [Fact]
    public async Task What_belongs_to_another_contact_or_to_nobody_is_not_there()
    {
        if (!NamesThings)
            Assert.Skip("Its arguments name nothing of anybody.");
        var foreign = await ArgumentsAsync(await MeetAsync());
        var before = await EffectsAsync();

        var outcome = await RunAsync(foreign, "k1");

        Assert.Equal("not_found", outcome.Fault);
        Assert.Equal(before, await EffectsAsync());
        foreach (var (name, value) in foreign.ToList().Where(a => OpaqueId.TryParse(a.Value?.ToString(), out _)))
            foreign[name] = OpaqueId.New().ToString();
        Assert.Equal("not_found", (await RunAsync(foreign, "k2")).Fault);
    }

    [Fact]
    public async Task Wrong_arguments_are_refused_by_name_and_have_no_effect()
    {
        var arguments = await ArgumentsAsync(Customer);
        var before = await EffectsAsync();
        var tries = 0;
        async Task RefusedAsync(JsonNode wrong, string name)
        {
            var outcome = await RunAsync(wrong, $"wrong-{tries++}");
            Assert.Equal("invalid_arguments", outcome.Fault);
            Assert.Contains(name, outcome.Text, StringComparison.Ordinal);
        }

        foreach (var property in Tool.Schema.GetProperty("properties").EnumerateObject())
        {
            JsonNode?[] wrongs = property.Value.GetProperty("type").GetString() == "boolean" ? [null, "x", 1] : [null, true, new JsonObject()];
            foreach (var wrong in wrongs)
            {
                var changed = arguments.DeepClone().AsObject();
                changed[property.Name] = wrong?.DeepClone();
                await RefusedAsync(changed, property.Name);
            }
        }
        foreach (var required in Tool.Schema.GetProperty("required").EnumerateArray().Select(r => r.GetString()!))
        {
            var changed = arguments.DeepClone().AsObject();
            changed.Remove(required);
            await RefusedAsync(changed, required);
        }
        var more = arguments.DeepClone().AsObject();
        more["contactId"] = ContactId.New().ToString();
        await RefusedAsync(more, "contactId");
        Assert.Equal("invalid_arguments", (await RunAsync(new JsonArray(), "array")).Fault);
        Assert.Equal(before, await EffectsAsync());
    }

    [Fact]
    public async Task A_call_for_which_there_is_no_time_left_is_not_begun()
    {
        var arguments = await ArgumentsAsync(Customer);
        var before = await EffectsAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Tool.RunAsync(Call(arguments, "k1"), new CancellationToken(canceled: true)));

        Assert.Equal(before, await EffectsAsync());
    }

    protected Task<ToolOutcome> RunAsync(JsonNode arguments, string key) => Tool.RunAsync(Call(arguments, key), Cancellation);

    /// <summary>A customer who has written, and is a contact therefore.</summary>
    internal async Task<Customer> MeetAsync()
    {
        var customer = await Business.MeetAsync();
        await customer.ReceiveAsync($"m-{customer.Id}");
        Assert.True((await silo.Grains.Get<IContactGrain>(Business.Tenant, customer.Contact.Value).Get()).Granted);
        return customer;
    }

    private ToolCall Call(JsonNode arguments, string key) => new()
    {
        Tenant = Business.Tenant,
        Conversation = Customer.Id,
        Contact = Customer.Contact,
        Agent = new AgentId(new OpaqueId(0, 7)),
        Turn = 3,
        Key = $"{Customer.Id}-3-{key}",
        Arguments = JsonSerializer.SerializeToElement(arguments),
        At = DateTimeOffset.UtcNow,
    };

    private static void CheckStrict(JsonElement schema, string path)
    {
        Assert.All(schema.EnumerateObject(), word => Assert.Contains(word.Name, _words));
        bool Has(string word) => schema.TryGetProperty(word, out _);
        Assert.True(path.Length == 0 || path.EndsWith("[]", StringComparison.Ordinal) || Has("description"), $"{path} is not described");
        switch (schema.GetProperty("type").GetString())
        {
            case "object":
                Assert.Equal(JsonValueKind.False, schema.GetProperty("additionalProperties").ValueKind);
                var names = schema.GetProperty("properties").EnumerateObject().Select(p => p.Name).ToHashSet();
                Assert.All(schema.GetProperty("required").EnumerateArray(), name => Assert.Contains(name.GetString()!, names));
                foreach (var property in schema.GetProperty("properties").EnumerateObject())
                    CheckStrict(property.Value, $"{path}.{property.Name}");
                break;
            case "array":
                Assert.True(Has("maxItems"), $"{path} has no bound");
                CheckStrict(schema.GetProperty("items"), $"{path}[]");
                break;
            case "string":
                Assert.True(Has("maxLength") || Has("enum"), $"{path} has no bound");
                break;
            case "integer" or "number":
                Assert.True(Has("minimum") && Has("maximum"), $"{path} has no bounds");
                break;
            case var type:
                Assert.Equal("boolean", type);
                break;
        }
    }
}
