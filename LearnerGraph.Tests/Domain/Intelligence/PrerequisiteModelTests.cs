using LearnerGraph.Api.Intelligence.UseCases;
using LearnerGraph.Domain.Intelligence.Relations;
using LearnerGraph.Infrastructure.Import;
using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.Domain.Intelligence;

public sealed class PrerequisiteModelTests
{
    [Fact]
    public void Folds_keep_both_directions_of_a_pair_together()
    {
        PrerequisitePair[] pairs =
        [
            .. from a in Enumerable.Range(0, 12)
               from b in Enumerable.Range(0, 12)
               where a != b
               select new PrerequisitePair($"c{a}", $"c{b}", a > b),
        ];

        var folds = PrerequisiteModel.Folds(pairs, 5, 1);

        var byPair = pairs.Select((pair, i) => (pair, fold: folds[i]))
            .ToDictionary(one => (one.pair.Concept, one.pair.Candidate), one => one.fold);
        byPair.Should().OnlyContain(one => byPair[new(one.Key.Candidate, one.Key.Concept)] == one.Value);
        folds.Distinct().Should().HaveCount(5);
    }

    [Fact]
    public void Fit_does_not_see_the_label_that_it_is_asked_for()
    {
        PrerequisitePair[] pairs =
        [
            .. from a in Enumerable.Range(0, 10)
               from b in Enumerable.Range(0, 10)
               where a > b
               select new PrerequisitePair($"level {a}", $"level {b}", true),
            .. from a in Enumerable.Range(0, 10)
               from b in Enumerable.Range(0, 10)
               where a < b
               select new PrerequisitePair($"level {a}", $"level {b}", false),
        ];
        string[] names = [.. Enumerable.Range(0, 10).Select(i => $"level {i}")];
        PrerequisitePair[] known = [.. pairs.Where(pair => !Is(pair, 7, 2))];

        var model = PrerequisiteModel.Fit(known, names, 1);

        model.Chance("level 7", "level 2").Should().BeGreaterThan(0.8);
        model.Chance("level 2", "level 7").Should().BeLessThan(0.2);
    }

    [SharedDataTheory("data/prereq_alcpl")]
    [InlineData("data_mining", 0.75)]
    [InlineData("geometry", 0.88)]
    public void Chances_of_unseen_pairs_reach_the_published_quality(string domain, double f1)
    {
        var evaluate = new EvaluatePrerequisites(new TableFiles());
        var path = SharedData.Path($"data/prereq_alcpl/{domain}.csv");

        evaluate.Run(path, 5, 1, new Progress<double>(), default).TryGet(out var report, out _).Should().BeTrue();

        report!.F1.Should().BeGreaterThan(f1);
        report.Chances.Should().OnlyContain(chance => chance.P >= 0 && chance.P <= 1);
    }

    private static bool Is(PrerequisitePair pair, int a, int b) =>
        (pair.Concept, pair.Candidate) == ($"level {a}", $"level {b}")
        || (pair.Concept, pair.Candidate) == ($"level {b}", $"level {a}");
}
