using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Athera.Lab;

namespace Athera.Tests.Lab;

/// <summary>Calls the fake Graph API the way a sender does.</summary>
internal sealed class GraphCaller(LabServer lab) : IDisposable
{
    private readonly HttpClient http = new();

    public string? Token { get; set; } = "token";

    public async Task<(int Status, JsonObject Body)> SendTextAsync(
        string text, string to = "+12025550143", string? callbackData = null, string from = Accounts.PhoneNumberId)
    {
        var message = new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["to"] = to,
            ["type"] = "text",
            ["text"] = new JsonObject { ["body"] = text },
        };
        if (callbackData is not null) message["biz_opaque_callback_data"] = callbackData;
        return await PostAsync($"{lab.GraphUrl}/{from}/messages", message);
    }

    public async Task<(int Status, JsonObject Body)> PostAsync(string url, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = JsonContent.Create(body) };
        if (Token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var response = await http.SendAsync(request);
        return ((int)response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonObject>())!);
    }

    public void Dispose() => http.Dispose();
}
