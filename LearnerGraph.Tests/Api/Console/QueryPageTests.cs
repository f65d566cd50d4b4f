using Microsoft.Playwright;

namespace LearnerGraph.Tests.Api.Console;

/// <summary>The page to try queries, in a browser, under the policy of content it is served with.</summary>
[Collection(ConsolePages.Name)]
public sealed class QueryPageTests(ConsoleHost host)
{
    [BrowserFact]
    public async Task Page_runs_a_query_and_shows_the_answer_and_the_schema()
    {
        var (page, response, foreign) = await OpenAsync();
        var complaints = new List<string>();
        page.Console += (_, line) => complaints.Add($"{line.Type}: {line.Text}");
        page.PageError += (_, error) => complaints.Add(error);

        await page.FillAsync("#query", "query ($n: Int!) { courses(first: $n) { nodes { title } } }");
        await page.FillAsync("#variables", """{ "n": 1 }""");
        await page.ClickAsync("#run");
        await Assertions.Expect(page.Locator("#result")).ToContainTextAsync("\"title\": ");
        await Assertions.Expect(page.Locator("#status")).ToContainTextAsync("200, ");
        await page.FillAsync("#filter", "whatever no type is called");
        await Assertions.Expect(page.Locator("#types details")).ToHaveCountAsync(0);
        await page.FillAsync("#filter", "recommendationset");
        await Assertions.Expect(page.Locator("#types")).ToContainTextAsync("RecommendationSet");

        response.Headers["content-security-policy"].Should().StartWith("default-src 'none'; script-src 'nonce-");
        complaints.Should().BeEmpty();
        foreign.Should().BeEmpty();
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Page_shows_what_is_wrong()
    {
        var (page, _, _) = await OpenAsync();

        await page.FillAsync("#query", "{ nothing }");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.Locator("#result")).ToContainTextAsync("Cannot query field");
        await Assertions.Expect(page.Locator("#status")).ToContainTextAsync("400, ");

        await page.FillAsync("#variables", "{ no JSON");
        await page.ClickAsync("#run");
        await Assertions.Expect(page.Locator("#result")).ToContainTextAsync("variables: ");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Page_runs_no_script_but_its_own()
    {
        var (page, _, _) = await OpenAsync();

        var ran = await page.EvaluateAsync<bool>(
            """
            () => {
              const script = document.createElement('script');
              script.textContent = 'window.foreign = true';
              document.body.append(script);
              return window.foreign === true;
            }
            """);

        ran.Should().BeFalse();
        await page.Context.CloseAsync();
    }

    private Task<(IPage Page, IResponse Response, IReadOnlyList<string> Foreign)> OpenAsync() =>
        ConsoleGate.OpenAsync(host, "/graphql", ColorScheme.Light, 1280, script: true);
}
