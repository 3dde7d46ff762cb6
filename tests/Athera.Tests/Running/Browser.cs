using Microsoft.Playwright;
using Xunit;

namespace Athera.Tests.Running;

/// <summary>The machine's own Chromium; nothing is downloaded.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>Why no browser can be started here, or null.</summary>
    public static string? MissingReason =>
        Array.Exists(Places, File.Exists) ? null : $"No Chromium is at {string.Join(" or ", Places)}.";

    public static async Task<Browser> StartAsync()
    {
        Assert.SkipWhen(MissingReason is not null, MissingReason ?? "");
        var playwright = await Playwright.CreateAsync();
        return new Browser(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Array.Find(Places, File.Exists),
            // The sandbox wants rights that a container's root does not have; the only pages opened are the test's own.
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
            Timeout = 120_000,
        }));
    }

    /// <summary>A person with a browser of its own, who sees the page in a size and a scheme of colours.</summary>
    public async Task<IBrowserContext> PersonAsync(int width = 1280, int height = 800, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = scheme, Locale = "en-GB",
        });
        context.SetDefaultTimeout(60_000);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
