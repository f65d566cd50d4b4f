using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Tests.Support;
using Xunit.Abstractions;

namespace LearnerGraph.Tests.Api.Intelligence;

public sealed class LearnerSearchTests(ITestOutputHelper output)
{
    private const string Tasks =
        """
        { improvementTasks { totalCount nodes { id status reason attempt priority learner { id } } } }
        """;

    private static readonly Dictionary<string, string?> NoChance = new() { ["Search:Epsilon"] = "0" };

    [Fact]
    public async Task A_query_finds_what_it_means_first_and_bad_arguments_are_told()
    {
        await using var host = await ApiHost.StartAsync(settings: NoChance);
        var school = await TasteSchool.OpenAsync(host);
        var ada = await school.EnrolAsync("ada");

        var found = await school.SearchAsync(ada, "How do I work out ratios for my gardening?", 5);

        TasteSchool.NamesOf(found)[0].Should().Be("ratios in gardening");
        var hits = found.GetProperty("hits").EnumerateArray().ToList();
        hits.Select(hit => hit.GetProperty("rank").GetInt32()).Should().Equal(1, 2, 3, 4, 5);
        hits.Select(hit => hit.GetProperty("score").GetDouble()).Should().BeInDescendingOrder();
        hits.Should().OnlyContain(hit => hit.GetProperty("propensity").GetDouble() == 1);
        TasteSchool.NamesOf(await school.SearchAsync(ada, "xyzzy")).Should().BeEmpty();
        foreach (var (query, first) in new[] { ("", 5), ("  ", 5), (new string('x', 1_001), 5), ("x", 0), ("x", 51) })
            (await school.RefusalAsync(ada, query, first)).Should().Be("BAD_USER_INPUT");
    }

    [Fact]
    public async Task Sessions_are_kept_once_and_wrong_ones_told_by_their_place()
    {
        await using var host = await ApiHost.StartAsync(settings: NoChance);
        var school = await TasteSchool.OpenAsync(host);
        var ada = await school.EnrolAsync("ada");
        var first = await school.SearchAsync(ada, "ratios");
        var good = school.Session(first, "ratios", name => name.EndsWith("music", StringComparison.Ordinal));
        var hasty = school.Session(
            await school.SearchAsync(ada, "ratios"), "ratios", _ => false);
        var wrong = new
        {
            clientSessionId = Guid.NewGuid(), shownIds = new[] { ada }, events = Array.Empty<object>(),
            startedAt = host.Clock.GetUtcNow(), durationMs = 1,
        };

        var told = await school.RecordAsync(ada, good, wrong, hasty);
        var again = await school.RecordAsync(ada, good);
        var tasks = (await host.DataAsync(Tasks)).GetProperty("improvementTasks");

        told.GetProperty("accepted").GetInt32().Should().Be(2);
        told.GetProperty("errors").EnumerateArray().Single().GetProperty("path").EnumerateArray()
            .Select(part => part.GetString()).Should().ContainInOrder("sessions", "1", "shownIds");
        again.GetProperty("duplicates").GetInt32().Should().Be(1);
        tasks.GetProperty("totalCount").GetInt32().Should().Be(2);
        tasks.GetProperty("nodes").EnumerateArray().Select(one => one.GetProperty("status").GetString())
            .Should().Equal("SKIPPED", "PENDING");
        tasks.GetProperty("nodes")[0].GetProperty("reason").GetString().Should().Be("NO_CLICK");
        tasks.GetProperty("nodes")[1].GetProperty("learner").GetProperty("id").GetString().Should().Be(ada);
    }

    [Fact]
    public async Task A_session_bends_the_order_of_its_learner_and_of_nobody_else()
    {
        await using var host = await ApiHost.StartAsync(settings: NoChance);
        var school = await TasteSchool.OpenAsync(host);
        var (ada, bob) = (await school.EnrolAsync("ada"), await school.EnrolAsync("bob"));
        var common = TasteSchool.NamesOf(await school.SearchAsync(ada, "fractions"));
        var bobs = await school.HitsAsync(bob, "fractions");
        var last = common[3].Split(' ')[^1];

        await school.BrowseAsync(ada, "fractions", last);
        await school.RunPipelineAsync("content");
        var run = await school.RunPipelineAsync("personal");
        var own = TasteSchool.NamesOf(await school.SearchAsync(ada, "fractions"));

        run.Status.Should().Be(RunStatus.Succeeded);
        own.ToList().IndexOf(common[3]).Should().BeLessThan(3);
        (await school.HitsAsync(bob, "fractions")).Should().Be(bobs);
    }

    [Fact]
    public async Task A_bad_task_fails_alone_after_three_tries()
    {
        var broken = new Breaking();
        await using var host = await ApiHost.StartAsync(
            settings: NoChance, services: services => services.Decorate<IVectorAdjuster>(broken.Around));
        var school = await TasteSchool.OpenAsync(host);
        var (ada, bob) = (await school.EnrolAsync("ada"), await school.EnrolAsync("bob"));
        var before = await school.HitsAsync(ada, "fractions");
        await school.BrowseAsync(ada, "fractions", "music");
        await school.BrowseAsync(bob, "symmetry", "music");
        var found = await school.SearchAsync(ada, "fractions", 1);
        broken.On = found.GetProperty("hits")[0].GetProperty("node").GetProperty("id").GetString();

        var first = await school.ImproveAsync();
        var early = await school.ImproveAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        var second = await school.ImproveAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        var third = await school.ImproveAsync();
        var tasks = (await host.DataAsync(Tasks)).GetProperty("improvementTasks").GetProperty("nodes")
            .EnumerateArray().ToList();

        first.Should().BeEquivalentTo(new { Done = 1, Skipped = 0, Failed = 0, Again = 1 });
        early.All.Should().Be(0);
        second.Again.Should().Be(1);
        third.Failed.Should().Be(1);
        tasks.Select(one => one.GetProperty("status").GetString()).Should().Equal("DONE", "FAILED");
        tasks[1].GetProperty("attempt").GetInt32().Should().Be(3);
        tasks[1].GetProperty("reason").GetString().Should().Be(Breaking.Message);
        (await school.HitsAsync(ada, "fractions")).Should().Be(before);
    }

    [Fact]
    public async Task A_few_sessions_bring_what_a_learner_likes_up_in_searches_they_never_made()
    {
        await using var host = await ApiHost.StartAsync(settings: NoChance);
        var school = await TasteSchool.OpenAsync(host);
        var (sum, after) = (0.0, 0.0);
        foreach (var liked in TasteSchool.Settings)
        {
            var learner = await school.EnrolAsync($"likes-{liked}");
            sum += await GainAsync(school, learner, liked);
            foreach (var topic in TasteSchool.Topics.Take(5)) await school.BrowseAsync(learner, topic, liked);
            (await school.ImproveAsync()).Done.Should().Be(5);
            after += await GainAsync(school, learner, liked);
        }

        var count = TasteSchool.Settings.Length;
        output.WriteLine($"NDCG@10 of held-out searches: {sum / count:F3} before, {after / count:F3} after");
        (after - sum).Should().BeGreaterThan(0.05 * count);
    }

    /// <summary>Mean NDCG@10 over the topics that no session was about; relevant is the topic in the liked setting.
    /// </summary>
    private static async Task<double> GainAsync(TasteSchool school, string learner, string liked)
    {
        var sum = 0.0;
        foreach (var topic in TasteSchool.Topics.Skip(5))
        {
            var names = TasteSchool.NamesOf(await school.SearchAsync(learner, topic));
            var at = names.ToList().IndexOf($"{topic} in {liked}");
            sum += at < 0 ? 0 : 1 / Math.Log2(at + 2);
        }

        return sum / (TasteSchool.Topics.Length - 5);
    }

    /// <summary>Throws where a text is among those shown.</summary>
    private sealed class Breaking
    {
        public const string Message = "The texts are out of their minds.";

        public string? On { get; set; }

        public IVectorAdjuster Around(IVectorAdjuster inner) => new Adjuster(this, inner);

        private sealed class Adjuster(Breaking owner, IVectorAdjuster inner) : IVectorAdjuster
        {
            public string Name => inner.Name;

            public float[][] Adjust(ReadOnlySpan<float> query, IReadOnlyList<ShownVector> shown) =>
                shown.Any(one => GlobalIdOf(one.Key) == owner.On)
                    ? throw new InvalidDataException(Message) : inner.Adjust(query, shown);

            private static string GlobalIdOf(ContentKey key) =>
                Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"Concept:{key.Id}")).TrimEnd('=');
        }
    }
}
