using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Athera.Testing.Silos;
using Athera.Tests.Knowledge.Documents;
using Xunit;

namespace Athera.Tests.Running;

public abstract partial class ServingTests
{
    [Fact]
    public async Task The_demo_tenants_knowledge_is_found()
    {
        var athera = await AtheraAsync();

        var found = await SearchAsync(athera, "How much does delivery cost?");

        Assert.Equal(("Delivery", "Cost"), (found[0].GetProperty("title").GetString(), found[0].GetProperty("path")[0].GetString()));
        Assert.Contains("2.50 euros", found[0].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pdf_document_and_a_page_are_uploaded_found_replaced_and_removed()
    {
        var athera = await AtheraAsync();
        using var pdf = Form("Leaflet", Pdfs.Of("Umbrellas are lent to guests."), "leaflet.pdf", "application/pdf");
        using var created = await athera.Api.SendAsync(HttpMethod.Post, "knowledge", pdf, Cancellation);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var place = $"knowledge/{(await created.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("id").GetString()}";
        Assert.Equal("Umbrellas are lent to guests.", (await SearchAsync(athera, "umbrella"))[0].GetProperty("text").GetString());

        using var broken = Form("Leaflet", "%PDF-1.7 nothing"u8.ToArray(), "leaflet.pdf", "application/pdf");
        using var refused = await athera.Api.SendAsync(HttpMethod.Put, place, broken, Cancellation);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Single(await SearchAsync(athera, "umbrella"));

        using var page = Form("Leaflet", "<h1>Lending</h1><p>Raincoats are lent to guests."u8.ToArray(), "leaflet.html", "text/html");
        using var replaced = await athera.Api.SendAsync(HttpMethod.Put, place, page, Cancellation);
        Assert.Equal(2, (await replaced.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("version").GetInt32());
        Assert.Empty(await SearchAsync(athera, "umbrella"));
        Assert.Single(await SearchAsync(athera, "raincoats"));

        using var deleted = await athera.Api.SendAsync(HttpMethod.Delete, place, null, Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Empty(await SearchAsync(athera, "raincoats"));
    }

    private static async Task<IReadOnlyList<JsonElement>> SearchAsync(RunningAthera athera, string query)
    {
        using var body = JsonContent.Create(new { query, language = "en", limit = 8 });
        using var answer = await athera.Api.SendAsync(HttpMethod.Post, "knowledge/search", body, Cancellation);
        answer.EnsureSuccessStatusCode();
        return [.. (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("passages").EnumerateArray()];
    }

    private static MultipartFormDataContent Form(string title, byte[] content, string name, string type)
    {
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new(type);
        return new MultipartFormDataContent { { new StringContent(title), "title" }, { new StringContent("en"), "language" }, { file, "file", name } };
    }
}
