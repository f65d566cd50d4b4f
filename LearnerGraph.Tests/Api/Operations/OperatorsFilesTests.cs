using System.Text.RegularExpressions;
using LearnerGraph.Api.Operations;
using LearnerGraph.Tests.Architecture;
using LearnerGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.Tests.Api.Operations;

/// <summary>The alert rules and the dashboard that operators take from docs/ops.</summary>
public sealed partial class OperatorsFilesTests
{
    private static readonly string Folder = Path.Combine(SourceTree.Root, "docs", "ops");

    [PrometheusFact]
    public async Task Alert_rules_are_valid_and_do_what_their_tests_say()
    {
        var rules = Path.Combine(Folder, "alerts.yml");
        var (checkedCode, checks) = await PrometheusTools.PromtoolAsync(null, "check", "rules", rules);
        var tests = Path.Combine(Folder, "alerts.test.yml");
        var (testedCode, outcome) = await PrometheusTools.PromtoolAsync(null, "test", "rules", tests);

        checkedCode.Should().Be(0, checks);
        testedCode.Should().Be(0, outcome);
    }

    [Theory]
    [InlineData("dashboard.json")]
    [InlineData("alerts.yml")]
    public async Task Every_metric_that_a_file_names_is_served(string file)
    {
        await using var host = await ApiHost.StartAsync(
            settings: new Dictionary<string, string?> { ["Cache:Redis"] = "127.0.0.1:1" });
        var process = await host.Http.GetStringAsync("/metrics");
        var families = host.Services.GetRequiredService<PrometheusExposition>().Families
            .Concat(Family().Matches(process).Select(match => match.Groups[1].Value)).ToHashSet();
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, file));

        var named = MetricName().Matches(text).Select(match => match.Value)
            .Select(name => families.Contains(name) ? name : Ending().Replace(name, ""))
            .Distinct().ToArray();

        named.Should().NotBeEmpty().And.BeSubsetOf(families);
    }

    [Fact]
    public void Every_alert_says_what_to_do()
    {
        var text = File.ReadAllText(Path.Combine(Folder, "alerts.yml"));

        Regex.Count(text, "- alert:").Should().Be(Regex.Count(text, " action: ")).And.BeGreaterThan(10);
    }

    // A metric's name stands before a brace or a range, or alone in a sum; words of PromQL and labels do not match.
    [GeneratedRegex(@"(?<![:\w])(?:recommendations?|http|graphql|attempts|db_client|redis|process|dotnet|user|"
        + @"pipeline_runs?|learners|concepts|streak|practice|ab_test|experiment_exposures)_[a-z_]+\b")]
    private static partial Regex MetricName();

    [GeneratedRegex(@"_(total|bucket|sum|count)$")]
    private static partial Regex Ending();

    [GeneratedRegex(@"^# TYPE (\S+) gauge$", RegexOptions.Multiline)]
    private static partial Regex Family();
}
