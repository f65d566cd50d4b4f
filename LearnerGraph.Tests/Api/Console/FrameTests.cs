using Microsoft.Playwright;

namespace LearnerGraph.Tests.Api.Console;

[Collection(ConsolePages.Name)]
public sealed class FrameTests(ConsoleHost host)
{
    [BrowserTheory]
    [InlineData("/console", 200)]
    [InlineData("/console/signin", 200)]
    [InlineData("/console/nowhere", 404)]
    public Task Page_keeps_the_gate(string path, int status) => ConsoleGate.CheckAsync(host, path, status);

    [BrowserFact]
    public async Task Keyboard_reaches_the_content_first()
    {
        var (page, _, _) = await ConsoleGate.OpenAsync(host, "/console", ColorScheme.Light, 1280, script: false);

        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        page.Url.Should().EndWith("#main");
        await page.Context.CloseAsync();
    }
}
