using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.Api.Practice;

public sealed class SubmitAttemptsTests
{
    [Fact]
    public async Task SubmitAttempts_counts_attempts_once_that_two_clients_send_at_once()
    {
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (learner, _) = await school.EnrolAsync("ada");
        var attempts = school.Attempts(20);

        var answers = await Task.WhenAll(school.SubmitAsync(learner, attempts), school.SubmitAsync(learner, attempts));

        answers.Sum(answer => answer.GetProperty("accepted").GetInt32()).Should().Be(20);
        answers.Sum(answer => answer.GetProperty("duplicates").GetInt32()).Should().Be(20);
        var data = await host.DataAsync(
            "query($l: ID!) { learner(id: $l) { stats { attempts correct } attempts { totalCount } } }",
            new { l = learner });
        data.GetProperty("learner").GetProperty("stats").GetProperty("attempts").GetInt32().Should().Be(20);
        data.GetProperty("learner").GetProperty("attempts").GetProperty("totalCount").GetInt32().Should().Be(20);
    }

    [Fact]
    public async Task SubmitAttempts_keeps_seventeen_rows_and_names_three_bad_ones()
    {
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (learner, _) = await school.EnrolAsync("ada");
        var attempts = school.Attempts(20);
        var now = host.Clock.GetUtcNow();
        attempts[3] = new
        {
            clientAttemptId = Guid.NewGuid(), questionId = "garbage", answeredAt = now, durationMs = 1, answer = "x",
        };
        attempts[8] = new
        {
            clientAttemptId = Guid.NewGuid(), questionId = school.QuestionIds[8], answeredAt = now, durationMs = -5,
            answer = "x",
        };
        attempts[15] = new
        {
            clientAttemptId = Guid.NewGuid(), questionId = school.QuestionIds[9], answeredAt = now, durationMs = 5,
            answer = "x", recommendationId = learner,
        };

        var payload = await school.SubmitAsync(learner, attempts);

        payload.GetProperty("accepted").GetInt32().Should().Be(17);
        var results = payload.GetProperty("results").EnumerateArray().ToArray();
        results.Select((row, i) => (row, i)).Where(at => at.row.GetProperty("status").GetString() == "REJECTED")
            .Select(at => at.i).Should().Equal(3, 8, 15);
        results[8].GetProperty("error").GetProperty("path").EnumerateArray().Select(p => p.GetString())
            .Should().Equal("attempts", "8", "durationMs");
        payload.GetProperty("errors").GetArrayLength().Should().Be(3);
    }

    [Fact]
    public async Task SubmitAttempts_refuses_more_than_five_hundred_rows_as_too_large()
    {
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (learner, _) = await school.EnrolAsync("ada");

        var payload = await school.SubmitAsync(learner, school.Attempts(501));

        payload.GetProperty("accepted").GetInt32().Should().Be(0);
        payload.GetProperty("errors")[0].GetProperty("code").GetString().Should().Be("TOO_LARGE");
    }

    [Fact]
    public async Task GradeAttempts_moves_belief_only_when_an_author_has_graded()
    {
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (learner, _) = await school.EnrolAsync("ada");
        var upserted = await host.DataAsync(
            """
            mutation($i: UpsertQuestionsInput!) { upsertQuestions(input: $i) { questions { id } errors { message } } }
            """,
            new
            {
                i = new
                {
                    questions = new[]
                    {
                        new
                        {
                            key = "essay", prompt = "Write.", type = "ESSAY",
                            conceptLinks = new[] { new { conceptKey = "concept-0" } },
                        },
                    },
                },
            });
        var essay = upserted.GetProperty("upsertQuestions").GetProperty("questions")[0].GetProperty("id").GetString();

        var submitted = await school.SubmitAsync(learner,
        [
            new
            {
                clientAttemptId = Guid.NewGuid(), questionId = essay, answeredAt = host.Clock.GetUtcNow(),
                durationMs = 60_000, answer = "A text.",
            },
        ]);
        submitted.GetProperty("results")[0].GetProperty("status").GetString().Should().Be("PENDING_REVIEW");
        submitted.GetProperty("mastery").GetArrayLength().Should().Be(0);

        var waiting = await host.DataAsync(
            "query($l: ID!) { learner(id: $l) { attempts { nodes { id status } } stats { attempts } } }",
            new { l = learner });
        waiting.GetProperty("learner").GetProperty("stats").GetProperty("attempts").GetInt32().Should().Be(0);
        var attempt = waiting.GetProperty("learner").GetProperty("attempts").GetProperty("nodes")[0]
            .GetProperty("id").GetString();
        var graded = await host.DataAsync(
            """
            mutation($i: GradeAttemptsInput!) {
              gradeAttempts(input: $i) { attempts { status correct } errors { code } }
            }
            """,
            new { i = new { grades = new[] { new { attemptId = attempt, correct = true } } } });
        graded.GetProperty("gradeAttempts").GetProperty("attempts")[0].GetProperty("correct").GetBoolean()
            .Should().BeTrue();
        var after = await host.DataAsync(
            "query($l: ID!) { learner(id: $l) { stats { attempts } } }", new { l = learner });
        after.GetProperty("learner").GetProperty("stats").GetProperty("attempts").GetInt32().Should().Be(1);
    }
}
