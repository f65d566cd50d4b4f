using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Mastery;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Tests.Domain.Tracing;

public sealed class ResponseFitTests
{
    private const int Questions = 40;

    private static readonly CatalogContent Content =
        HeldOutTrialTests.Content(Enumerable.Range(1, Questions).Select(id => (id, new[] { 1 + (id % 4) })));

    [Fact]
    public void Run_finds_a_school_that_differs_from_the_defaults_and_predicts_others_of_it_better()
    {
        // Everybody knows alike and questions differ widely: the defaults expect the opposite.
        var fitted = Fit(School(90, 40, ability: 0.1, difficulty: 2));

        fitted.IsFitted.Should().BeTrue();
        fitted.HeldOutLoss.Should().BeLessThan(fitted.DefaultLoss!.Value - 0.002);
        fitted.Parameters.AbilityVariance.Should().BeLessThan(ResponseParameters.Default.AbilityVariance / 2);
        fitted.HeldOutAnswers.Should().BePositive();
        Fit(School(90, 40, ability: 0.1, difficulty: 2)).Should().Be(fitted, "the same seed and answers");
    }

    [Fact]
    public void Run_keeps_the_defaults_where_there_is_little_to_learn_from()
    {
        var fitted = Fit(School(8, 20, 1, 1));

        fitted.IsFitted.Should().BeFalse();
        fitted.Parameters.Should().Be(ResponseParameters.Default);
        fitted.HeldOutLoss.Should().BeNull();
    }

    [Fact]
    public void Weights_are_read_as_they_are_written()
    {
        var changed = ResponseParameters.Default with { AbilityVariance = 0.7, SuccessGrowth = 0.31 };

        ResponseWeights.Parse(ResponseWeights.Write(changed)).Should().Be(changed);
        ResponseWeights.Parse("").Should().Be(ResponseParameters.Default);
    }

    [Theory]
    [InlineData("abilityVariance")]
    [InlineData("abilityVariance=x")]
    [InlineData("abilityVariance=NaN")]
    [InlineData("abilityVariance=99")]
    [InlineData("unknown=1")]
    public void Weights_out_of_bounds_or_unknown_are_none(string text) =>
        ResponseWeights.Parse(text).Should().BeNull();

    [Fact]
    public void Intervals_of_the_ability_for_the_next_question_cover_the_truth_as_they_promise()
    {
        // The model's own world without growth: abilities, offsets and form drawn from the priors, difficulties known.
        var parameters = ResponseParameters.Default with
        {
            SuccessGrowth = 0, OffsetNoise = 0, AbilityNoise = 0, DifficultyVariance = 1e-6, DifficultyNoise = 0,
        };
        var rules = TracingRules.Default with { Model = new ResponseModel(parameters) };
        var catalog = CatalogSnapshot.Build(Content);
        var random = new Prng(11);
        int covered = 0;
        const int Learners = 600;
        for (int i = 0; i < Learners; i++)
        {
            double general = Math.Sqrt(parameters.AbilityVariance) * random.NextGaussian();
            double[] offsets =
                [.. Enumerable.Range(0, 5).Select(_ => Math.Sqrt(parameters.OffsetVariance) * random.NextGaussian())];
            double form = Math.Sqrt(parameters.FormVariance) * random.NextGaussian();
            var fold = new LearnerFold(rules, catalog, LearnerState.Empty, PracticeWorld.Learner(i + 1));
            for (int row = 0; row < 30; row++)
            {
                var question = catalog.Questions[random.NextInt(Questions)];
                form = Faded(parameters, form, ref random);
                bool correct = random.NextDouble()
                    < Probability.Logistic(general + form + offsets[question.Concepts[0].Concept.Value]);
                fold.Add(Answers.Undated(question, correct), question);
            }

            var next = catalog.Questions[random.NextInt(Questions)];
            double truth = general + Faded(parameters, form, ref random) + offsets[next.Concepts[0].Concept.Value];
            var standing = fold.StandingFor(next, DateTimeOffset.UnixEpoch, isDated: false);
            if (Math.Abs(standing.Mean - truth) <= 1.96 * Math.Sqrt(standing.Variance)) covered++;
        }

        // 95% of 600 is 570, give or take 3.5 binomial errors of 5.3; the filter's normal is an approximation.
        covered.Should().BeInRange(545, 590);
    }

    private static double Faded(ResponseParameters parameters, double form, ref Prng random)
    {
        double kept = parameters.FormPersistence;
        return (kept * form) + (Math.Sqrt((1 - (kept * kept)) * parameters.FormVariance) * random.NextGaussian());
    }

    private static ResponseFitted Fit(LearnerRows[] school) =>
        ResponseFit.Run(TracingRules.Default, Content, school, seed: 3);

    private static LearnerRows[] School(int learners, int rows, double ability, double difficulty)
    {
        var random = new Prng(7);
        double[] hard = [.. Enumerable.Range(0, Questions + 1).Select(_ => difficulty * random.NextGaussian())];
        var school = new LearnerRows[learners];
        for (int i = 0; i < learners; i++)
        {
            double general = ability * random.NextGaussian();
            var answers = new TrialRow[rows];
            for (int row = 0; row < rows; row++)
            {
                int question = 1 + random.NextInt(Questions);
                answers[row] = new TrialRow(
                    new QuestionId(question), random.NextDouble() < Probability.Logistic(general - hard[question]));
            }

            school[i] = new LearnerRows(PracticeWorld.Learner(i + 1), answers);
        }

        return school;
    }
}
