using System.Net.Http.Json;
using System.Text.Json;

namespace LearnerGraph.Tests.Benchmarks;

/// <summary>Ids of a running server's learners and questions, as clients learn them.</summary>
internal static class BenchIds
{
    public static async Task<string[]> LearnersAsync(Uri server, int most)
    {
        var found = new List<string>();
        string? after = null;
        do
        {
            var page = (await AskAsync(
                server,
                "query($a: String) { learners(first: 100, after: $a) { nodes { id } "
                + "pageInfo { hasNextPage endCursor } } }",
                new { a = after })).GetProperty("learners");
            found.AddRange(IdsOf(page));
            var info = page.GetProperty("pageInfo");
            after = info.GetProperty("hasNextPage").GetBoolean() ? info.GetProperty("endCursor").GetString() : null;
        }
        while (after is not null && found.Count < most);

        return [.. found];
    }

    public static async Task<string[]> QuestionsAsync(Uri server)
    {
        var data = await AskAsync(
            server, "{ concepts(first: 20) { nodes { questions(first: 40) { nodes { id } } } } }", new { });
        return [.. data.GetProperty("concepts").GetProperty("nodes").EnumerateArray()
            .SelectMany(concept => IdsOf(concept.GetProperty("questions")))];
    }

    private static IEnumerable<string> IdsOf(JsonElement page) =>
        page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()!);

    private static async Task<JsonElement> AskAsync(Uri server, string query, object variables)
    {
        using var http = new HttpClient { BaseAddress = server };
        using var answer = await http.PostAsync(
            new Uri("/graphql", UriKind.Relative), JsonContent.Create(new { query, variables }));
        var said = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return said.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object ? data
            : throw new InvalidOperationException(said.ToString());
    }
}
