using System.IO.Compression;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.Domain.Tracing;

public sealed class HeldOutTrialTests
{
    [Fact]
    public void Predict_does_not_depend_on_the_answer_itself_or_on_later_ones()
    {
        var trial = new HeldOutTrial(TracingRules.Default, Content([(1, [1]), (2, [1, 2]), (3, [2])]));
        trial.Train(PracticeWorld.Learner(1), Rows(1, 2, 3, 1, 2, 3));
        var rows = Rows(1, 2, 3, 2, 1, 3).ToArray();
        double[] before = new double[rows.Length], after = new double[rows.Length];

        trial.Predict(PracticeWorld.Learner(2), rows, before);
        for (int i = 3; i < rows.Length; i++) rows[i] = rows[i] with { Correct = !rows[i].Correct };
        trial.Predict(PracticeWorld.Learner(2), rows, after);

        after[..4].Should().Equal(before[..4]);
        after[4].Should().NotBe(before[4]);
    }

    [Fact]
    public void Predict_moves_no_question()
    {
        var trial = new HeldOutTrial(TracingRules.Default, Content([(1, [1])]));
        trial.Train(PracticeWorld.Learner(1), Rows(1, 1));
        double[] first = new double[4], second = new double[4];

        trial.Predict(PracticeWorld.Learner(2), Rows(1, 1, 1, 1), first);
        trial.Predict(PracticeWorld.Learner(3), Rows(1, 1, 1, 1), second);

        second.Should().Equal(first);
    }

    /// <summary>
    /// The public part of ASSISTments 2009-10, one row per attempt; fold 3 trains, folds 4 and 5 are predicted from
    /// their first attempt on.
    /// </summary>
    [SharedDataFact("data/kt_assist2009/interactions.csv.gz")]
    public void Predict_of_unseen_learners_orders_and_calibrates_as_promised()
    {
        var rows = Read(SharedData.Path("data/kt_assist2009/interactions.csv.gz"));
        var links = rows.GroupBy(row => row.Problem).Select(problem => (problem.Key, problem.First().Skills));
        var trial = new HeldOutTrial(TracingRules.Default, Content(links));
        var learners = rows.GroupBy(row => (row.Learner, row.Fold)).ToList();
        foreach (var rowsOf in learners.Where(group => group.Key.Fold == 3))
            trial.Train(PracticeWorld.Learner(rowsOf.Key.Learner), [.. rowsOf.Select(Row)]);
        var predictions = new List<double>();
        var outcomes = new List<bool>();
        foreach (var rowsOf in learners.Where(group => group.Key.Fold is 4 or 5))
        {
            TrialRow[] answers = [.. rowsOf.Select(Row)];
            double[] chances = new double[answers.Length];
            trial.Predict(PracticeWorld.Learner(rowsOf.Key.Learner), answers, chances);
            predictions.AddRange(chances);
            outcomes.AddRange(answers.Select(answer => answer.Correct));
        }

        double[] p = [.. predictions];
        bool[] y = [.. outcomes];
        BinaryMeasures.AreaUnderCurve(p, y).Should().BeGreaterThan(0.76);
        BinaryMeasures.LogLoss(p, y).Should().BeLessThan(0.538);
        BinaryMeasures.CalibrationError(p, y).Should().BeLessThan(0.02);
    }

    /// <summary>Folds 3 to 5 train, fold 2 is predicted: nothing was ever chosen by it.</summary>
    [SharedDataFact("data/kt_assist2009/interactions.csv.gz")]
    public void Predict_is_within_two_points_of_what_happens_in_each_bin_of_the_zone()
    {
        var rows = Read(SharedData.Path("data/kt_assist2009/interactions.csv.gz"));
        var links = rows.GroupBy(row => row.Problem).Select(problem => (problem.Key, problem.First().Skills));
        var trial = new HeldOutTrial(TracingRules.Default, Content(links));
        var learners = rows.GroupBy(row => (row.Learner, row.Fold)).ToList();
        foreach (var rowsOf in learners.Where(group => group.Key.Fold >= 3))
            trial.Train(PracticeWorld.Learner(rowsOf.Key.Learner), [.. rowsOf.Select(Row)]);
        var (predictions, outcomes) = (new List<double>(), new List<bool>());
        foreach (var rowsOf in learners.Where(group => group.Key.Fold == 2))
        {
            TrialRow[] answers = [.. rowsOf.Select(Row)];
            double[] chances = new double[answers.Length];
            trial.Predict(PracticeWorld.Learner(rowsOf.Key.Learner), answers, chances);
            predictions.AddRange(chances);
            outcomes.AddRange(answers.Select(answer => answer.Correct));
        }

        BinaryMeasures.Calibration([.. predictions], [.. outcomes], 0.60, 0.85, 5).Should().HaveCount(5)
            .And.OnlyContain(bin => bin.Count > 500
                && (bin.Realised - bin.Predicted) >= -0.02 && (bin.Realised - bin.Predicted) <= 0.02);
    }

    private static TrialRow[] Rows(params int[] questions) =>
        [.. questions.Select((question, i) => new TrialRow(new QuestionId(question), i % 3 != 1))];

    private static TrialRow Row(Interaction row) => new(new QuestionId(row.Problem), row.IsCorrect);

    internal static CatalogContent Content(IEnumerable<(int Question, int[] Concepts)> links)
    {
        var all = links.ToList();
        var concepts = all.SelectMany(link => link.Concepts).Distinct().Select(id => new Concept(
            new ConceptId(id), new CourseId(1), $"c{id}", $"c{id}", null, [], 10, 0.5, 1));
        var questions = all.Select(link => new Question(
            new QuestionId(link.Question), $"q{link.Question}", "?", QuestionType.ShortAnswer,
            [.. link.Concepts.Select(id => new ConceptLink(new ConceptId(id), 1))], [], new AnswerKey(null, [], null),
            null, [], 0.5, null, 1));
        return new CatalogContent(
            1, [new Course(new CourseId(1), "k", "k", 1)], [.. concepts], [.. questions], [],
            new Dictionary<QuestionId, QuestionState>());
    }

    private static List<Interaction> Read(string path)
    {
        using var file = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        file.ReadLine();
        var rows = new List<Interaction>();
        while (file.ReadLine() is { } line)
        {
            string[] cells = line.Split(',');
            rows.Add(new Interaction(
                int.Parse(cells[0], null), int.Parse(cells[1], null), int.Parse(cells[4], null), cells[6] == "1",
                [.. cells[8].Split(';').Select(skill => int.Parse(skill, null))]));
        }

        return rows;
    }

    private sealed record Interaction(int Learner, int Fold, int Problem, bool IsCorrect, int[] Skills);
}
