using System.Text.Json;
using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.Api.Intelligence;

public sealed class SuggestConceptsTests
{
    private const string Query =
        """
        query($d: String!, $c: ID, $n: Int) {
          suggestConcepts(description: $d, courseId: $c, first: $n) { concept { key } similarity band reason }
        }
        """;

    [Fact]
    public async Task Suggestions_are_of_the_course_best_first_with_a_reason()
    {
        await using var host = await ApiHost.StartAsync();
        var (programming, cooking) = await FillAsync(host);

        var found = await AskAsync(host, "Understanding inheritance and polymorphism", programming, 2);

        found.Should().HaveCount(2);
        found[0].GetProperty("concept").GetProperty("key").GetString().Should().Be("oop");
        found[0].GetProperty("similarity").GetDouble()
            .Should().BeGreaterThan(found[1].GetProperty("similarity").GetDouble());
        found[0].GetProperty("reason").GetString().Should().Contain("inheritance").And.Contain("polymorphism");
        (await AskAsync(host, "Understanding inheritance and polymorphism", cooking, 5))
            .Should().OnlyContain(one => one.GetProperty("concept").GetProperty("key").GetString() == "dough");
    }

    [Fact]
    public async Task Feedback_moves_later_suggestions_of_its_course_until_it_is_reset()
    {
        await using var host = await ApiHost.StartAsync();
        var (programming, _) = await FillAsync(host);
        const string Text = "Understanding inheritance and polymorphism";
        var ids = (await host.DataAsync("{ concepts { nodes { id key } } }")).GetProperty("concepts")
            .GetProperty("nodes").EnumerateArray()
            .ToDictionary(one => one.GetProperty("key").GetString()!, one => one.GetProperty("id").GetString());
        var before = await SimilaritiesAsync(host, Text, programming);

        var recorded = await RecordAsync(host, Text, ids["types"], ids["oop"]);
        var after = await SimilaritiesAsync(host, Text, programming);
        var foreign = await RecordAsync(host, Text, ids["types"], ids["dough"]);
        var both = await RecordAsync(host, Text, ids["types"], ids["types"]);
        var reset = await host.DataAsync(
            "mutation($i: ResetSuggestionFeedbackInput!) { resetSuggestionFeedback(input: $i) { removed } }",
            new { i = new { courseId = programming, description = Text } });

        recorded.GetProperty("recorded").GetBoolean().Should().BeTrue();
        after["types"].Should().BeGreaterThan(before["types"]);
        after["oop"].Should().BeLessThan(before["oop"]);
        foreign.GetProperty("errors")[0].GetProperty("code").GetString().Should().Be("BAD_USER_INPUT");
        both.GetProperty("errors")[0].GetProperty("code").GetString().Should().Be("BAD_USER_INPUT");
        reset.GetProperty("resetSuggestionFeedback").GetProperty("removed").GetInt32().Should().Be(1);
        (await SimilaritiesAsync(host, Text, programming)).Should().Equal(before);
    }

    [Theory]
    [InlineData(" ", 5)]
    [InlineData("text", 0)]
    [InlineData("text", 51)]
    public async Task Bad_arguments_are_told(string description, int first)
    {
        await using var host = await ApiHost.StartAsync();

        (await host.ErrorAsync(Query, new { d = description, n = first })).Should().Be("BAD_USER_INPUT");
    }

    private static async Task<Dictionary<string, double>> SimilaritiesAsync(ApiHost host, string text, string course) =>
        (await AskAsync(host, text, course, 9)).ToDictionary(
            one => one.GetProperty("concept").GetProperty("key").GetString()!,
            one => one.GetProperty("similarity").GetDouble());

    private static async Task<JsonElement> RecordAsync(
        ApiHost host, string description, string? acceptedConceptId, string? rejected) =>
        (await host.DataAsync(
            """
            mutation($i: RecordSuggestionFeedbackInput!) {
              recordSuggestionFeedback(input: $i) { recorded errors { code } } }
            """,
            new { i = new { description, acceptedConceptId, rejectedConceptIds = new[] { rejected } } }))
        .GetProperty("recordSuggestionFeedback");

    private static async Task<List<JsonElement>> AskAsync(ApiHost host, string text, string course, int first)
    {
        var data = await host.DataAsync(Query, new { d = text, c = course, n = first });
        return [.. data.GetProperty("suggestConcepts").EnumerateArray()];
    }

    private static async Task<(string Programming, string Cooking)> FillAsync(ApiHost host)
    {
        var data = await host.DataAsync(
            """
            mutation {
              upsertCourses(input: {
                courses: [{ key: "code", title: "Programming" }, { key: "cook", title: "Cooking" }] }) {
                courses { id } errors { message }
              }
              upsertConcepts(input: { concepts: [
                { key: "loops", courseKey: "code", name: "Loops", description: "Repeating statements." }
                { key: "oop", courseKey: "code", name: "Object-oriented programming"
                  description: "Classes, inheritance and polymorphism of objects." }
                { key: "types", courseKey: "code", name: "Types", description: "Understanding values and classes." }
                { key: "dough", courseKey: "cook", name: "Making pizza dough" }] }) { errors { message } }
            }
            """);
        data.GetProperty("upsertConcepts").GetProperty("errors").GetArrayLength().Should().Be(0);
        var courses = data.GetProperty("upsertCourses").GetProperty("courses");
        return (courses[0].GetProperty("id").GetString()!, courses[1].GetProperty("id").GetString()!);
    }
}
