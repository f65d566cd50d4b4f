using LearnerGraph.Infrastructure.Persistence.Sql;
using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.Api;

public sealed class SqlCountTests
{
    [Theory]
    [InlineData(1, "query($l: ID!) { learner(id: $l) { id stats { attempts } progress { overall } streaks { kind } "
        + "mastery { nodes { probability concept { name prerequisites { name } } } } goals { name } } }")]
    [InlineData(2, "query($l: ID!) { learner(id: $l) { recommendations { items { status concept { name } "
        + "questions { prompt concepts { name } } explanation { narrative } } } } }")]
    [InlineData(3, "query($l: ID!) { learner(id: $l) { attempts(first: 50) { totalCount nodes { question { prompt "
        + "concepts { name course { title } } } } } } }")]
    [InlineData(2, "{ learners(first: 20) { nodes { username stats { accuracy } mastery { nodes { level } } "
        + "streaks { current } } } }")]
    [InlineData(0, "{ concepts(first: 20) { nodes { name questions(first: 8) { nodes { prompt concepts { name } } } "
        + "relations { to { name } } } } }")]
    public async Task Query_needs_no_more_commands_than(int commands, string query)
    {
        await using var host = await ApiHost.StartAsync(
            settings: new Dictionary<string, string?> { ["Catalog:RefreshMs"] = "600000" });
        var school = await SampleSchool.OpenAsync(host);
        var learner = "";
        for (var i = 0; i < 8; i++)
        {
            (learner, _) = await school.EnrolAsync($"learner-{i}");
            await school.SubmitAsync(learner, school.Attempts(30));
        }

        await host.DataAsync(
            "query($l: ID!) { learner(id: $l) { recommendations { id } } concepts { totalCount } }",
            new { l = learner });
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await school.SubmitAsync(learner, school.Attempts(1));
        var count = SqlCounter.Begin();
        await host.DataAsync(query, query.Contains("$l", StringComparison.Ordinal) ? new { l = learner } : null);

        count.Commands.Should().BeInRange(Math.Min(commands, 1), commands);
    }
}
