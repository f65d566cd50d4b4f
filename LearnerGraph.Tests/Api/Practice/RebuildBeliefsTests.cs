using System.Text.Json;
using LearnerGraph.Api.Practice.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.Tests.Api.Practice;

public sealed class RebuildBeliefsTests
{
    [Fact]
    public async Task Rebuild_gives_what_live_answers_gave_late_ones_among_them()
    {
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (ada, adaId) = await school.EnrolAsync("ada");
        var (bob, bobId) = await school.EnrolAsync("bob");
        for (var day = 0; day < 3; day++)
        {
            await school.SubmitAsync(ada, school.Attempts(25, isRight: day != 1));
            await school.SubmitAsync(bob, school.Attempts(15, isRight: day == 1));
            host.Clock.Advance(TimeSpan.FromDays(1));
        }

        await school.SubmitAsync(ada,
        [
            new
            {
                clientAttemptId = Guid.NewGuid(), questionId = school.QuestionIds[3],
                answeredAt = host.Clock.GetUtcNow().AddDays(-2), durationMs = 30_000, answer = "secret answer",
            },
        ]);
        var before = await StoredAsync(host, adaId, bobId);

        var report = await host.Services.GetRequiredService<RebuildBeliefs>()
            .RunAsync(Caller.System(TenantId.Default), CancellationToken.None);

        report.TryGet(out var done, out _).Should().BeTrue();
        done!.Attempts.Should().Be((3 * 40) + 1);
        (await StoredAsync(host, adaId, bobId)).Should().Be(before);
    }

    private static async Task<string> StoredAsync(ApiHost host, params LearnerId[] learners)
    {
        var practice = host.Services.GetRequiredService<IPracticeStore>();
        var states = await practice.LoadAsync(TenantId.Default, learners, CancellationToken.None);
        var days = new List<object>();
        foreach (var learner in learners)
        {
            days.AddRange((await practice.DaysAsync(TenantId.Default, learner, default, CancellationToken.None))
                .Cast<object>());
        }

        var content = await host.Services.GetRequiredService<ICatalogStore>()
            .LoadAsync(TenantId.Default, CancellationToken.None);
        return JsonSerializer.Serialize(new
        {
            States = learners.Select(learner => states[learner].State with { Version = 0 }),
            Days = days,
            Questions = content.States.OrderBy(one => one.Key.Value)
                .Select(one => new { one.Key.Value, State = one.Value }),
        });
    }
}
