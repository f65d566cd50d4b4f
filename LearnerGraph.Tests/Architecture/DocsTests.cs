using System.Text.RegularExpressions;
using LearnerGraph.Api.Security;
using LearnerGraph.Api.Simulation.UseCases;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.Tests.Architecture;

public sealed partial class DocsTests
{
    [Fact]
    public async Task Queries_of_the_api_page_run_as_they_stand()
    {
        await using var host = await ApiHost.StartAsync();
        var filled = await host.Services.GetRequiredService<FillDemo>().RunAsync(
            Caller.System(TenantId.Default), new SimulationPlan(2, 20), new Progress<double>(), CancellationToken.None);
        filled.IsOk.Should().BeTrue();
        var known = await host.DataAsync(
            """
            { learners(first: 1) { nodes { id recommendations { items { id concept { id } questions { id } } } } } }
            """);
        var learner = known.GetProperty("learners").GetProperty("nodes")[0];
        var item = learner.GetProperty("recommendations").GetProperty("items").EnumerateArray()
            .First(one => one.GetProperty("questions").GetArrayLength() > 0);
        var page = await File.ReadAllTextAsync(Path.Combine(SourceTree.Root, "docs", "api.md"));
        var blocks = Blocks().Matches(page).Select(match => match.Groups[1].Value).ToArray();

        foreach (var query in blocks.Where(block => !block.StartsWith("subscription", StringComparison.Ordinal)))
        {
            var all = new Dictionary<string, object?>
            {
                ["learner"] = learner.GetProperty("id").GetString(),
                ["concept"] = item.GetProperty("concept").GetProperty("id").GetString(),
                ["question"] = item.GetProperty("questions")[0].GetProperty("id").GetString(),
                ["recommendation"] = item.GetProperty("id").GetString(),
                ["uuid"] = Guid.NewGuid(),
                ["now"] = host.Clock.GetUtcNow(),
                ["name"] = "ada",
            };
            var variables = all.Where(one => query.Contains($"${one.Key}:", StringComparison.Ordinal)).ToDictionary();

            var data = await host.DataAsync(query, variables);

            data.ToString().Should().NotContain("\"code\":", query);
        }

        blocks.Should().HaveCountGreaterThan(8);
    }

    [Fact]
    public async Task Operations_of_the_systems_before_are_tried_by_a_test_or_listed_with_what_brings_them()
    {
        Task<string[]> LinesAsync(params string[] path) =>
            File.ReadAllLinesAsync(Path.Combine([SourceTree.Root, .. path]));
        var tried = (await LinesAsync("docs", "access-matrix.csv")).Select(line => line.Split(',')[0]);
        var listed = (await LinesAsync("LearnerGraph.Tests", "Api", "not-yet-served.txt"))
            .Select(line => line.Split(':', '(', '\t')[0]);
        var page = await LinesAsync("docs", "api.md");
        var rows = page.SkipWhile(line => line != "| before | here |").Skip(2).TakeWhile(line => line.StartsWith('|'))
            .ToArray();

        rows.Should().HaveCountGreaterThan(25).And.OnlyContain(row => row.Contains('`'));
        rows.SelectMany(row => Coordinates().Matches(row)).Select(match => match.Groups[1].Value)
            .Except([.. tried, .. listed]).Should().BeEmpty("each is served, or has a place on the list");
    }

    [Fact]
    public void Algorithmic_nouns_of_the_domain_have_a_page()
    {
        string[] withoutFormulas = ["Kernel", "Learners", "Operations", "Pipelines", "bin", "obj"];
        var nouns = Directory.GetDirectories(Path.Combine(SourceTree.Root, "LearnerGraph.Domain"))
            .Select(folder => Path.GetFileName(folder)!).Except(withoutFormulas);

        nouns.Where(noun => !File.Exists(
            Path.Combine(SourceTree.Root, "docs", "algorithms", $"{noun.ToLowerInvariant()}.md"))).Should().BeEmpty();
    }

    [GeneratedRegex("```graphql\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex("`([A-Z][A-Za-z]+\\.[a-zA-Z]+)`")]
    private static partial Regex Coordinates();
}
