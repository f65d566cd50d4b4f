using LearnerGraph.Api.Recommendations.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Recommendations.Judging;
using LearnerGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.Tests.Api.Recommendations;

public sealed class EvaluatePolicyTests
{
    private const string Ask = "query($l: ID!) { learner(id: $l) { recommendations { items { id lane } } } }";

    private const string Tell =
        "mutation($i: RecordRecommendationFeedbackInput!) { recordRecommendationFeedback(input: $i) "
        + "{ accepted errors { message } } }";

    [Fact]
    public async Task Run_rebuilds_the_situations_of_the_log_and_judges_by_what_became_of_the_items()
    {
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var learners = new List<string>();
        int places = 0;
        for (int l = 0; l < OffPolicy.FewestLearners; l++)
        {
            var (learner, _) = await school.EnrolAsync($"learner-{l}");
            learners.Add(learner);
            await school.SubmitAsync(learner, school.Attempts(4 + l, isRight: l % 2 == 0));
            var items = (await host.DataAsync(Ask, new { l = learner })).GetProperty("learner")
                .GetProperty("recommendations").GetProperty("items").EnumerateArray()
                .Where(item => item.GetProperty("lane").GetString() == "NEXT_QUESTION").ToArray();
            places += items.Length;
            await host.DataAsync(Tell, new
            {
                i = new
                {
                    events = new[]
                    {
                        new
                        {
                            clientEventId = Guid.NewGuid(), recommendationId = items[0].GetProperty("id").GetString(),
                            action = "COMPLETED", occurredAt = host.Clock.GetUtcNow(),
                        },
                    },
                },
            });
        }

        // What was answered afterwards must not change what is rebuilt.
        host.Clock.Advance(TimeSpan.FromHours(1));
        await school.SubmitAsync(learners[0], school.Attempts(3));
        var result = await RunAsync(host, "hybrid_v1", host.Clock.GetUtcNow().AddDays(-1));

        result.TryGet(out var report, out var problem).Should().BeTrue("{0}", problem?.Message);
        report!.Sets.Should().Be(OffPolicy.FewestLearners);
        report.ReplayedShare.Should().Be(1);
        report.Estimate.Matches.Should().BePositive();
        report.Estimate.Places.Should().Be(places);
        report.Estimate.Logged.Value.Should().BeApproximately((double)learners.Count / places, 1e-12);
    }

    [Fact]
    public async Task Run_refuses_an_unknown_policy_and_a_log_without_learners()
    {
        await using var host = await ApiHost.StartAsync();

        (await RunAsync(host, "no_such", default)).TryGet(out _, out var unknown).Should().BeFalse();
        unknown.Should().BeOfType<Problem.NotFound>();
        (await RunAsync(host, "random_v1", default)).TryGet(out _, out var empty).Should().BeFalse();
        empty!.Code.Should().Be("TOO_FEW_LEARNERS");
    }

    private static async Task<Result<PolicyReport>> RunAsync(ApiHost host, string policy, DateTimeOffset from) =>
        await host.Services.GetRequiredService<EvaluatePolicy>().RunAsync(
            Caller.System(TenantId.Default), policy, from, new Progress<double>(), default);
}
