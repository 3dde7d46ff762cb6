using Athera.Testing;
using Athera.Testing.Silos;
using Microsoft.Playwright;
using Xunit;

namespace Athera.Tests.Running;

/// <summary>The chat on a page of another origin, in a real browser and under a strict content policy.</summary>
public sealed class ChatPageTests() : RunningTests(Engines.Sqlite)
{
    private const string Hostile = "<img src=x onerror=alert(1)> see https://bellapizza.example/menu. or javascript:alert(1)";

    [Fact]
    public async Task A_visitor_writes_is_answered_and_finds_the_chat_again_after_a_reload_and_a_restart()
    {
        await using var browser = await Browser.StartAsync();
        await using var athera = await StartAsync(lab => new Dictionary<string, string>
        {
            ["Athera:Demo:ChatOrigins"] = ChatShop.OriginOf(lab.Url),
        });
        await athera.Api.ChangeAgentAsync(new { settleMs = 0 }, Cancellation);
        await using var person = await browser.PersonAsync();
        var page = await person.NewPageAsync();
        var complaints = new List<string>();
        var foreign = new List<string>();
        page.Console += (_, said) =>
        {
            if (said.Type == "error" && !said.Text.Contains("ERR_CONNECTION", StringComparison.Ordinal))
                complaints.Add(said.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is var url && url.Authority != athera.Lab.Url.Authority && url.Authority != athera.Silo.Url.Authority)
                foreign.Add(request.Url);
        };
        await page.GotoAsync(ChatShop.Page(athera.Lab.Url, athera.Silo.Url).AbsoluteUri);

        // By keys alone.
        await page.GetByRole(AriaRole.Button, new() { Name = "Open chat" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("Do you deliver on Sundays?");
        await page.Keyboard.PressAsync("Enter");
        var log = page.GetByRole(AriaRole.Log);
        await log.GetByText("Yes, we deliver every day").WaitForAsync();
        await page.Keyboard.TypeAsync(Hostile);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(log.Locator("[data-author=visitor]")).ToHaveCountAsync(2);
        Assert.Equal(0, await log.Locator("img").CountAsync());
        Assert.Equal("https://bellapizza.example/menu", await log.Locator("a").GetAttributeAsync("href"));
        Assert.Equal(1, await log.Locator("a").CountAsync());
        await Eventually.SeesAsync(
            () => TranscriptAsync(athera), messages => messages.Any(message => message is { Direction: "out", State: "read" }), Cancellation);
        await page.GetByText("We reply here").WaitForAsync();
        await PictureAsync(page, "chat-desktop");

        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Open chat" }).ClickAsync();
        await log.GetByText("Yes, we deliver every day").WaitForAsync();
        await Assertions.Expect(log.Locator("[data-author=visitor]")).ToHaveCountAsync(2);

        await athera.Silo.KillAsync();
        await page.GetByText("No connection").WaitForAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Write a message" }).FillAsync("Are you still open?");
        await page.Keyboard.PressAsync("Enter");
        await athera.Silo.StartAsync(Cancellation);
        await log.GetByText("We are open every day").WaitForAsync();
        await Assertions.Expect(log.Locator("[data-author=visitor]")).ToHaveCountAsync(3);
        var conversation = Assert.Single(await athera.Api.ListAsync<ConversationSeen>("conversations?channel=webchat", Cancellation));
        Assert.Equal(
            ["Do you deliver on Sundays?", Hostile, "Are you still open?"],
            (await athera.Api.MessagesAsync(conversation.Id, Cancellation)).Where(message => message.Direction == "in").Select(message => message.Text));

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        Assert.Empty(complaints);
        Assert.Empty(foreign);
    }

    [Fact]
    public async Task A_page_that_is_not_allowed_has_no_chat_and_works_all_the_same()
    {
        await using var browser = await Browser.StartAsync();
        await using var athera = await StartAsync();
        await using var person = await browser.PersonAsync();
        var page = await person.NewPageAsync();

        // The browser does not let the script read a no, so it cannot tell one from a server that is down.
        var turnedAway = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        page.RequestFailed += (_, request) =>
        {
            if (request.Url.Contains("/chat/sessions", StringComparison.Ordinal))
                turnedAway.TrySetResult();
        };
        await page.GotoAsync(ChatShop.Page(athera.Lab.Url, athera.Silo.Url).AbsoluteUri);
        await turnedAway.Task.WaitAsync(Eventually.Patience, Cancellation);

        Assert.Equal(0, await page.Locator("athera-chat").CountAsync());
        Assert.True(await page.GetByRole(AriaRole.Heading, new() { Name = "Wood-fired, by the sea." }).IsVisibleAsync());
    }

    [Fact]
    public async Task On_a_phone_in_the_dark_it_asks_first_and_says_when_nobody_is_there()
    {
        await using var browser = await Browser.StartAsync();
        await using var athera = await StartAsync(lab => new Dictionary<string, string>
        {
            ["Athera:Demo:ChatOrigins"] = ChatShop.OriginOf(lab.Url),
        });
        await athera.Api.ChangeAgentAsync(new { settleMs = 0 }, Cancellation);
        using var settings = System.Net.Http.Json.JsonContent.Create(new
        {
            preChatFields = """[{"name":"name","label":"Your name"},{"name":"email","label":"E-mail","type":"email","required":true}]""",
            businessHours = """{"timeZone":"Europe/Rome","monday":["11:00-11:01"]}""",
            closedText = "The kitchen sleeps. Leave us a message.",
        });
        using var changed = await athera.Api.SendAsync(HttpMethod.Patch, $"channels/{ChatShop.Account}", settings, Cancellation);
        Assert.True(changed.IsSuccessStatusCode, await changed.Content.ReadAsStringAsync(Cancellation));
        await using var person = await browser.PersonAsync(390, 844, ColorScheme.Dark);
        var page = await person.NewPageAsync();
        await page.GotoAsync(ChatShop.Page(athera.Lab.Url, athera.Silo.Url).AbsoluteUri);

        await page.GetByRole(AriaRole.Button, new() { Name = "Open chat" }).ClickAsync();
        await page.GetByLabel("Your name").FillAsync("Dana");
        await page.GetByLabel("E-mail").FillAsync("dana@example.org");
        await PictureAsync(page, "chat-phone-form");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start chat" }).ClickAsync();
        await page.GetByText("The kitchen sleeps").WaitForAsync();
        await page.Keyboard.TypeAsync("Are you open?");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Log).GetByText("We are open every day").WaitForAsync();
        await PictureAsync(page, "chat-phone");

        var conversation = Assert.Single(await athera.Api.ListAsync<ConversationSeen>("conversations?channel=webchat", Cancellation));
        var contacts = await athera.Api.ListAsync<ContactSeen>("contacts", Cancellation);
        Assert.Equal("Dana", contacts.Single(contact => contact.Id == conversation.ContactId).Name);
    }

    private static async Task<IReadOnlyList<MessageSeen>> TranscriptAsync(RunningAthera athera) =>
        await athera.Api.ListAsync<ConversationSeen>("conversations?channel=webchat", Cancellation) is [var conversation]
            ? await athera.Api.MessagesAsync(conversation.Id, Cancellation)
            : [];

    // Kept beside the test's results, for people.
    private static Task PictureAsync(IPage page, string name) => page.ScreenshotAsync(new PageScreenshotOptions
    {
        Path = Path.Combine(AppContext.BaseDirectory, "TestResults", $"{name}.png"),
        Animations = ScreenshotAnimations.Disabled,
    });
}
