using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;

namespace LearnerGraph.Tests.Domain.Pipelines;

public sealed class StalenessTests
{
    private static readonly AssetDefinition Raw =
        AssetGraphTests.Asset("raw", "g") with { Partitions = PartitionKind.Course };

    private static readonly AssetDefinition Text =
        AssetGraphTests.Asset("text", "g", "raw") with { Partitions = PartitionKind.Course };

    private static readonly AssetDefinition Whole = AssetGraphTests.Asset("whole", "g", "text");

    private static readonly AssetGraph Graph = AssetGraphTests.Built(Raw, Text, Whole);

    private readonly Dictionary<(string Asset, string Partition), AssetState> _states = [];

    [Fact]
    public void Of_is_stale_until_it_was_made_and_fresh_afterwards()
    {
        Of(Raw, "maths").Reasons.Should().Equal("it was never made");
        Make(Raw, "maths", "one");

        Of(Raw, "maths").IsStale.Should().BeFalse();
    }

    [Fact]
    public void Of_is_not_ready_while_an_input_was_never_made()
    {
        var freshness = Of(Text, "maths");

        freshness.IsReady.Should().BeFalse();
        freshness.Reasons.Should().Equal("its input raw was never made");
    }

    [Fact]
    public void Of_tells_a_new_version_a_changed_source_and_a_changed_input_apart()
    {
        Make(Raw, "maths", "one");
        Make(Text, "maths", "text of one");

        Of(Text with { Version = 2 }, "maths").Reasons.Single().Should().Contain("version is 2");
        Staleness.Of(Graph, Text, new PartitionSource("maths", "other"), _states).Reasons
            .Should().Equal("what it reads has changed");
        Make(Raw, "maths", "two");
        Of(Text, "maths").Reasons.Should().Equal("its input raw has changed");
    }

    [Fact]
    public void Of_stays_fresh_where_an_input_was_made_again_with_the_same_result()
    {
        Make(Raw, "maths", "one");
        Make(Text, "maths", "text");
        Make(Raw, "maths", "one", source: "edited and taken back");

        Of(Text, "maths").IsStale.Should().BeFalse();
    }

    [Fact]
    public void Of_reads_the_same_part_of_an_input_cut_alike_and_all_parts_of_any_other()
    {
        foreach (var course in new[] { "maths", "physics" })
        {
            Make(Raw, course, "one");
            Make(Text, course, $"text of {course}");
        }

        Make(Whole, AssetDefinition.WholeKey, "all");
        Make(Raw, "physics", "two");
        Of(Text, "maths").IsStale.Should().BeFalse();
        Of(Whole, AssetDefinition.WholeKey).IsStale.Should().BeFalse();

        Make(Text, "physics", "another text");
        Of(Whole, AssetDefinition.WholeKey).Reasons.Should().Equal("its input text has changed");
    }

    [Fact]
    public void Hash_keeps_lists_apart_that_read_alike_when_joined()
    {
        Staleness.Hash(["ab", "c"]).Should().NotBe(Staleness.Hash(["a", "bc"]));
        Staleness.Hash(["a", ""]).Should().NotBe(Staleness.Hash(["a"]));
        Staleness.Hash(["a"]).Should().Be(Staleness.Hash(["a"])).And.HaveLength(32);
    }

    [Fact]
    public void DelayAfter_doubles_up_to_its_limit_and_ends()
    {
        var policy = new RetryPolicy(6, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(9));

        Enumerable.Range(1, 6).Select(attempt => policy.DelayAfter(attempt)?.TotalSeconds)
            .Should().Equal(2, 4, 8, 9, 9, null);
    }

    [Fact]
    public void Finish_names_the_first_failure_and_says_when_nothing_had_to_be_done()
    {
        var run = new PipelineRun(
            new(7), TenantId.Default, "content", RunStatus.Running, RunTrigger.Person, "ada", ["raw"], false, default);
        var done = Step(RunStatus.Succeeded);
        var skipped = Step(RunStatus.Skipped);
        var failed = Step(RunStatus.Failed) with { Message = "no disk" };

        run.Finish([done, skipped], default).Status.Should().Be(RunStatus.Succeeded);
        run.Finish([skipped], default).Status.Should().Be(RunStatus.Skipped);
        (run with { IsCancelAsked = true }).Finish([done], default).Status.Should().Be(RunStatus.Cancelled);
        run.Finish([done, failed], default).Should().Match<PipelineRun>(
            ended => ended.Status == RunStatus.Failed && ended.Error == "raw [maths]: no disk" && ended.IsOver);
    }

    private static RunStep Step(RunStatus status) =>
        new(new(7), "raw", "maths", status, 1, 0, 0, default, 0, 0, null, []);

    private static Freshness Of(
        AssetDefinition asset, string part, IReadOnlyDictionary<(string, string), AssetState> states) =>
        Staleness.Of(Graph, asset, new PartitionSource(part, "source"), states);

    private Freshness Of(AssetDefinition asset, string part) => Of(asset, part, _states);

    private void Make(AssetDefinition asset, string part, string output, string source = "source")
    {
        var freshness = Staleness.Of(Graph, asset, new PartitionSource(part, source), _states);
        _states[(asset.Name, part)] = new AssetState(
            asset.Name, part, asset.Version, source, 0, freshness.Fingerprint, output, 1, default, 1,
            freshness.Inputs!);
    }
}
