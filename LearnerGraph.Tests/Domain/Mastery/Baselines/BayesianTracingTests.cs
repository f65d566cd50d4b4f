using LearnerGraph.Domain.Mastery.Baselines;
using LearnerGraph.Domain.Mastery.Sequences;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Infrastructure.Import;
using LearnerGraph.Tests.Domain.Mastery.Sequences;
using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.Domain.Mastery.Baselines;

public sealed class BayesianTracingTests
{
    [Fact]
    public void Fit_finds_the_chances_that_made_the_answers()
    {
        var truth = new SkillChances(0.3, 0.15, 0.05, 0.2, 0.1);
        var model = new BayesianTracing();

        model.Fit(Made(truth), SequenceWorld.Run);

        var found = model.ChancesOf(0);
        found.Known.Should().BeApproximately(truth.Known, 0.05);
        found.Learned.Should().BeApproximately(truth.Learned, 0.03);
        found.Forgotten.Should().BeApproximately(truth.Forgotten, 0.02);
        found.Guess.Should().BeApproximately(truth.Guess, 0.03);
        found.Slip.Should().BeApproximately(truth.Slip, 0.03);
    }

    [Fact]
    public void A_skill_set_that_was_not_seen_is_predicted_as_all_together()
    {
        var log = Made(new SkillChances(0.3, 0.15, 0.05, 0.2, 0.1));
        var model = new BayesianTracing();
        model.Fit(log, SequenceWorld.Run);

        var unseen = model.ChancesOf(log.Vocabulary.SkillSet(["new"]));
        unseen.Guess.Should().BeApproximately(model.ChancesOf(0).Guess, 0.02);
    }

    [SharedDataFact("data/kt_assist2009/interactions.csv.gz")]
    public void Predict_of_the_public_log_orders_unseen_learners_as_documented()
    {
        var path = SharedData.Path("data/kt_assist2009/interactions.csv.gz");
        new AnswerLogFile().Read(path, new AnswerVocabulary()).TryGet(out var log, out _).Should().BeTrue();
        var test = log!.Where(learner => log.FoldOf(learner) == 4);
        var model = new BayesianTracing();
        model.Fit(log.Where(learner => log.FoldOf(learner) is 3 or 5), SequenceWorld.Run);
        double[] chances = new double[test.Rows];
        for (int learner = 0; learner < test.Learners; learner++)
        {
            var (start, count) = test.RowsOf(learner);
            model.Predict(test, learner, chances.AsSpan(start, count));
        }

        BinaryMeasures.AreaUnderCurve(chances, test.Correct.Span).Should().BeApproximately(0.7404, 0.003);
    }

    private static AnswerLog Made(SkillChances truth)
    {
        var vocabulary = new AnswerVocabulary();
        int set = vocabulary.SkillSet(["s"]), question = vocabulary.Question("q", set);
        var random = new Prng(5);
        var learners = new List<(string, int, IReadOnlyList<LoggedAnswer>)>();
        for (int learner = 0; learner < 2000; learner++)
        {
            bool isKnown = random.NextDouble() < truth.Known;
            var answers = new List<LoggedAnswer>();
            for (int i = 0; i < 10; i++)
            {
                bool correct = random.NextDouble() < (isKnown ? 1 - truth.Slip : truth.Guess);
                answers.Add(new LoggedAnswer(question, set, correct, double.NaN, [i]));
                isKnown = random.NextDouble() < (isKnown ? 1 - truth.Forgotten : truth.Learned);
            }

            learners.Add(($"{learner}", 0, answers));
        }

        return new AnswerLog(vocabulary, learners);
    }
}
