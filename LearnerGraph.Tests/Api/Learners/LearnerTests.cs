using System.Net.Http.Json;
using System.Text.Json;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.Api.Learners;

public sealed class LearnerTests
{
    private const string Update =
        """
        mutation($i: UpdateLearnerInput!) {
          updateLearner(input: $i) { learner { version displayName timeZone } errors { __typename code path } }
        }
        """;

    [Fact]
    public async Task CreateLearner_refuses_a_taken_identifier_and_a_zone_that_is_none()
    {
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        await school.EnrolAsync("ada");
        const string Create =
            "mutation($i: CreateLearnerInput!) { createLearner(input: $i) { learner { id } errors { code path } } }";

        var taken = await host.DataAsync(Create, new { i = new { externalId = "ada", username = "someone" } });
        var zone = await host.DataAsync(
            Create, new { i = new { externalId = "bob", username = "bob", timeZone = "Mars/Base" } });

        taken.GetProperty("createLearner").GetProperty("errors")[0].GetProperty("code").GetString()
            .Should().Be("ALREADY_EXISTS");
        zone.GetProperty("createLearner").GetProperty("errors")[0].GetProperty("path")[1].GetString()
            .Should().Be("timeZone");
    }

    [Fact, Trait("fault", "F21")]
    public async Task UpdateLearner_changes_what_is_given_and_refuses_a_stale_version()
    {
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (ada, id) = await school.EnrolAsync("ada");
        var token = ApiHost.TokenFor(Role.Learner, id);

        var named = await host.DataAsync(Update, new { i = new { learnerId = ada, displayName = "Ada L." } }, token);
        var version = named.GetProperty("updateLearner").GetProperty("learner").GetProperty("version").GetInt32();
        var cleared = await host.DataAsync(
            Update,
            new { i = new Dictionary<string, object?> { ["learnerId"] = ada, ["displayName"] = null } }, token);
        var stale = await host.DataAsync(
            Update, new { i = new { learnerId = ada, expectedVersion = version, timeZone = "Asia/Tokyo" } }, token);

        named.GetProperty("updateLearner").GetProperty("learner").GetProperty("timeZone").GetString()
            .Should().Be("Europe/Berlin");
        cleared.GetProperty("updateLearner").GetProperty("learner").GetProperty("displayName").ValueKind
            .Should().Be(JsonValueKind.Null);
        stale.GetProperty("updateLearner").GetProperty("errors")[0].GetProperty("__typename").GetString()
            .Should().Be("ConflictError");
    }

    [Fact]
    public async Task UpdateLearner_moves_every_review_by_the_retention_that_is_wanted_and_back()
    {
        const string Asked =
            """
            query($l: ID!) { learner(id: $l) { desiredRetention pace mastery { nodes { nextReviewAt } }
              reviewForecast { day due minutes } } }
            """;
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (ada, _) = await school.EnrolAsync("ada");
        await school.SubmitAsync(ada, school.Attempts(24));
        var usual = await host.DataAsync(Asked, new { l = ada });

        await WantAsync(0.95);
        var more = await host.DataAsync(Asked, new { l = ada });
        var refused = await WantAsync(0.5);
        await WantAsync(null);
        var again = await host.DataAsync(Asked, new { l = ada });
        var never = await host.SendAsync(
            "query($l: ID!) { learner(id: $l) { reviewForecast(days: 0) { due } } }", new { l = ada });

        FirstReview(more).Should().BeBefore(FirstReview(usual));
        more.GetProperty("learner").GetProperty("desiredRetention").GetDouble().Should().Be(0.95);
        Due(more).Should().BeGreaterThan(Due(usual));
        usual.GetProperty("learner").GetProperty("reviewForecast").GetArrayLength().Should().Be(30);
        usual.GetProperty("learner").GetProperty("pace").GetDouble().Should().BePositive();
        refused.GetProperty("errors")[0].GetProperty("path").EnumerateArray().Last().GetString()
            .Should().Be("desiredRetention");
        again.ToString().Should().Be(usual.ToString());
        never.ToString().Should().Contain("days is from 1 to 365");

        async Task<JsonElement> WantAsync(double? retention) => (await host.DataAsync(
            Update,
            new { i = new Dictionary<string, object?> { ["learnerId"] = ada, ["desiredRetention"] = retention } }))
            .GetProperty("updateLearner");

        static DateTimeOffset FirstReview(JsonElement data) => data.GetProperty("learner").GetProperty("mastery")
            .GetProperty("nodes").EnumerateArray().Min(node => node.GetProperty("nextReviewAt").GetDateTimeOffset());

        static int Due(JsonElement data) => data.GetProperty("learner").GetProperty("reviewForecast")
            .EnumerateArray().Sum(day => day.GetProperty("due").GetInt32());
    }

    [Fact]
    public async Task Learners_who_have_gone_quiet_are_found_before_they_lapse()
    {
        const string Lapsing = """{ learners(activeWithin: "P3D", quietFor: "P1D") { totalCount nodes { id } } }""";
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (ada, _) = await school.EnrolAsync("ada");
        await school.EnrolAsync("bob");
        await school.SubmitAsync(ada, school.Attempts(3));

        var today = await host.DataAsync(Lapsing);
        host.Clock.Advance(TimeSpan.FromDays(2));
        var quiet = (await host.DataAsync(Lapsing)).GetProperty("learners");
        host.Clock.Advance(TimeSpan.FromDays(2));
        var gone = await host.DataAsync(Lapsing);

        today.GetProperty("learners").GetProperty("totalCount").GetInt32().Should().Be(0);
        quiet.GetProperty("totalCount").GetInt32().Should().Be(1, "bob never began");
        quiet.GetProperty("nodes")[0].GetProperty("id").GetString().Should().Be(ada);
        gone.GetProperty("learners").GetProperty("totalCount").GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task A_token_without_a_number_speaks_for_the_learner_of_its_subject()
    {
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (ada, _) = await school.EnrolAsync("ada");
        var token = new TokenMint(new AuthOptions(), System.Text.Encoding.UTF8.GetBytes(ApiHost.Key)).Mint(
            new Caller(TenantId.Default, "ada", new HashSet<Role> { Role.Learner }), DateTimeOffset.UtcNow);

        var me = await host.DataAsync("{ me { id } }", token: token);

        me.GetProperty("me").GetProperty("id").GetString().Should().Be(ada);
    }

    [Fact]
    public async Task EraseLearner_leaves_nothing_to_read_and_an_entry_that_it_was_done()
    {
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (ada, id) = await school.EnrolAsync("ada");
        var (bob, _) = await school.EnrolAsync("bob");
        await school.SubmitAsync(ada, school.Attempts(5));
        var token = ApiHost.TokenFor(Role.Learner, id);
        var export = await host.DataAsync("query($l: ID!) { exportLearner(learnerId: $l) }", new { l = ada }, token);
        const string Erase =
            "mutation($i: EraseLearnerInput!) { eraseLearner(input: $i) { erased errors { code } } }";

        var foreign = await host.DataAsync(Erase, new { i = new { learnerId = bob } }, token);
        var erased = await host.DataAsync(Erase, new { i = new { learnerId = ada } }, token);
        var again = await host.DataAsync(Erase, new { i = new { learnerId = ada } });

        export.GetProperty("exportLearner").GetProperty("attempts").GetArrayLength().Should().Be(5);
        foreign.GetProperty("eraseLearner").GetProperty("errors")[0].GetProperty("code").GetString()
            .Should().Be("FORBIDDEN");
        erased.GetProperty("eraseLearner").GetProperty("erased").GetBoolean().Should().BeTrue();
        again.GetProperty("eraseLearner").GetProperty("erased").GetBoolean().Should().BeFalse();
        var left = await host.DataAsync(
            "query($l: ID!) { learner(id: $l) { id } auditLog(first: 5) { nodes { action subject actor } } }",
            new { l = ada });
        left.GetProperty("learner").ValueKind.Should().Be(JsonValueKind.Null);
        left.GetProperty("auditLog").GetProperty("nodes").EnumerateArray()
            .Select(entry => entry.GetProperty("action").GetString()).Should().Equal("eraseLearner");
    }

    [Fact]
    public async Task LearnerChanged_tells_of_an_answer_as_it_is_committed()
    {
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (ada, _) = await school.EnrolAsync("ada");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new
            {
                query = "subscription($l: ID!) { learnerChanged(learnerId: $l) { at mastery { attempts } "
                    + "recommendationsExpired learner { stats { attempts } } } }",
                variables = new { l = ada },
            }),
        };
        request.Headers.Add("Accept", "text/event-stream");
        using var response = await host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var first = ReadEventAsync(reader);

        // The stream may begin to listen a moment after its headers: answers go on until one is heard of.
        while (!first.IsCompleted)
        {
            await school.SubmitAsync(ada, school.Attempts(1));
            await Task.WhenAny(first, Task.Delay(50));
        }

        (await first).Should().Contain("\"attempts\"").And.Contain("\"recommendationsExpired\":true");
    }

    private static async Task<string> ReadEventAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("data:", StringComparison.Ordinal) && line.Contains("learnerChanged")) return line;
        }

        return "";
    }
}
