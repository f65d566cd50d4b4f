using System.Globalization;
using System.Text.Json;
using LearnerGraph.Api.Operations;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Infrastructure.Persistence.Sql;
using LearnerGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.Tests.Api.Operations;

public sealed class SystemMetricsTests
{
    private const string Query = """
        { systemMetrics {
            recommendationEngine { averageLatencyMs p50LatencyMs p99LatencyMs budgetMs cacheHitRate generatedToday
              clickThroughRate degradedRate }
            learningAnalytics { activeLearners weeklyActiveLearners monthlyActiveLearners averagePracticeMinutes
              conceptsMasteredToday streakMaintenanceRate practiceBoostPercent
              practiceBoosts { experiment variant percent lowerPercent upperPercent learners } }
            traffic { httpRequests failedRequests p99LatencyMs sqlP95Ms operations { name value }
              availabilityBudgetLeft latencyBudgetLeft }
            recommendationPerformance { policy policyVersion lane viewed clickThroughRate completionRate
              dismissalRate satisfaction }
            experimentGroups { experiment variant learners }
        } }
        """;

    [Fact]
    public async Task Without_traffic_everything_is_nothing()
    {
        await using var host = await ApiHost.StartAsync();

        var metrics = (await host.DataAsync(Query)).GetProperty("systemMetrics");

        var engine = metrics.GetProperty("recommendationEngine");
        engine.GetProperty("averageLatencyMs").ValueKind.Should().Be(JsonValueKind.Null);
        engine.GetProperty("p99LatencyMs").ValueKind.Should().Be(JsonValueKind.Null);
        engine.GetProperty("cacheHitRate").ValueKind.Should().Be(JsonValueKind.Null);
        engine.GetProperty("clickThroughRate").ValueKind.Should().Be(JsonValueKind.Null);
        engine.GetProperty("generatedToday").GetInt32().Should().Be(0);
        engine.GetProperty("budgetMs").GetDouble().Should().Be(100);
        var learning = metrics.GetProperty("learningAnalytics");
        learning.GetProperty("activeLearners").GetInt32().Should().Be(0);
        learning.GetProperty("averagePracticeMinutes").ValueKind.Should().Be(JsonValueKind.Null);
        learning.GetProperty("streakMaintenanceRate").ValueKind.Should().Be(JsonValueKind.Null);
        learning.GetProperty("practiceBoostPercent").ValueKind.Should().Be(JsonValueKind.Null);
        metrics.GetProperty("recommendationPerformance").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Figures_agree_with_the_endpoint_and_with_the_rows()
    {
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (learner, _) = await school.EnrolAsync("ada");
        await school.SubmitAsync(learner, school.Attempts(6));
        const string Ask = "query($l: ID!) { learner(id: $l) { recommendations { items { id lane } } } }";
        var set = await host.DataAsync(Ask, new { l = learner });
        for (var i = 0; i < 3; i++) await host.DataAsync(Ask, new { l = learner });
        var items = set.GetProperty("learner").GetProperty("recommendations").GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("id").GetString()!).ToArray();
        await SendAsync(host, items.Take(8), "SHOWN");
        await SendAsync(host, items.Take(2), "CLICKED");

        var metrics = (await host.DataAsync(Query)).GetProperty("systemMetrics");
        var text = new MetricReadings(await host.Http.GetStringAsync("/metrics"));

        var engine = metrics.GetProperty("recommendationEngine");
        engine.GetProperty("clickThroughRate").GetDouble().Should().Be(0.25);
        engine.GetProperty("cacheHitRate").GetDouble().Should().Be(0.75);
        engine.GetProperty("generatedToday").GetDouble().Should().Be(items.Length)
            .And.Be(text.Sum("recommendations_generated_total"));
        engine.GetProperty("p99LatencyMs").GetDouble().Should()
            .BeApproximately(1000 * text.Quantile("recommendation_latency_seconds", 0.99)!.Value, 1e-9);
        engine.GetProperty("averageLatencyMs").GetDouble().Should().BeApproximately(
            1000 * text.Sum("recommendation_latency_seconds_sum") / 4, 1e-9);
        var learning = metrics.GetProperty("learningAnalytics");
        learning.GetProperty("activeLearners").GetDouble().Should().Be(1).And.Be(text.Sum("learners_active_week"));
        text.Sum("user_sessions_active").Should().Be(1);
        text.Sum("recommendation_click_ratio").Should().Be(0.25);
        var lanes = metrics.GetProperty("recommendationPerformance").EnumerateArray().ToArray();
        lanes.Sum(lane => lane.GetProperty("viewed").GetInt32()).Should().Be(8);
        lanes.Select(lane => lane.GetProperty("policy").GetString()).Distinct().Should().Equal("hybrid_v1");
        metrics.GetProperty("traffic").GetProperty("failedRequests").GetDouble().Should().Be(0);
        metrics.GetProperty("traffic").GetProperty("availabilityBudgetLeft").GetDouble().Should().Be(1);
    }

    [Fact]
    public async Task Figures_of_a_written_down_calendar_are_the_counted_ones()
    {
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var ids = new List<long>();
        foreach (var name in new[] { "ada", "bea", "cem", "dan", "eve" })
        {
            ids.Add((await school.EnrolAsync(name)).Id.Value);
        }

        // Days before today, minutes: ada kept a streak, bea lost hers today, cem practised too little for one, dan was
        // here three weeks ago, eve has just begun.
        (int Who, int Ago, double Minutes, int Mastered)[] calendar =
        [
            (0, 0, 20, 2), (0, 1, 20, 1), (1, 3, 30, 4), (2, 1, 5, 0), (3, 21, 40, 0), (4, 0, 15, 1),
        ];
        var today = LocalDay.At(host.Clock.GetUtcNow(), TimeZoneInfo.Utc).Number;
        await RunSqlAsync(host, string.Join(';', calendar.Select(day => string.Create(
            CultureInfo.InvariantCulture,
            $"""
            INSERT INTO practice_days (learner_id, day, tenant, minutes, attempts, correct, concepts_mastered)
            VALUES ({ids[day.Who]}, {today - day.Ago}, 'default', {day.Minutes}, 5, 3, {day.Mastered})
            """))));

        var learning = (await host.DataAsync(Query)).GetProperty("systemMetrics").GetProperty("learningAnalytics");

        learning.GetProperty("weeklyActiveLearners").GetInt32().Should().Be(4);
        learning.GetProperty("monthlyActiveLearners").GetInt32().Should().Be(5);
        learning.GetProperty("averagePracticeMinutes").GetDouble().Should()
            .BeApproximately((20 + 20 + 30 + 5 + 15) / 5.0, 1e-9);
        learning.GetProperty("conceptsMasteredToday").GetInt32().Should().Be(3);
        learning.GetProperty("streakMaintenanceRate").GetDouble().Should().Be(0.5);
    }

    [Fact]
    public async Task Figures_are_for_those_who_operate()
    {
        await using var host = await ApiHost.StartAsync();

        (await host.ErrorAsync(Query, token: ApiHost.TokenFor(Role.Author))).Should().Be("FORBIDDEN");
        (await host.DataAsync(Query, token: ApiHost.TokenFor(Role.Ops))).GetProperty("systemMetrics").ValueKind
            .Should().Be(JsonValueKind.Object);
    }

    private static async Task SendAsync(ApiHost host, IEnumerable<string> items, string action)
    {
        var events = items.Select(item => new
        {
            clientEventId = Guid.NewGuid(), recommendationId = item, action, occurredAt = host.Clock.GetUtcNow(),
        }).ToArray();
        var sent = await host.DataAsync(
            """
            mutation($i: RecordRecommendationFeedbackInput!) {
              recordRecommendationFeedback(input: $i) { accepted errors { message } }
            }
            """,
            new { i = new { events } });
        sent.GetProperty("recordRecommendationFeedback").GetProperty("accepted").GetInt32().Should()
            .Be(events.Length, sent.ToString());
    }

    private static async Task RunSqlAsync(ApiHost host, string sql)
    {
        await host.Services.GetRequiredService<IDatabase>().WriteAsync(
            async (session, ct) =>
            {
                using var statement = session.Once(sql);
                return await statement.ExecuteAsync(ct);
            },
            default);
    }
}
