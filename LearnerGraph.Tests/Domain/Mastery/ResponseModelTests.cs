using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Mastery;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Tests.Domain.Mastery;

public sealed class ResponseModelTests
{
    private static readonly ResponseModel Model = ResponseModel.Default;

    [Fact]
    public void Predict_gives_one_half_where_ability_meets_difficulty() =>
        ResponseModel.Predict(new Ability(0.7, 1), new Ability(0.7, 2), 0).Probability.Should()
            .BeApproximately(0.5, 1e-12);

    [Fact]
    public void Predict_without_uncertainty_is_the_logistic_curve_above_the_guess_floor()
    {
        var prediction = ResponseModel.Predict(new Ability(1.2, 0), new Ability(-0.3, 0), 0.25);

        prediction.Probability.Should().BeApproximately(0.25 + (0.75 * Probability.Logistic(1.5)), 1e-12);
        prediction.StandardError.Should().Be(0);
    }

    /// <summary>The moderated logistic against a fine sum over the normal density.</summary>
    [Fact]
    public void Predict_is_close_to_the_expectation_over_what_is_believed()
    {
        foreach (var (mean, variance) in ((double, double)[])[(0.5, 0.3), (-2, 1), (1.5, 2.5), (3, 4)])
        {
            double sum = 0, square = 0, weight = 0, deviation = Math.Sqrt(variance);
            for (double u = -8; u <= 8; u += 0.001)
            {
                double density = Math.Exp(-u * u / 2), p = Probability.Logistic(mean + (deviation * u));
                (sum, square, weight) = (sum + (density * p), square + (density * p * p), weight + density);
            }

            var prediction = ResponseModel.Predict(new Ability(mean, variance), default, 0);
            double error = Math.Sqrt((square / weight) - (sum / weight * (sum / weight)));
            prediction.Probability.Should().BeApproximately(sum / weight, 0.02);
            prediction.StandardError.Should().BeApproximately(error, 0.06);
        }
    }

    [Fact]
    public void Observe_is_the_score_and_information_of_the_answer_by_the_innovation()
    {
        var standing = new Ability(0.4, 0.8);
        var difficulty = new Ability(-0.1, 0.5);
        double s = Probability.Logistic(0.5 / Math.Sqrt(1 + (Math.PI / 8 * 1.3))), p = 0.2 + (0.8 * s);
        double slope = 0.8 * s * (1 - s), information = slope * slope / (p * (1 - p));

        var right = ResponseModel.Observe(standing, difficulty, 0.2, correct: true);
        var wrong = ResponseModel.Observe(standing, difficulty, 0.2, correct: false);

        right.Gradient.Should().BeApproximately(slope / p / (1 + (information * 1.3)), 1e-12);
        wrong.Gradient.Should().BeApproximately(-slope / (1 - p) / (1 + (information * 1.3)), 1e-12);
        right.Information.Should().BeApproximately(information / (1 + (information * 1.3)), 1e-12);
        wrong.Information.Should().Be(right.Information);
    }

    [Fact]
    public void Observe_of_a_right_answer_with_hints_says_less()
    {
        var standing = new Ability(0, 1);
        double hinted = ResponseModel.Observe(standing, default, 0, true, Model.EvidenceShare(true, 2)).Gradient;
        double plain = ResponseModel.Observe(standing, default, 0, true, Model.EvidenceShare(true, 0)).Gradient;

        hinted.Should().BeInRange(plain * 0.3, plain * 0.7);
        Model.EvidenceShare(correct: false, 2).Should().Be(1);
    }

    [Fact]
    public void Move_raises_after_right_lowers_after_wrong_and_never_gains_doubt_by_evidence()
    {
        var random = new Prng(11);
        for (int i = 0; i < 10_000; i++)
        {
            var ability = new Ability((6 * random.NextDouble()) - 3, 1.5 * random.NextDouble());
            var difficulty = new Ability((6 * random.NextDouble()) - 3, 1.5 * random.NextDouble());
            double guess = 0.5 * random.NextDouble();
            foreach (bool correct in (bool[])[true, false])
            {
                var evidence = ResponseModel.Observe(ability, difficulty, guess, correct);
                var moved = evidence.Move(ability, 1);
                var question = new QuestionState(difficulty.Mean, difficulty.Variance, 0, 0, 0, 0);
                question = Model.Move(question, evidence);

                Math.Sign(evidence.Gradient).Should().Be(correct ? 1 : -1);
                (moved.Mean >= ability.Mean).Should().Be(correct || moved.Mean == ability.Mean);
                (question.Difficulty <= difficulty.Mean).Should().Be(correct || question.Difficulty == difficulty.Mean);
                moved.Variance.Should().BeInRange(0, ability.Variance);
            }
        }
    }

    [Fact]
    public void The_filter_finds_the_ability_that_made_the_answers()
    {
        var random = new Prng(5);
        double error = 0;
        for (int learner = 0; learner < 200; learner++)
        {
            double truth = random.NextGaussian();
            var ability = Model.Prior(SkillLevel.Intermediate);
            for (int i = 0; i < 200; i++)
            {
                var difficulty = new Ability(random.NextGaussian(), 0.01);
                bool correct = random.NextDouble() < Probability.Logistic(truth - difficulty.Mean);
                ability = ResponseModel.Observe(ability, difficulty, 0, correct).Move(ability, 1);
            }

            error += Math.Pow((ability.Mean - truth) / Math.Sqrt(ability.Variance), 2) / 200;
        }

        // A mean squared standardised error of 1 means that the stated uncertainty is the real one.
        error.Should().BeInRange(0.7, 1.5);
    }

    [Fact]
    public void AfterPause_and_OffsetNow_grow_doubt_up_to_a_limit()
    {
        var ability = new Ability(1, 0.2);
        Model.AfterPause(ability, 10).Variance.Should().BeApproximately(0.29, 1e-12);
        Model.AfterPause(ability, 1e6).Variance.Should().Be(Model.Parameters.AbilityVariance);
        Model.OffsetNow(ability, 1e6, 1).Variance.Should().Be(Model.Parameters.MaxOffsetVariance);
        Model.OffsetNow(ability, 0, 0.4).Mean.Should()
            .BeApproximately(1 - (0.6 * Model.Parameters.RecallWeight), 1e-12);
    }

    [Fact]
    public void Fade_draws_form_to_zero_and_its_spread_to_the_usual()
    {
        var form = new Ability(2, 0.01);
        for (int i = 0; i < 100; i++) form = Model.Fade(form, 0);

        form.Mean.Should().BeApproximately(0, 1e-6);
        form.Variance.Should().BeApproximately(Model.Parameters.FormVariance, 1e-6);
        Model.Fade(new Ability(2, 0.01), 3).Mean.Should().BeLessThan(Model.Fade(new Ability(2, 0.01), 0).Mean / 4);
    }

    [Fact]
    public void Prior_rises_with_the_level_a_learner_names() =>
        Enum.GetValues<SkillLevel>().Select(level => Model.Prior(level).Mean).Should().BeInAscendingOrder();

    [Fact]
    public void Kernels_allocate_nothing()
    {
        var ability = new Ability(0, 1);
        var question = new QuestionState(0, 1, 0, 0, 0, 0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            var difficulty = new Ability(question.Difficulty, question.Variance);
            var evidence = ResponseModel.Observe(ability, difficulty, 0.25, i % 3 > 0);
            ability = Model.Move(Model.AfterPause(ability, 0.1), evidence);
            question = Model.Move(question, evidence);
            if (ResponseModel.Predict(ability, difficulty, 0.25).Probability < 0) throw new InvalidOperationException();
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }
}
