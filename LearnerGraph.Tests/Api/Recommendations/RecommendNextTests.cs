using System.Text.Json;
using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.Api.Recommendations;

public sealed class RecommendNextTests
{
    private const string Ask =
        """
        query($l: ID!, $first: Int, $context: RecommendationContextInput) {
          learner(id: $l) {
            recommendations(first: $first, context: $context) {
              id source algorithm expiresAt
              mix { lane requested served note }
              items { id rank lane score status questions { id } concept { id }
                explanation { mainReasons featureContributions { contribution } featureImportance { importance } } }
            }
            activeRecommendations { id }
          }
        }
        """;

    private const string Feedback =
        """
        mutation($i: RecordRecommendationFeedbackInput!) {
          recordRecommendationFeedback(input: $i) {
            accepted duplicates recommendations { id status } errors { code path }
          }
        }
        """;

    [Fact]
    public async Task Recommendations_of_a_new_learner_are_ten_with_four_three_three_asked()
    {
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (learner, _) = await school.EnrolAsync("ada");

        var set = await SetAsync(host, learner);

        set.GetProperty("items").GetArrayLength().Should().Be(10);
        set.GetProperty("mix").EnumerateArray().Select(share => share.GetProperty("requested").GetInt32())
            .Should().Equal(4, 3, 3);
        foreach (var item in set.GetProperty("items").EnumerateArray())
        {
            var explanation = item.GetProperty("explanation");
            explanation.GetProperty("featureContributions").EnumerateArray()
                .Sum(one => one.GetProperty("contribution").GetDouble())
                .Should().BeApproximately(item.GetProperty("score").GetDouble(), 1e-9);
            explanation.GetProperty("featureImportance").EnumerateArray()
                .Sum(one => one.GetProperty("importance").GetDouble()).Should().BeApproximately(1, 1e-9);
        }
    }

    [Fact]
    public async Task Recommendations_are_the_same_set_until_an_answer_is_acknowledged()
    {
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (learner, _) = await school.EnrolAsync("ada");

        var first = await SetAsync(host, learner);
        var again = await SetAsync(host, learner);
        await school.SubmitAsync(learner, school.Attempts(3));
        var after = await SetAsync(host, learner);

        again.GetProperty("id").GetString().Should().Be(first.GetProperty("id").GetString());
        again.GetProperty("source").GetString().Should().Be("CACHE");
        after.GetProperty("id").GetString().Should().NotBe(first.GetProperty("id").GetString());
        after.GetProperty("source").GetString().Should().Be("COMPUTED");
    }

    [Fact]
    public async Task GenerateRecommendations_goes_past_the_cache_and_leaves_one_active_set()
    {
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (learner, _) = await school.EnrolAsync("ada");
        var ids = new HashSet<string>();

        for (var i = 0; i < 5; i++)
        {
            var data = await host.DataAsync(
                """
                mutation($i: GenerateRecommendationsInput!) {
                  generateRecommendations(input: $i) { set { id items { id } } errors { code } clientMutationId }
                }
                """,
                new { i = new { learnerId = learner, clientMutationId = $"m{i}" } });
            var payload = data.GetProperty("generateRecommendations");
            payload.GetProperty("clientMutationId").GetString().Should().Be($"m{i}");
            ids.Add(payload.GetProperty("set").GetProperty("id").GetString()!);
        }

        ids.Should().HaveCount(5);
        var active = await host.DataAsync(
            "query($l: ID!) { learner(id: $l) { recommendations { id items { id } } activeRecommendations { id } } }",
            new { l = learner });
        var set = active.GetProperty("learner").GetProperty("recommendations");
        active.GetProperty("learner").GetProperty("activeRecommendations").ToString()
            .Should().Be(set.GetProperty("items").ToString());
        ids.Should().Contain(set.GetProperty("id").GetString()!);
    }

    [Fact]
    public async Task Recommendations_respect_lanes_and_refuse_what_no_set_can_have()
    {
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (learner, _) = await school.EnrolAsync("ada");

        var set = await SetAsync(host, learner, 4, new { lanes = new[] { "NEXT_QUESTION" } });

        set.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("lane").GetString())
            .Should().OnlyContain(lane => lane == "NEXT_QUESTION").And.HaveCount(4);
        (await host.ErrorAsync(Ask, new { l = learner, first = 51 })).Should().Be("BAD_USER_INPUT");
        (await host.ErrorAsync(Ask, new { l = learner, context = new { minDifficulty = 0.9, maxDifficulty = 0.1 } }))
            .Should().Be("BAD_USER_INPUT");
    }

    [Fact]
    public async Task Feedback_moves_statuses_once_and_keeps_rejected_items_away()
    {
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (learner, _) = await school.EnrolAsync("ada");
        var set = await SetAsync(host, learner, 10, new { lanes = new[] { "NEXT_QUESTION" } });
        var (first, second) = (set.GetProperty("items")[0], set.GetProperty("items")[1]);
        object[] events =
        [
            Event(host, first, "SHOWN"), Event(host, second, "REJECTED"),
            new
            {
                clientEventId = Guid.NewGuid(), recommendationId = learner, action = "SHOWN",
                occurredAt = host.Clock.GetUtcNow(),
            },
        ];

        var payload = await FeedbackAsync(host, events);
        var again = await FeedbackAsync(host, events);

        payload.GetProperty("accepted").GetInt32().Should().Be(2);
        payload.GetProperty("errors")[0].GetProperty("code").GetString().Should().Be("NOT_FOUND");
        payload.GetProperty("errors")[0].GetProperty("path")[1].GetString().Should().Be("2");
        payload.GetProperty("recommendations").EnumerateArray().Select(r => r.GetProperty("status").GetString())
            .Should().BeEquivalentTo("SHOWN", "REJECTED");
        again.GetProperty("accepted").GetInt32().Should().Be(0);
        again.GetProperty("duplicates").GetInt32().Should().Be(2);

        var next = await SetAsync(host, learner, 10, new { lanes = new[] { "NEXT_QUESTION" } });
        next.GetProperty("items").EnumerateArray()
            .SelectMany(item => item.GetProperty("questions").EnumerateArray())
            .Select(question => question.GetProperty("id").GetString())
            .Should().NotContain(second.GetProperty("questions")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task Feedback_refuses_a_step_that_the_life_of_an_item_does_not_have()
    {
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (learner, _) = await school.EnrolAsync("ada");
        var item = (await SetAsync(host, learner)).GetProperty("items")[0];

        await FeedbackAsync(host, [Event(host, item, "COMPLETED")]);
        var payload = await FeedbackAsync(host, [Event(host, item, "SHOWN")]);

        payload.GetProperty("accepted").GetInt32().Should().Be(0);
        payload.GetProperty("errors")[0].GetProperty("code").GetString().Should().Be("ILLEGAL_TRANSITION");
    }

    [Fact]
    public async Task Explanation_of_a_stored_item_is_word_for_word_that_of_the_served_one()
    {
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (learner, _) = await school.EnrolAsync("ada");
        await school.SubmitAsync(learner, school.Attempts(30));
        host.Clock.Advance(TimeSpan.FromDays(3));
        const string Why =
            "explanation(level: TECHNICAL) { mainReasons narrative featureContributions { feature value contribution } "
            + "confidenceFactors { dataQuality personalizationStrength } evidence { role probability retrievability } "
            + "counterfactual algorithm { candidates propensity modelVersions } }";

        var served = await host.DataAsync(
            $"query($l: ID!) {{ learner(id: $l) {{ recommendations {{ items {{ id {Why} }} }} }} }}",
            new { l = learner });

        foreach (var item in served.GetProperty("learner").GetProperty("recommendations").GetProperty("items")
            .EnumerateArray())
        {
            var stored = await host.DataAsync(
                $"query($id: ID!) {{ recommendation(id: $id) {{ id {Why} }} }}",
                new { id = item.GetProperty("id").GetString() });
            stored.GetProperty("recommendation").ToString().Should().Be(item.ToString());
        }
    }

    [Fact]
    public async Task Recommendations_expire_with_their_set()
    {
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (learner, _) = await school.EnrolAsync("ada");
        var id = (await SetAsync(host, learner)).GetProperty("items")[0].GetProperty("id").GetString();

        host.Clock.Advance(TimeSpan.FromMinutes(10));

        var data = await host.DataAsync("query($id: ID!) { recommendation(id: $id) { status } }", new { id });
        data.GetProperty("recommendation").GetProperty("status").GetString().Should().Be("EXPIRED");
    }

    private static async Task<JsonElement> SetAsync(
        ApiHost host, string learner, int first = 10, object? context = null) =>
        (await host.DataAsync(Ask, new { l = learner, first, context }))
            .GetProperty("learner").GetProperty("recommendations");

    private static async Task<JsonElement> FeedbackAsync(ApiHost host, object[] events) =>
        (await host.DataAsync(Feedback, new { i = new { events } })).GetProperty("recordRecommendationFeedback");

    private static object Event(ApiHost host, JsonElement item, string action) => new
    {
        clientEventId = Guid.NewGuid(), recommendationId = item.GetProperty("id").GetString(), action,
        occurredAt = host.Clock.GetUtcNow(),
    };
}
