using System.Text.Json;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.Tests.Api.Recommendations;

public sealed class DeadlineTests
{
    private const string Ask =
        "query($l: ID!) { learner(id: $l) { recommendations { id source mix { note } items { rank status } } } }";

    [Fact]
    public async Task A_set_past_its_deadline_is_degraded_says_so_and_is_counted()
    {
        SlowSets? slow = null;
        await using var host = await ApiHost.StartAsync(
            settings: new Dictionary<string, string?> { ["Recommendations:DeadlineMs"] = "1000" },
            services: services => services.Decorate<IRecommendationStore>(inner => slow = new SlowSets(inner)));
        var school = await SampleSchool.OpenAsync(host);
        var (ada, _) = await school.EnrolAsync("ada");
        var (bob, _) = await school.EnrolAsync("bob");
        await SetAsync(host, bob);

        slow!.WriteTakes = TimeSpan.FromSeconds(6);
        var degraded = await SetAsync(host, ada);
        await school.SubmitAsync(bob, school.Attempts(1));
        var stale = await SetAsync(host, bob);
        slow.WriteTakes = TimeSpan.Zero;

        degraded.GetProperty("source").GetString().Should().Be("DEGRADED");
        degraded.GetProperty("items").GetArrayLength().Should().Be(10);
        degraded.GetProperty("mix")[0].GetProperty("note").GetString().Should().Contain("too long");
        stale.GetProperty("source").GetString().Should().Be("STALE");
        stale.GetProperty("mix")[0].GetProperty("note").GetString().Should().Contain("earlier set");
        (await host.Http.GetStringAsync("/metrics")).Should()
            .Contain("recommendations_degraded_total{source=\"degraded\",reason=\"late\",")
            .And.Contain("recommendations_degraded_total{source=\"stale\",reason=\"late\",");
    }

    private static async Task<JsonElement> SetAsync(ApiHost host, string learner) =>
        (await host.DataAsync(Ask, new { l = learner })).GetProperty("learner").GetProperty("recommendations");
}
