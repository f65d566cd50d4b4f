using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LearnerGraph.Tests.Api.Console;

[Collection(ConsolePages.Name)]
public sealed class ExperimentPagesTests(ConsoleHost host)
{
    private const string Sample = "/console/experiments/collaborative-against-content";

    [BrowserTheory]
    [InlineData("/console/experiments", 200)]
    [InlineData("/console/experiments?status=Paused", 200)]
    [InlineData(Sample, 200)]
    [InlineData("/console/experiments/collaborative-mix", 200)]
    [InlineData("/console/experiments/slow-variant", 200)]
    [InlineData("/console/experiments/weekend-goals", 200)]
    [InlineData("/console/experiments/no-such", 404)]
    [InlineData("/console/experiments/plan/new", 200)]
    public Task Page_keeps_the_gate(string path, int status) => ConsoleGate.CheckAsync(host, path, status);

    [BrowserFact]
    public async Task Samples_say_what_they_were_made_to_say()
    {
        (await HeadlineAsync("collaborative-against-content")).Should().Be("Roll out");
        (await HeadlineAsync("challenge-zone")).Should().BeOneOf("No answer", "No difference that matters");
        (await HeadlineAsync("collaborative-mix")).Should().Be("Too early to say");
        (await HeadlineAsync("slow-variant")).Should().Be("Do not trust these numbers");
    }

    [BrowserFact]
    public async Task Broken_experiment_hides_its_numbers_until_they_are_asked_for()
    {
        var page = await OpenAsync("/console/experiments/slow-variant");

        (await page.GetByText("All figures of Treatment").IsVisibleAsync()).Should().BeFalse();
        await page.GetByText("Show numbers anyway").ClickAsync();
        (await page.GetByText("All figures of Treatment").IsVisibleAsync()).Should().BeTrue();
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Experiment_is_planned_sized_started_paused_and_stopped_without_script()
    {
        var page = await OpenAsync("/console/experiments");
        await page.GetByRole(AriaRole.Link, new() { Name = "Plan an experiment" }).ClickAsync();
        await page.FillAsync("#key", "by-hand");
        await page.FillAsync("#title", "By hand");
        await page.FillAsync("#hypothesis", "We believe that it works.");
        await page.FillAsync("#share-0", "60");
        await page.FillAsync("#lift", "10");
        await page.GetByRole(AriaRole.Button, new() { Name = "Calculate" }).ClickAsync();
        (await page.InnerTextAsync("#errors + ul")).Should().Contain("add up to 110.0%");
        (await page.InputValueAsync("#title")).Should().Be("By hand");

        await page.FillAsync("#share-1", "40");
        await page.GetByRole(AriaRole.Button, new() { Name = "Calculate" }).ClickAsync();
        (await page.InnerTextAsync(".verdict")).Should().Contain("To notice a change of +10.0%");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as draft" }).ClickAsync();
        page.Url.Should().EndWith("/console/experiments/by-hand?done=createExperiment");

        await PressAsync(page, "Start", "Started.");
        await PressAsync(page, "Pause", "Paused.");
        await PressAsync(page, "Resume", "Started.");
        await page.FillAsync("#stop-reason", "Enough.");
        await PressAsync(page, "Stop for good", "Stopped.");
        await page.SelectOptionAsync("#decision", "Inconclusive");
        await page.FillAsync("#reason", "Nothing shown.");
        await PressAsync(page, "Keep this decision", "Decided.");
        (await page.InnerTextAsync("#log ~ .scroll")).Should().Contain("Nothing shown.").And.Contain("Enough.");
        await page.Context.CloseAsync();

        var store = host.Services.GetRequiredService<IExperimentStore>();
        var found = (await store.FindByKeysAsync(TenantId.Default, ["by-hand"], default))["by-hand"];
        found.Status.Should().Be(ExperimentStatus.Decided);
        found.Plan.Control.Weight.Should().Be(0.6);
    }

    [BrowserFact]
    public async Task Results_leave_as_csv_and_json_with_the_same_figures()
    {
        using var http = new HttpClient { BaseAddress = new Uri(host.Address) };

        var csv = await http.GetStringAsync($"{Sample}/export.csv");
        using var json = System.Text.Json.JsonDocument.Parse(await http.GetStringAsync($"{Sample}/export.json"));

        var lines = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Should().HaveCount(6, "one primary, two secondary measures, two guardrails, and the heading");
        var lift = lines[1].Split(',')[Array.IndexOf(lines[0].Split(','), "lift")];
        var primary = json.RootElement.GetProperty("metrics")[0].GetProperty("comparisons")[0];
        lift.Should().Be($"{primary.GetProperty("relativeLift").GetDouble():R}");
        using var none = await http.GetAsync("/console/experiments/no-such/export.csv");
        ((int)none.StatusCode).Should().Be(404);
    }

    private static async Task PressAsync(IPage page, string button, string done)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        (await page.InnerTextAsync(".message.done")).Should().Contain(done);
    }

    private async Task<IPage> OpenAsync(string path) =>
        (await ConsoleGate.OpenAsync(host, path, ColorScheme.Light, 1280, script: false)).Page;

    private async Task<string> HeadlineAsync(string key)
    {
        var page = await OpenAsync($"/console/experiments/{key}");
        var headline = await page.InnerTextAsync("#verdict");
        await page.Context.CloseAsync();
        return headline;
    }
}
