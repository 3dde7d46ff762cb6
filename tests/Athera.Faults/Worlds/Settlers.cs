using System.Text.Json.Nodes;
using Athera.FaultRuns.Customers;

namespace Athera.FaultRuns.Worlds;

/// <summary>Creates the tenants over the API, as a platform's operator and then each tenant's admin would.</summary>
internal static class Settlers
{
    /// <summary>More than is sent, so that the pace of an account is not what is tested.</summary>
    private const int Unpaced = 10_000;

    /// <summary>A message may come late by minutes and is to be answered all the same.</summary>
    private const int AnswerWithinSeconds = 604_800;

    public static async Task<Tenant[]> CreateAsync(
        Cast cast, HttpClient http, IReadOnlyList<Uri> silos, string platformKey, CancellationToken cancellation)
    {
        var platform = new TenantApi(http, silos, platformKey);
        var tenants = new Tenant[cast.Tenants];
        await Parallel.ForAsync(0, cast.Tenants, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellation }, async (number, _) =>
        {
            var created = await platform.AskAsync(
                HttpMethod.Post, "tenants", new JsonObject { ["name"] = $"Tenant {number}", ["adminEmail"] = $"owner{number}@tenant.example" },
                cancellation);
            var tenant = new Tenant(number, created["apiKey"]!.GetValue<string>());
            tenants[number] = await FurnishAsync(new TenantApi(http, silos, tenant.ApiKey), tenant, cast.PartOf(number), cancellation);
        });
        return tenants;
    }

    private static async Task<Tenant> FurnishAsync(TenantApi api, Tenant tenant, Part part, CancellationToken cancellation)
    {
        await api.AskAsync(HttpMethod.Post, "channels", new JsonObject
        {
            ["kind"] = "whatsapp",
            ["name"] = "WhatsApp",
            ["messagesPerSecond"] = Unpaced,
            ["phoneNumberId"] = tenant.PhoneNumberId,
            ["accessToken"] = tenant.AccessToken,
        }, cancellation);
        var twilio = await api.AskAsync(HttpMethod.Post, "channels", new JsonObject
        {
            ["kind"] = "twilio",
            ["name"] = "Texts",
            ["messagesPerSecond"] = Unpaced,
            ["accountSid"] = tenant.AccountSid,
            ["authToken"] = tenant.AuthToken,
            ["from"] = tenant.SmsNumber,
        }, cancellation);
        var agents = await api.ReadAsync("agents", cancellation);
        var agent = agents["items"]![0]!["id"]!.GetValue<string>();
        var settle = part == Part.Bursts ? 400 : 0;
        await api.AskAsync(
            HttpMethod.Patch, $"agents/{agent}",
            new JsonObject
            {
                ["settleMs"] = settle,
                ["answerWithinSeconds"] = AnswerWithinSeconds,
                ["instructions"] = "Say it back.",
                // The hot conversation writes more than anybody would.
                ["budgets"] = new JsonObject { ["turnsPerHour"] = 100_000 },
                ["handOver"] = new JsonObject { ["machineAnswers"] = 0 },
            },
            cancellation);
        await api.AskAsync(HttpMethod.Post, $"agents/{agent}/publish", null, cancellation);
        return tenant with { TwilioChannel = twilio["id"]!.GetValue<string>() };
    }
}
