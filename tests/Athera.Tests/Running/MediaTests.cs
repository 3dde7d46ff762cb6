using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Athera.Lab.Files;
using Athera.Lab.Meta;
using Athera.Testing;
using Athera.Testing.Silos;
using Athera.Tests.Storage;
using SkiaSharp;
using Xunit;

namespace Athera.Tests.Running;

public abstract class MediaTests(Func<string, Task<SiloStorage>> engine) : RunningTests(engine)
{
    private readonly string _phone = $"49153{RandomNumberGenerator.GetString("0123456789", 7)}";

    [Fact]
    public async Task A_picture_is_fetched_sealed_shrunk_and_given_out_by_links_that_expire_and_to_its_tenant()
    {
        await using var athera = await StartAsync(_ => new Dictionary<string, string> { ["Athera:Media:LinkLifetime"] = "00:00:08" });
        var picture = Picture(1200, 800);
        await TellAsync(athera, athera.Lab.Graph.Files.Add(WhatsAppIds.Media(), "image/jpeg", picture), "Kanarienbild");

        var (message, file) = await StoredAsync(athera);

        Assert.Equal("image/jpeg", (string?)file["contentType"]);
        Assert.Equal(picture.Length, (int)file["bytes"]!);
        using var given = await athera.Api.GetAsync((string)file["url"]!, Cancellation);
        Assert.Equal(picture, await given.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal("inline", given.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Contains("no-store", given.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal("nosniff", given.Headers.GetValues("X-Content-Type-Options").Single());
        using var small = await athera.Api.GetAsync((string)file["thumbnailUrl"]!, Cancellation);
        using var shrunk = SKBitmap.Decode(await small.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal((320, 213), (shrunk.Width, shrunk.Height));
        using var own = await athera.Api.GetAsync($"api/v1/messages/{message}/media/0", Cancellation);
        Assert.Equal(picture, await own.Content.ReadAsByteArrayAsync(Cancellation));
        await athera.Storage.FlushAsync();
        var files = RawSearch.FilesOf([athera.DataDirectory, .. athera.Storage.Directories]).ToList();
        Assert.Empty(await new RawSearch(new Dictionary<string, string> { ["caption"] = "Kanarienbild" }).FindAsync(files, Cancellation));
        foreach (var stored in files)
            Assert.True((await ReadAsync(stored)).AsSpan().IndexOf(picture.AsSpan(500, 40)) < 0, stored);

        await Eventually.SeesAsync(
            async () => (await athera.Api.GetAsync((string)file["url"]!, Cancellation)).StatusCode,
            status => status == HttpStatusCode.NotFound, Cancellation);
    }

    [Fact]
    public async Task A_part_of_a_file_can_be_asked_for_and_a_changed_link_opens_nothing()
    {
        await using var athera = await StartAsync();
        var bytes = Picture(300, 300);
        await TellAsync(athera, athera.Lab.Graph.Files.Add(WhatsAppIds.Media(), "image/jpeg", bytes));
        var (_, file) = await StoredAsync(athera);
        using var http = new HttpClient { BaseAddress = athera.Silo.Url };

        using var request = new HttpRequestMessage(HttpMethod.Get, (string)file["url"]!);
        request.Headers.Range = new RangeHeaderValue(10, 19);
        using var part = await http.SendAsync(request, Cancellation);
        var link = (string)file["url"]!;
        using var forged = await http.GetAsync(link[..^1] + (link[^1] == 'A' ? 'B' : 'A'), Cancellation);

        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(bytes[10..20], await part.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal(HttpStatusCode.NotFound, forged.StatusCode);
    }

    [Fact]
    public async Task A_file_that_was_being_fetched_when_Athera_was_killed_is_fetched_after_the_restart()
    {
        await using var athera = await StartAsync();
        var bytes = Picture(600, 400);
        var lying = athera.Lab.Graph.Files.Add(WhatsAppIds.Media(), "image/jpeg", bytes);
        athera.Lab.Graph.Files.Faults.Next(FileFault.Slow(TimeSpan.FromMinutes(5)));
        await TellAsync(athera, lying);
        await athera.Lab.Graph.Files.Downloads.FirstAsync(id => id == lying.Id, Eventually.Patience, Cancellation);

        await athera.Silo.KillAsync();
        await athera.Silo.StartAsync(Cancellation);

        var (message, _) = await StoredAsync(athera);
        using var own = await athera.Api.GetAsync($"api/v1/messages/{message}/media/0", Cancellation);
        Assert.Equal(bytes, await own.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task What_cannot_be_had_is_shown_with_its_reason_and_fetched_when_somebody_asks_again()
    {
        await using var athera = await StartAsync();
        var bytes = Picture(50, 50);
        var lying = athera.Lab.Graph.Files.Add(WhatsAppIds.Media(), "image/jpeg", bytes);
        athera.Lab.Graph.Files.Faults.Next(FileFault.Redirect(new Uri("http://10.1.2.3/secret")));
        await TellAsync(athera, lying);
        var (message, file) = await FileAsync(athera, "failed");
        Assert.Equal("media_address_refused", (string?)file["fault"]!["code"]);
        Assert.Null(file["url"]);

        using var retried = await athera.Api.SendAsync(HttpMethod.Post, $"messages/{message}/media/0/retry", null, Cancellation);

        Assert.Equal(HttpStatusCode.OK, retried.StatusCode);
        await StoredAsync(athera);
        using var again = await athera.Api.SendAsync(HttpMethod.Post, $"messages/{message}/media/0/retry", null, Cancellation);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }

    [Fact]
    public async Task A_file_that_is_not_there_yet_or_comes_damaged_is_asked_for_again()
    {
        await using var athera = await StartAsync();
        var lying = athera.Lab.Graph.Files.Add(WhatsAppIds.Media(), "image/jpeg", Picture(60, 60));
        athera.Lab.Graph.Files.Faults.Next(FileFault.NotFound).Next(FileFault.Changed);
        await TellAsync(athera, lying);

        await StoredAsync(athera);

        Assert.Equal(3, athera.Lab.Graph.Files.Downloads.Total);
    }

    [Fact]
    public async Task A_file_a_contact_takes_back_is_removed_from_the_store()
    {
        await using var athera = await StartAsync();
        var lying = athera.Lab.Graph.Files.Add(WhatsAppIds.Media(), "image/jpeg", Picture(400, 400));
        var told = await TellAsync(athera, lying);
        var (message, _) = await StoredAsync(athera);
        var media = Path.Combine(athera.DataDirectory, "media");
        Assert.Equal(2, RawSearch.FilesOf([media]).Count());

        await PostAsync(athera, WhatsAppHappening.Revoke(Customer, told.Id!, TimeProvider.System.GetUtcNow()));

        await Eventually.SeesAsync(() => Task.FromResult(RawSearch.FilesOf([media]).Count()), count => count == 0, Cancellation);
        using var gone = await athera.Api.GetAsync($"api/v1/messages/{message}/media/0", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task An_uploaded_picture_reaches_the_contact_with_its_caption()
    {
        await using var athera = await StartAsync();
        await TellAsync(athera, athera.Lab.Graph.Files.Add(WhatsAppIds.Media(), "image/jpeg", Picture(30, 30)));
        var conversation = await athera.ConversationAsync(_phone, Cancellation);
        var bytes = Picture(200, 100);
        using var body = new ByteArrayContent(bytes);
        body.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        using var uploaded = await athera.Api.SendAsync(HttpMethod.Post, "media?fileName=..%2Fhouse.jpg", body, Cancellation);
        var upload = JsonNode.Parse(await uploaded.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Equal(HttpStatusCode.Created, uploaded.StatusCode);
        Assert.Equal("house.jpg", (string?)upload["fileName"]);

        using var send = JsonContent.Create(new { text = "Our house", media = new[] { new { id = (string)upload["id"]! } } });
        using var sent = await athera.Api.SendAsync(HttpMethod.Post, $"conversations/{conversation.Id}/messages", send, Cancellation);

        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        var reached = await athera.Lab.Graph.Sends.FirstAsync(s => s.Kind == "image", Eventually.Patience, Cancellation);
        Assert.Equal("Our house", reached.Text);
        Assert.Equal(bytes, athera.Lab.Graph.Files.Uploads.Entries.Single().Bytes.ToArray());
    }

    private WhatsAppCustomer Customer => new(_phone, null, "Dana Field");

    private async Task<WhatsAppHappening> TellAsync(RunningAthera athera, LabFile file, string? caption = null)
    {
        var image = new JsonObject { ["id"] = file.Id, ["mime_type"] = file.ContentType, ["sha256"] = file.Sha256 };
        if (caption is not null)
            image["caption"] = caption;
        return await PostAsync(athera, WhatsAppHappening.Message(Customer, "image", image, TimeProvider.System.GetUtcNow()));
    }

    private static async Task<WhatsAppHappening> PostAsync(RunningAthera athera, WhatsAppHappening happening)
    {
        using var answer = await athera.Api.PostAsync(MetaWebhooks.Happenings(athera.WhatsApp, happening), Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return happening;
    }

    private Task<(string Message, JsonNode File)> StoredAsync(RunningAthera athera) => FileAsync(athera, "stored");

    private async Task<(string Message, JsonNode File)> FileAsync(RunningAthera athera, string state)
    {
        var conversation = await athera.ConversationAsync(_phone, Cancellation);
        var message = await Eventually.SeesAsync(
            async () => (await athera.Api.ListAsync<JsonElement>($"conversations/{conversation.Id}/messages", Cancellation))
                .Select(m => JsonNode.Parse(m.GetRawText())!)
                .FirstOrDefault(m => (string?)m["direction"] == "in" && m["media"]!.AsArray().Count > 0),
            m => (string?)m?["media"]![0]!["state"] == state, Cancellation);
        return ((string)message!["id"]!, message["media"]![0]!);
    }

    private static async Task<byte[]> ReadAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, Cancellation);
        return bytes.ToArray();
    }

    // Noise, so that it is large and like nothing else.
    private static byte[] Picture(int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        var random = new Random(width);
        for (var i = 0; i < width * height / 4; i++)
            bitmap.SetPixel(random.Next(width), random.Next(height), new SKColor((uint)random.Next() | 0xFF000000));
        using var image = SKImage.FromBitmap(bitmap);
        using var data = image.Encode(SKEncodedImageFormat.Jpeg, 90);
        return data.ToArray();
    }
}

public sealed class MediaOnSqliteTests() : MediaTests(Engines.Sqlite);

public sealed class MediaOnPostgresTests(SharedPostgres postgres) : MediaTests(Engines.Postgres(postgres));
