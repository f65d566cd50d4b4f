using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace LearnerGraph.Tests.Api.Console;

/// <summary>
/// What every page of the console keeps: no violation that axe-core knows of, valid HTML, readable pictures with their
/// numbers, no sideways scroll at 320 px, all of it in light and dark; no script, nothing from elsewhere, 100 KB.
/// </summary>
internal static partial class ConsoleGate
{
    private const int MostBytes = 100_000;

    // Letters of pictures, which axe-core does not judge: contrast with the ground they stand on.
    private const string PictureScript =
        """
        () => {
          const channel = c => { c /= 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
          const light = rgb => { const [r, g, b] = rgb.match(/[\d.]+/g).map(Number);
            return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b); };
          const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
          const ground = light(getComputedStyle(document.body).backgroundColor);
          const wrong = [];
          for (const svg of document.querySelectorAll('svg[role=img]')) {
            if (!svg.querySelector('title')?.textContent || !svg.querySelector('desc')?.textContent)
              wrong.push('a picture without title or desc');
            const figure = svg.closest('figure');
            if (!figure || !(figure.nextElementSibling?.matches('details, .scroll') &&
                (figure.nextElementSibling.matches('.scroll') || figure.nextElementSibling.querySelector('table'))))
              wrong.push('a picture without its table: ' + svg.querySelector('title')?.textContent);
            if (!svg.getClientRects().length) continue;
            for (const text of svg.querySelectorAll('text')) {
              const r = ratio(light(getComputedStyle(text).fill), ground);
              if (r < 4.5) wrong.push(`letters at ${r.toFixed(1)}:1: ${text.textContent}`);
            }
            for (const mark of svg.querySelectorAll('.ci, .cap, .dot, .line, .bar, .zero')) {
              const style = getComputedStyle(mark);
              const paint = style.stroke !== 'none' ? style.stroke : style.fill;
              if (ratio(light(paint), ground) < 3) wrong.push(`a mark under 3:1: ${mark.getAttribute('class')}`);
            }
          }
          if (document.querySelector('script, [style], [onclick]')) wrong.push('script or style in the page');
          return wrong;
        }
        """;

    private const string AxeScript =
        """
        async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',
          'best-practice'] })).violations.map(v => `${v.id}: ${v.help} (${v.nodes[0].html.slice(0, 160)})`)
        """;

    /// <summary>Opens the page in every way and fails with all that is wrong.</summary>
    /// <param name="path">From /console on.</param>
    public static async Task CheckAsync(ConsoleHost host, string path, int status = 200)
    {
        var wrong = new List<string>();
        var scriptless = await OpenAsync(host, path, ColorScheme.Light, 1280, script: false);
        if (scriptless.Response.Status != status) wrong.Add($"status {scriptless.Response.Status}, not {status}");
        var html = await scriptless.Response.TextAsync();
        if (html.Length > MostBytes) wrong.Add($"{html.Length} bytes");
        var text = await scriptless.Page.InnerTextAsync("main");
        wrong.AddRange((await host.Validator.ErrorsAsync(html)).Select(error => $"html: {error}"));
        await scriptless.Page.Context.CloseAsync();

        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            var (page, _, foreign) = await OpenAsync(host, path, scheme, 1280, script: true);
            await page.EvaluateAsync(await File.ReadAllTextAsync(BrowserTools.Axe));
            await AddAsync($"axe, {scheme}", AxeScript);
            await AddAsync($"pictures, {scheme}", PictureScript);
            if (scheme is ColorScheme.Light && Words(await page.InnerTextAsync("main")) != Words(text))
                wrong.Add("the page differs without script");
            await page.SetViewportSizeAsync(320, 800);
            var width = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
            if (width > 320) wrong.Add($"{width} px wide at 320");
            if (scheme is ColorScheme.Light) await AddAsync("axe at 320 px", AxeScript);
            wrong.AddRange(foreign.Select(address => $"asks {address}"));
            await page.Context.CloseAsync();

            async Task AddAsync(string what, string script) =>
                wrong.AddRange((await page.EvaluateAsync<string[]>(script)).Select(line => $"{what}: {line}"));
        }

        wrong.Should().BeEmpty("{0} is a page of the console", path);
    }

    /// <summary>A page in a context of its own, with what it asked other hosts for.</summary>
    public static async Task<(IPage Page, IResponse Response, IReadOnlyList<string> Foreign)> OpenAsync(
        ConsoleHost host, string path, ColorScheme scheme, int width, bool script)
    {
        var context = await host.Browser.NewContextAsync(new()
        {
            ColorScheme = scheme,
            ViewportSize = new() { Width = width, Height = 900 },
            JavaScriptEnabled = script,
            BaseURL = host.Address,
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(20_000);
        var foreign = new List<string>();
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(host.Address, StringComparison.Ordinal)) foreign.Add(request.Url);
        };
        var response = await page.GotoAsync(path);
        return (page, response!, foreign);
    }

    // Counters of the server go on between two looks.
    private static string Words(string text) => Numbers().Replace(text, "0");

    [GeneratedRegex(@"[\d.,]+")]
    private static partial Regex Numbers();
}
