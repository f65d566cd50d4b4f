using System.Text.Json;
using LearnerGraph.Api.Pipelines.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;
using LearnerGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.Tests.Api.Intelligence;

public sealed class ConceptClustersTests
{
    private const string Clusters =
        "query($c: ID!) { conceptClusters(courseId: $c) { key label isNoise medoid { key } concepts { key } } }";

    private static readonly string[] Fractions =
        ["Adding fractions", "Comparing fractions", "Multiplying fractions", "Dividing fractions"];

    private static readonly string[] Triangles =
        ["Area of a triangle", "Perimeter of a triangle", "Angles of a triangle", "Height of a triangle"];

    private static readonly string[] Verbs =
        ["Past tense of verbs", "Future tense of verbs", "Present tense of verbs", "Perfect tense of verbs"];

    [Fact]
    public async Task A_course_shows_its_themes_and_what_belongs_to_none()
    {
        await using var host = await ApiHost.StartAsync();
        var (course, other) = await FillAsync(host);

        var before = await AskAsync(host, course);
        await RunAsync(host);
        var after = await AskAsync(host, course);

        after.Select(one => one.ToString()).Should().Equal(before.Select(one => one.ToString()));
        var themes = after.Where(one => !one.GetProperty("isNoise").GetBoolean()).ToList();
        themes.Should().HaveCount(3);
        themes.Select(one => one.GetProperty("label").GetString()).Should()
            .Contain(label => label!.Contains("fractions")).And.Contain(label => label!.Contains("triangle"))
            .And.Contain(label => label!.Contains("tense"));
        foreach (var theme in themes)
        {
            var keys = KeysOf(theme);
            keys.Select(key => key![0]).Distinct().Should().HaveCount(1);
            keys.Should().HaveCount(4).And.Contain(theme.GetProperty("medoid").GetProperty("key").GetString());
        }

        KeysOf(after[^1]).Should().Equal("stray");
        after[^1].GetProperty("isNoise").GetBoolean().Should().BeTrue();
        KeysOf((await AskAsync(host, other)).Single()).Should().Equal("alone");
    }

    [Fact]
    public async Task Similar_questions_are_of_the_course_nearest_first()
    {
        await using var host = await ApiHost.StartAsync();
        await FillAsync(host);

        var data = await host.DataAsync(
            """
            { concepts(first: 1, search: "Adding fractions") {
                nodes { similarQuestions(first: 2) { similarity question { key } } } } }
            """);

        var found = data.GetProperty("concepts").GetProperty("nodes")[0].GetProperty("similarQuestions")
            .EnumerateArray().ToList();
        found[0].GetProperty("question").GetProperty("key").GetString().Should().Be("half");
        found.Should().HaveCount(2);
        found[0].GetProperty("similarity").GetDouble()
            .Should().BeGreaterThan(found[1].GetProperty("similarity").GetDouble());
    }

    private static string?[] KeysOf(JsonElement cluster) =>
        [.. cluster.GetProperty("concepts").EnumerateArray().Select(one => one.GetProperty("key").GetString())];

    private static async Task<List<JsonElement>> AskAsync(ApiHost host, string course) =>
        [.. (await host.DataAsync(Clusters, new { c = course })).GetProperty("conceptClusters").EnumerateArray()];

    private static async Task RunAsync(ApiHost host)
    {
        var asked = await host.Services.GetRequiredService<RunPipeline>().RunAsync(
            Caller.System(TenantId.Default), "content", ["+clusters"], false, RunTrigger.Person, default);
        asked.TryGet(out var run, out _).Should().BeTrue();
        await host.Services.GetRequiredService<ExecuteRun>().RunAsync(run!, CancellationToken.None);
    }

    private static async Task<(string Course, string Other)> FillAsync(ApiHost host)
    {
        var data = await host.DataAsync(
            """
            mutation($concepts: [ConceptInput!]!) {
              upsertCourses(input: { courses: [{ key: "mix", title: "Mix" }, { key: "one", title: "One" }] }) {
                courses { id } }
              upsertConcepts(input: { concepts: $concepts }) { errors { message } }
              upsertQuestions(input: { questions: [
                { key: "half", prompt: "Add the fractions one half and one third.", type: SHORT_ANSWER, answer: "5/6"
                  conceptLinks: [{ conceptKey: "f0" }] }
                { key: "go", prompt: "Say the verb go in the past tense.", type: SHORT_ANSWER, answer: "went"
                  conceptLinks: [{ conceptKey: "v0" }] }] }) { errors { message } }
            }
            """,
            new
            {
                concepts = Theme("f", Fractions).Concat(Theme("t", Triangles)).Concat(Theme("v", Verbs))
                    .Append(Concept("stray", "mix", "Photosynthesis")).Append(Concept("alone", "one", "Cooking rice")),
            });
        foreach (var part in (string[])["upsertConcepts", "upsertQuestions"])
            data.GetProperty(part).GetProperty("errors").GetArrayLength().Should().Be(0, data.ToString());
        var courses = data.GetProperty("upsertCourses").GetProperty("courses");
        return (courses[0].GetProperty("id").GetString()!, courses[1].GetProperty("id").GetString()!);
    }

    private static IEnumerable<object> Theme(string key, string[] names) =>
        names.Select((name, i) => Concept($"{key}{i}", "mix", name));

    private static object Concept(string key, string courseKey, string name) => new { key, courseKey, name };
}
