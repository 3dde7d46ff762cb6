using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Athera.Lab.Meta;
using Athera.Lab.Wire;
using Athera.Testing.Silos;
using Xunit;

namespace Athera.Tests.Running;

// What is wrong with what came in.
public abstract partial class ServingTests
{
    [Fact]
    public async Task What_cannot_be_read_is_kept_aside_and_its_neighbour_in_the_same_webhook_is_answered()
    {
        const string customer = "12025550121";
        var athera = await AtheraAsync();
        var body = Body(athera, customer);
        var entries = body["entry"]!.AsArray();
        entries.Add(Changed(entries[0]!, change => change["value"]!["messages"]![0]!["type"] = "hologram"));
        entries.Add(Changed(entries[0]!, change => change["field"] = "telepathy"));
        entries.Add(Changed(entries[0]!, change => change["value"]!["metadata"]!["phone_number_id"] = "400000000000999"));
        var wholly = Body(athera, customer);
        wholly["object"] = "carrier_pigeon";

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(athera, Signed(athera, body.ToJsonString())));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(athera, Signed(athera, wholly.ToJsonString())));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(athera, Signed(athera, "{\"object\":")));

        var transcript = await AnsweredAsync(athera, customer, "read");
        Assert.Equal(["Do you deliver?"], transcript.Where(message => message.Direction == "in").Select(message => message.Text));
        Assert.Single(SendsTo(athera, customer));
        Assert.Equal(
            ["malformed_body", "unknown_account", "unknown_field", "unknown_object", "unknown_type"],
            (await athera.Api.ListAsync<QuarantinedSeen>("quarantine", Cancellation)).Select(piece => piece.Reason).Order());
    }

    [Fact]
    public async Task A_webhook_larger_than_any_provider_sends_is_refused()
    {
        var athera = await AtheraAsync();
        var webhook = MetaWebhooks.Sign(athera.WhatsApp, new byte[(4 * 1024 * 1024) + 1]);
        // Waiting to be asked for the body, as a careful sender does: otherwise the refusal may be lost in what is still being sent.
        var careful = webhook with { Headers = new Dictionary<string, string>(webhook.Headers) { ["Expect"] = "100-continue" } };
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await StatusAsync(athera, careful));
    }

    [Theory]
    [InlineData("PATCH", "agents/{agent}", """{"settleMs":"soon"}""", 422, "settleMs")]
    [InlineData("PATCH", "agents/{agent}", """{"settleMs":-1}""", 422, "settleMs")]
    [InlineData("POST", "channels", """{"name":"A number"}""", 422, "kind")]
    [InlineData("POST", "channels", """{"kind":"whatsapp","name":"A number","phoneNumberId":"1"}""", 422, "accessToken")]
    [InlineData("POST", "contacts", "{\"name\":", 400, "body")]
    [InlineData("GET", "conversations?limit=many", null, 422, "limit")]
    public async Task Input_that_breaks_a_rule_is_answered_with_a_problem_that_names_the_field(
        string method, string resource, string? json, int status, string field)
    {
        var athera = await AtheraAsync();
        var agent = (await athera.Api.ListAsync<AgentSeen>("agents", Cancellation))[0];
        using var body = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");

        using var answer = await athera.Api.SendAsync(
            new HttpMethod(method), resource.Replace("{agent}", agent.Id, StringComparison.Ordinal), body, Cancellation);

        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;
        Assert.NotNull(problem["errors"]?[field]);
    }

    private static JsonObject Body(RunningAthera athera, string customer) =>
        JsonNode.Parse(MetaWebhooks.Texts(athera.WhatsApp, RunningAthera.Text(customer, "Do you deliver?")).Body.Span)!.AsObject();

    // A copy that is a message of its own but for what is wrong with it.
    private static JsonNode Changed(JsonNode entry, Action<JsonNode> change)
    {
        var copy = entry.DeepClone();
        copy["changes"]![0]!["value"]!["messages"]![0]!["id"] = WhatsAppIds.Message();
        change(copy["changes"]![0]!);
        return copy;
    }

    private static SignedWebhook Signed(RunningAthera athera, string body) =>
        MetaWebhooks.Sign(athera.WhatsApp, Encoding.UTF8.GetBytes(body));
}
