using System.Text.Json.Nodes;
using LearnerGraph.Api.Content.UseCases;
using LearnerGraph.Api.Memory.UseCases;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Memory;
using LearnerGraph.Infrastructure.Import;
using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.Api.Verbs;

/// <summary>What the verb evaluate runs, on small files and on the public ones.</summary>
public sealed class EvaluateVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("learnergraph-evaluate-").FullName;

    [Theory]
    [InlineData("from,to\nb,a\nc,b\nd,c\nb,d\n", EdgeMeaning.Requires)]
    [InlineData("from,to\na,b\nb,c\nc,d\nd,b\n", EdgeMeaning.Unlocks)]
    public void Paths_go_from_the_bottom_and_leave_the_edge_out_that_closes_a_cycle(string edges, EdgeMeaning meaning)
    {
        var report = Paths(Written("edges.csv", edges), meaning);

        report.Cycles.Should().ContainSingle().Which.Should().HaveCount(4);
        report.Violations.Should().Be(0);
        report.Superfluous.Should().Be(0);
        report.Paths.Single(path => path.Goal == "a").Steps.Should().Equal("a");
        report.Paths.Single(path => path.Goal == "b").Steps[0].Should().Be("a");
    }

    [SharedDataFact("data/prereq_junyi/exercises.csv")]
    public void Paths_of_the_public_graph_report_its_cycles_and_break_no_prerequisite()
    {
        var report = Paths(SharedData.Path("data/prereq_junyi/exercises.csv"), EdgeMeaning.Requires);

        report.Concepts.Should().Be(835);
        report.DuplicateNames.Should().HaveCount(2);
        report.Cycles.Should().HaveCount(3);
        report.SelfLoops.Should().HaveCount(2);
        report.Violations.Should().Be(0);
        report.Superfluous.Should().Be(0);
    }

    [SharedDataFact("data/prereq_alcpl/geometry.csv")]
    public void Paths_read_judged_pairs()
    {
        var report = Paths(SharedData.Path("data/prereq_alcpl/geometry.csv"), EdgeMeaning.Requires);

        (report.Concepts, report.Edges, report.Cycles.Count).Should().Be((89, 524, 0));
    }

    [Fact]
    public void Vectors_are_answered_without_looking_at_the_answers_in_the_file()
    {
        var document = JsonNode.Parse("""
            { "sequences": [{ "id": 7, "parameters": { "request_retention": 0.9, "maximum_interval": 36500,
              "enable_short_term": true, "learning_steps": ["1m", "10m"], "relearning_steps": ["10m"],
              "w": [0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835,
                    0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542] },
              "steps": [{ "review_at": "2024-07-15T14:35:00.000Z", "grade": 3,
                          "after": { "stability": 2.3065, "state": 2 } }] }] }
            """)!;

        var (answers, report) = AnswerMemoryVectors.Run(document);

        (report.Sequences, report.Reviews, report.Off).Should().Be((1, 1, 1));
        var step = answers["sequences"]![0]!["steps"]![0]!;
        step["after"]!["state"]!.GetValue<int>().Should().Be(1);
        step["preview"]!["4"]!["due"]!.GetValue<string>().Should().Be("2024-07-23T14:35:00.000Z");
        step["retrievability_before"].Should().BeNull();
        FluentActions.Invoking(() => AnswerMemoryVectors.Run(JsonNode.Parse("{}")!)).Should()
            .Throw<InvalidDataException>();
    }

    [SharedDataFact("data/fsrs_vectors/vectors.json.gz")]
    public void Vectors_of_the_public_file_are_all_answered_as_it_says()
    {
        using var file = new System.IO.Compression.GZipStream(
            File.OpenRead(SharedData.Path("data/fsrs_vectors/vectors.json.gz")),
            System.IO.Compression.CompressionMode.Decompress);

        var (_, report) = AnswerMemoryVectors.Run(JsonNode.Parse(file)!);

        (report.Sequences, report.Reviews, report.Off).Should().Be((50, 368, 0));
        report.Compared.Should().BeGreaterThan(10000);
    }

    [SharedDataFact("data/revlog_one_user/reviews.csv.gz")]
    public void Reviews_of_the_public_log_are_predicted_better_than_by_the_defaults()
    {
        var run = new EvaluateReviews(new ReviewLogFile()).Run(
            SharedData.Path("data/revlog_one_user/reviews.csv.gz"), 0.6, new Progress<double>(), default);

        run.TryGet(out var report, out _).Should().BeTrue();
        report!.ScoredReviews.Should().Be(1527).And.Be(report.Chances.Count);
        report.LogLoss.Should().BeLessThan(report.DefaultLogLoss!.Value - 0.004);
    }

    [Fact]
    public void Reviews_refuse_a_share_outside_and_a_file_that_is_none()
    {
        var evaluate = new EvaluateReviews(new ReviewLogFile());

        evaluate.Run(Written("log.csv", "a,b\n1,2\n"), 0.6, new Progress<double>(), default).IsOk.Should().BeFalse();
        evaluate.Run(Written("log.csv", "a,b\n"), 1.5, new Progress<double>(), default).IsOk.Should().BeFalse();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static PathsReport Paths(string path, EdgeMeaning meaning) =>
        new EvaluatePaths(new PrerequisiteFile()).Run(path, meaning, new Progress<double>(), default)
            .TryGet(out var report, out var problem) ? report : throw new InvalidOperationException(problem.Message);

    private string Written(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
