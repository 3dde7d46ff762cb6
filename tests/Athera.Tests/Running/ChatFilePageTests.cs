using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Athera.Testing;
using Athera.Testing.Silos;
using Microsoft.Playwright;
using SkiaSharp;
using Xunit;

namespace Athera.Tests.Running;

/// <summary>Files, and what becomes of messages, in the chat on a page of another origin, in a real browser and under a content policy that allows no pictures of others.</summary>
public sealed class ChatFilePageTests() : RunningTests(Engines.Sqlite)
{
    [Fact]
    public async Task A_visitor_sends_a_picture_and_gets_a_file_and_both_are_found_again_after_a_reload()
    {
        await using var browser = await Browser.StartAsync();
        await using var athera = await StartAsync(lab => new Dictionary<string, string>
        {
            ["Athera:Demo:ChatOrigins"] = ChatShop.OriginOf(lab.Url),
        });
        await using var person = await browser.PersonAsync();
        var page = await person.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, said) =>
        {
            if (said.Type == "error")
                complaints.Add(said.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
        await page.GotoAsync(ChatShop.Page(athera.Lab.Url, athera.Silo.Url).AbsoluteUri);
        await page.GetByRole(AriaRole.Button, new() { Name = "Open chat" }).ClickAsync();
        var picture = Picture();

        var picker = page.Locator("athera-chat input[type=file]");
        await picker.SetInputFilesAsync([
            new FilePayload { Name = "house.png", MimeType = "image/png", Buffer = picture },
            new FilePayload { Name = "film.mp4", MimeType = "video/mp4", Buffer = new byte[(25 * 1024 * 1024) + 1] },
        ]);
        await page.GetByText("Larger than 25 MB").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove: film.mp4" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Write a message" }).FillAsync("Our house");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Send" })).ToBeEnabledAsync();
        await PictureAsync(page, "chat-file-tray");
        await page.Keyboard.PressAsync("Enter");
        var log = page.GetByRole(AriaRole.Log);
        await log.Locator("canvas").WaitForAsync();
        Assert.Equal("house.png", await log.Locator("canvas").GetAttributeAsync("aria-label"));
        var conversation = await ConversationAsync(athera);
        Assert.Equal(picture, await OfAgentAsync(athera, conversation.Id));

        await SendAsync(athera, conversation.Id, [.. "%PDF-1.7 menu"u8]);
        var sent = log.GetByText("menu.pdf");
        await sent.WaitForAsync();
        await PictureAsync(page, "chat-files");
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Open chat" }).ClickAsync();
        await log.Locator("canvas").WaitForAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => sent.ClickAsync());

        Assert.Equal("menu.pdf", download.SuggestedFilename);
        Assert.Equal("%PDF-1.7 menu", await File.ReadAllTextAsync(await download.PathAsync(), Cancellation));
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task What_became_of_a_message_is_seen_in_an_open_chat()
    {
        await using var browser = await Browser.StartAsync();
        await using var athera = await StartAsync(lab => new Dictionary<string, string>
        {
            ["Athera:Demo:ChatOrigins"] = ChatShop.OriginOf(lab.Url),
        });
        await using var person = await browser.PersonAsync();
        var page = await person.NewPageAsync();
        // No visitor can change a message here; what the server would say is said in its place.
        IWebSocketRoute? socket = null;
        await page.RouteWebSocketAsync(url => url.Contains("/chat?", StringComparison.Ordinal), route =>
        {
            socket = route;
            route.ConnectToServer();
        });
        await page.GotoAsync(ChatShop.Page(athera.Lab.Url, athera.Silo.Url).AbsoluteUri);
        await page.GetByRole(AriaRole.Button, new() { Name = "Open chat" }).ClickAsync();
        var log = page.GetByRole(AriaRole.Log);
        foreach (var text in new[] { "frist", "my password" })
        {
            await page.GetByRole(AriaRole.Textbox, new() { Name = "Write a message" }).FillAsync(text);
            await page.Keyboard.PressAsync("Enter");
            await log.GetByText(text, new() { Exact = true }).WaitForAsync();
        }
        // A line has its time once the server has brought it.
        await Assertions.Expect(log.Locator("[data-author=visitor][title]")).ToHaveCountAsync(2);
        var conversation = await ConversationAsync(athera);
        var written = (await Eventually.SeesAsync(
            () => athera.Api.ListAsync<JsonElement>($"conversations/{conversation.Id}/messages", Cancellation),
            messages => messages.Count(IsIn) == 2, Cancellation)).Where(IsIn).OrderBy(PositionOf).Select(PositionOf).ToList();

        socket!.Send(JsonSerializer.Serialize(new
        {
            type = 1,
            target = "Messages",
            arguments = new[]
            {
                new
                {
                    messages = Array.Empty<object>(),
                    changes = new object[]
                    {
                        new { position = 90, id = written[0], text = "first", editedAt = "2026-11-25T12:00:00Z", removed = false },
                        new { position = 91, id = written[1], text = (string?)null, editedAt = (string?)null, removed = true },
                        new { position = 92, id = 1_000_000, text = "nobody saw it", editedAt = (string?)null, removed = false },
                    },
                    position = 92,
                },
            },
        }) + '\u001e');

        await log.GetByText("first", new() { Exact = true }).WaitForAsync();
        await log.GetByText("edited").WaitForAsync();
        await log.GetByText("This message was removed").WaitForAsync();
        await Assertions.Expect(log.GetByText("frist", new() { Exact = true })).ToHaveCountAsync(0);
        await Assertions.Expect(log.GetByText("my password", new() { Exact = true })).ToHaveCountAsync(0);
        await Assertions.Expect(log.GetByText("nobody saw it")).ToHaveCountAsync(0);
        await PictureAsync(page, "chat-changes");

        static bool IsIn(JsonElement message) => message.GetProperty("direction").GetString() == "in";
        static long PositionOf(JsonElement message) => message.GetProperty("position").GetInt64();
    }

    private static async Task<ConversationSeen> ConversationAsync(RunningAthera athera) => (await Eventually.SeesAsync(
        () => athera.Api.ListAsync<ConversationSeen>("conversations?channel=webchat", Cancellation), found => found.Count == 1, Cancellation))[0];

    private static async Task<byte[]> OfAgentAsync(RunningAthera athera, string conversation)
    {
        var message = await Eventually.SeesAsync(
            async () => (await athera.Api.ListAsync<JsonElement>($"conversations/{conversation}/messages", Cancellation))
                .Select(m => JsonNode.Parse(m.GetRawText())!).FirstOrDefault(m => m["media"]!.AsArray().Count > 0),
            m => (string?)m?["media"]![0]!["state"] == "stored", Cancellation);
        Assert.Equal("Our house", (string?)message!["text"]);
        using var given = await athera.Api.GetAsync((string)message["media"]![0]!["url"]!, Cancellation);
        return await given.Content.ReadAsByteArrayAsync(Cancellation);
    }

    private static async Task SendAsync(RunningAthera athera, string conversation, byte[] bytes)
    {
        using var body = new ByteArrayContent(bytes);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        using var uploaded = await athera.Api.SendAsync(HttpMethod.Post, "media?fileName=menu.pdf", body, Cancellation);
        var upload = JsonNode.Parse(await uploaded.Content.ReadAsStringAsync(Cancellation))!;
        using var send = JsonContent.Create(new { media = new[] { new { id = (string)upload["id"]! } } });
        using var sent = await athera.Api.SendAsync(HttpMethod.Post, $"conversations/{conversation}/messages", send, Cancellation);
        Assert.True(sent.IsSuccessStatusCode, await sent.Content.ReadAsStringAsync(Cancellation));
    }

    private static byte[] Picture()
    {
        using var bitmap = new SKBitmap(600, 400);
        bitmap.Erase(SKColors.Teal);
        using var data = SKImage.FromBitmap(bitmap).Encode(SKEncodedImageFormat.Png, 90);
        return data.ToArray();
    }

    // Kept beside the test's results, for people.
    private static Task PictureAsync(IPage page, string name) => page.ScreenshotAsync(new PageScreenshotOptions
    {
        Path = Path.Combine(AppContext.BaseDirectory, "TestResults", $"{name}.png"),
        Animations = ScreenshotAnimations.Disabled,
    });
}
