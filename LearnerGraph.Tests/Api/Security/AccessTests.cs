using LearnerGraph.Api.Security;
using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.Api.Security;

public sealed class AccessTests
{
    private const string Look = "query($l: ID!) { learner(id: $l) { id stats { attempts } } }";

    [Fact]
    public async Task Learner_sees_own_data_and_is_forbidden_others()
    {
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (ada, adaId) = await school.EnrolAsync("ada");
        var (bob, _) = await school.EnrolAsync("bob");
        var token = ApiHost.TokenFor(Role.Learner, adaId);

        var me = await host.DataAsync("{ me { id } }", token: token);

        me.GetProperty("me").GetProperty("id").GetString().Should().Be(ada);
        (await host.DataAsync(Look, new { l = ada }, token)).GetProperty("learner").GetProperty("id").GetString()
            .Should().Be(ada);
        (await host.ErrorAsync(Look, new { l = bob }, token)).Should().Be("FORBIDDEN");
        (await host.ErrorAsync("{ learners { totalCount } }", token: token)).Should().Be("FORBIDDEN");
        var node = await host.DataAsync("query($l: ID!) { node(id: $l) { id } }", new { l = bob }, token);
        node.GetProperty("node").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task Learner_cannot_act_for_others_nor_tell_their_recommendations_from_none()
    {
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (_, adaId) = await school.EnrolAsync("ada");
        var (bob, _) = await school.EnrolAsync("bob");
        var token = ApiHost.TokenFor(Role.Learner, adaId);
        var set = await host.DataAsync(
            "query($l: ID!) { learner(id: $l) { recommendations { id items { id } } } }", new { l = bob });
        var recommendations = set.GetProperty("learner").GetProperty("recommendations");
        var item = recommendations.GetProperty("items")[0].GetProperty("id").GetString();

        var submitted = await school.SubmitAsync(bob, school.Attempts(1), token);
        var feedback = await host.DataAsync(
            """
            mutation($i: RecordRecommendationFeedbackInput!) {
              recordRecommendationFeedback(input: $i) { accepted errors { __typename code } }
            }
            """,
            new
            {
                i = new
                {
                    events = new[]
                    {
                        new
                        {
                            clientEventId = Guid.NewGuid(), recommendationId = item, action = "SHOWN",
                            occurredAt = host.Clock.GetUtcNow(),
                        },
                    },
                },
            },
            token);
        var seen = await host.DataAsync(
            "query($i: ID!, $s: ID!) { recommendation(id: $i) { id } recommendationSet(id: $s) { id } }",
            new { i = item, s = recommendations.GetProperty("id").GetString() }, token);

        submitted.GetProperty("errors")[0].GetProperty("code").GetString().Should().Be("FORBIDDEN");
        feedback.GetProperty("recordRecommendationFeedback").GetProperty("errors")[0].GetProperty("code").GetString()
            .Should().Be("NOT_FOUND");
        seen.ToString().Should().Be("""{"recommendation":null,"recommendationSet":null}""");
    }

    [Theory]
    [InlineData(Role.Learner)]
    [InlineData(Role.Ingest)]
    [InlineData(Role.Ops)]
    [InlineData(Role.Experimenter)]
    [InlineData(Role.Ml)]
    public async Task Content_is_changed_by_authors_only(Role role)
    {
        await using var host = await ApiHost.StartAsync();
        const string Upsert =
            "mutation($i: UpsertCoursesInput!) { upsertCourses(input: $i) { courses { key } errors { code } } }";
        var course = new { i = new { courses = new[] { new { key = "x", title = "X" } } } };

        var refused = await host.DataAsync(Upsert, course, ApiHost.TokenFor(role));
        var done = await host.DataAsync(Upsert, course, ApiHost.TokenFor(Role.Author));

        refused.GetProperty("upsertCourses").GetProperty("errors")[0].GetProperty("code").GetString()
            .Should().Be("FORBIDDEN");
        done.GetProperty("upsertCourses").GetProperty("courses")[0].GetProperty("key").GetString().Should().Be("x");
    }

    [Fact]
    public async Task Answers_and_explanations_appear_only_after_an_accepted_answer()
    {
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (ada, adaId) = await school.EnrolAsync("ada");
        var token = ApiHost.TokenFor(Role.Learner, adaId);
        const string All =
            """
            query($l: ID!, $q: ID!) {
              question(id: $q) { id key prompt type options hints difficulty timeLimitSeconds attemptCount correctRate }
              learner(id: $l) { recommendations { items { reason questions { id prompt options hints }
                explanation(level: DETAILED) { narrative mainReasons counterfactual } } } }
              concepts { nodes { questions { nodes { prompt hints options } } } }
            }
            """;

        var before = await host.DataAsync(All, new { l = ada, q = school.QuestionIds[0] }, token);
        var answered = await school.SubmitAsync(ada, school.Attempts(1, isRight: false), token);

        before.ToString().Should().NotContain("secret");
        answered.GetProperty("results")[0].GetProperty("solution").GetString().Should().Be("secret answer");
        answered.GetProperty("results")[0].GetProperty("explanation").GetString().Should().Be("secret explanation");
        var fields = await host.DataAsync("""{ __type(name: "Question") { fields { name } } }""");
        fields.ToString().Should().NotContain("solution").And.NotContain("\"answer\"").And.NotContain("explanation");
    }

    [Fact]
    public async Task Technical_explanations_are_for_staff()
    {
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (ada, adaId) = await school.EnrolAsync("ada");
        const string Technical =
            """
            query($l: ID!) { learner(id: $l) { recommendations(first: 1) { items {
              explanation(level: TECHNICAL) { algorithm { name propensity candidates } } } } } }
            """;

        var refused = await host.ErrorAsync(Technical, new { l = ada }, ApiHost.TokenFor(Role.Learner, adaId));
        var told = await host.DataAsync(Technical, new { l = ada });

        refused.Should().Be("FORBIDDEN");
        told.GetProperty("learner").GetProperty("recommendations").GetProperty("items")[0].GetProperty("explanation")
            .GetProperty("algorithm").GetProperty("name").GetString().Should().Be("hybrid_v1");
    }

    [Fact]
    public async Task Tenants_do_not_see_each_other()
    {
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (ada, _) = await school.EnrolAsync("ada");
        var other = ApiHost.TokenFor(Role.Admin, tenant: "elsewhere");

        var data = await host.DataAsync(
            """
            query($l: ID!, $q: ID!) {
              learner(id: $l) { id } question(id: $q) { id } concepts { totalCount } learners { totalCount }
            }
            """,
            new { l = ada, q = school.QuestionIds[0] }, other);

        data.ToString().Should().Be(
            """{"learner":null,"question":null,"concepts":{"totalCount":0},"learners":{"totalCount":0}}""");
    }
}
