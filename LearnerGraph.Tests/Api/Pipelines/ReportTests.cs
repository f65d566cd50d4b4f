using System.Text.Json;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;
using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.Api.Pipelines;

/// <summary>What the pipelines tell of learners and days, against figures counted by hand.</summary>
public sealed class ReportTests
{
    private const string Report =
        """
        query($l: ID!, $week: Date) { learner(id: $l) { weeklyReport(weekOf: $week) {
          weekOf minutes attempts accuracy improved { concept { key } before after since } streaksKept streaksBroken
          goalsForNextWeek { goal target unit } highlights } } }
        """;

    [Fact]
    public async Task WeeklyReport_counts_a_week_and_is_the_same_when_kept_and_written_again()
    {
        await using var host = await PipelineHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (ada, _) = await school.EnrolAsync("ada");
        var (bob, _) = await school.EnrolAsync("bob");

        // Monday 4 May 2026: twenty answers; Wednesday: ten more, half of the week's wrong.
        await school.SubmitAsync(ada, school.Attempts(20));
        host.Clock.Advance(TimeSpan.FromDays(2));
        await school.SubmitAsync(ada, school.Attempts(10, isRight: false));
        var running = await ReportAsync(host, ada, "2026-05-07");
        host.Clock.Advance(TimeSpan.FromDays(6));
        var written = await ReportAsync(host, ada, null);
        var first = await PipelineHost.RunAsync(host, "analytics");
        var kept = await ReportAsync(host, ada, null);
        var second = await PipelineHost.RunAsync(host, "analytics");
        await school.SubmitAsync(ada, school.Attempts(5));
        var later = await ReportAsync(host, ada, "2026-05-10");

        written.GetProperty("weekOf").GetString().Should().Be("2026-05-04");
        written.GetProperty("attempts").GetInt32().Should().Be(30);
        written.GetProperty("accuracy").GetDouble().Should().BeApproximately(20.0 / 30, 1e-12);
        written.GetProperty("improved").GetArrayLength().Should().BePositive();
        written.GetProperty("highlights").EnumerateArray().Select(one => one.GetString())
            .Should().Contain(one => one!.StartsWith("Most practice on Monday"));
        running.GetProperty("attempts").GetInt32().Should().Be(30);
        kept.ToString().Should().Be(written.ToString());
        later.ToString().Should().Be(written.ToString());
        first.Status.Should().Be(RunStatus.Succeeded);
        second.Status.Should().Be(RunStatus.Skipped);
        (await PipelineHost.StepsAsync(host, first)).Where(step => step.Asset == "weekly_reports")
            .Sum(step => step.RowsOut).Should().Be(1, "bob has not practised");
        (await ReportAsync(host, bob, null)).GetProperty("accuracy").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("2026-05-11")]
    [InlineData("9999-12-31")]
    [InlineData("0001-01-01")]
    public async Task WeeklyReport_is_null_for_weeks_that_cannot_be_told_of(string week)
    {
        await using var host = await PipelineHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (ada, _) = await school.EnrolAsync("ada");

        (await ReportAsync(host, ada, week)).ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task Weekly_streaks_are_counted_as_kept_and_broken()
    {
        await using var host = await PipelineHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (ada, _) = await school.EnrolAsync("ada");
        for (var day = 0; day < 4; day++)
        {
            await school.SubmitAsync(ada, school.Attempts(40));
            host.Clock.Advance(TimeSpan.FromDays(1));
        }

        host.Clock.Advance(TimeSpan.FromDays(21));
        var broken = await ReportAsync(host, ada, "2026-05-11");

        (broken.GetProperty("streaksBroken").GetInt32() + broken.GetProperty("streaksKept").GetInt32())
            .Should().BePositive();
        broken.GetProperty("attempts").GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task DailyFacts_are_the_sums_of_the_days_and_weeklyPath_breaks_no_prerequisite()
    {
        await using var host = await PipelineHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (ada, _) = await school.EnrolAsync("ada");
        await school.SubmitAsync(ada, school.Attempts(20));
        await PipelineHost.RunAsync(host, "analytics", ["daily_facts"]);

        var data = await host.DataAsync(
            """
            query($l: ID!) { dailyFacts { day learners attempts correct }
              learner(id: $l) { weeklyPath { goal { key } steps { position concept { key } } } } }
            """,
            new { l = ada });
        var fact = data.GetProperty("dailyFacts").EnumerateArray().Single();

        fact.GetProperty("learners").GetInt32().Should().Be(1);
        fact.GetProperty("attempts").GetInt32().Should().Be(20);
        data.GetProperty("learner").GetProperty("weeklyPath").GetProperty("steps").GetArrayLength()
            .Should().BePositive();
    }

    [Fact]
    public async Task Question_calibration_tells_of_questions_with_enough_answers_and_flags_a_wrong_key()
    {
        const string Asked =
            """
            query($q: ID!) { question(id: $q) { calibration {
              responses difficulty standardError discrimination curve drift isDrifting isWeak } }
              flaggedQuestions { id } }
            """;
        await using var host = await PipelineHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        string turned = school.QuestionIds[80], seldom = school.QuestionIds[81];
        for (int learner = 0; learner < 30; learner++)
        {
            // Who knows the rest gets this one wrong, twice.
            bool isStrong = learner % 2 == 0;
            var (id, _) = await school.EnrolAsync($"learner{learner}");
            await school.SubmitAsync(id, school.Attempts(20, isStrong));
            foreach (var _ in Enumerable.Range(0, 2)) await school.SubmitAsync(id, [Answer(host, turned, !isStrong)]);
        }

        await PipelineHost.RunAsync(host, "analytics", ["question_calibrations"]);
        var found = await host.DataAsync(Asked, new { q = turned });
        var unknown = await host.DataAsync(Asked, new { q = seldom });
        var calibration = found.GetProperty("question").GetProperty("calibration");

        calibration.GetProperty("responses").GetInt32().Should().Be(60);
        calibration.GetProperty("curve").GetString().Should().Be("TWO_PARAMETER");
        calibration.GetProperty("discrimination").GetDouble().Should().BeNegative();
        calibration.GetProperty("isWeak").GetBoolean().Should().BeTrue();
        unknown.GetProperty("question").GetProperty("calibration").ValueKind.Should().Be(JsonValueKind.Null);
        found.GetProperty("flaggedQuestions").EnumerateArray().Select(one => one.GetProperty("id").GetString())
            .Should().Contain(turned).And.NotContain(seldom);
    }

    private static object Answer(ApiHost host, string question, bool isRight) => new
    {
        clientAttemptId = Guid.NewGuid(), questionId = question, answeredAt = host.Clock.GetUtcNow(),
        durationMs = 20_000, answer = isRight ? "secret answer" : "no idea",
    };

    private static async Task<JsonElement> ReportAsync(ApiHost host, string learner, string? week) =>
        (await host.DataAsync(Report, new { l = learner, week })).GetProperty("learner").GetProperty("weeklyReport");
}
