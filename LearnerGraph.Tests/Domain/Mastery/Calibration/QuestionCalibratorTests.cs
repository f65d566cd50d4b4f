using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Mastery.Calibration;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Tests.Domain.Mastery.Calibration;

public sealed class QuestionCalibratorTests
{
    [Fact]
    public void Calibrate_needs_thirty_answers_and_sixty_for_a_drift()
    {
        QuestionCalibrator.Calibrate(Made(29, 0, 1, 0, 1), 0).Should().BeNull();
        QuestionCalibrator.Calibrate(Made(59, 0, 1, 0, 1), 0)!.Drift.Should().BeNull();
        QuestionCalibrator.Calibrate(Made(60, 0, 1, 0, 1), 0)!.Drift.Should().NotBeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    public void Calibrate_covers_the_true_difficulty_and_slope_as_its_errors_promise(double guessFloor)
    {
        const int Questions = 400;
        int difficulty = 0, slope = 0;
        for (ulong seed = 1; seed <= Questions; seed++)
        {
            double d = 2 * (new Prng(seed).NextDouble() - 0.5);
            var found = QuestionCalibrator.Calibrate(Made(300, d, 1, guessFloor, seed), guessFloor)!;
            if (Math.Abs(found.Difficulty - d) <= 1.96 * found.DifficultyStandardError) difficulty++;
            if (Math.Abs(found.Discrimination - 1) <= 1.96 * found.DiscriminationStandardError) slope++;
        }

        // 95% of 400 is 380, give or take 3.5 binomial errors of 4.4; the prior of the slope lies at the truth.
        difficulty.Should().BeInRange(364, 396);
        slope.Should().BeGreaterThan(364);
    }

    [Fact]
    public void Calibrate_asks_for_a_second_parameter_only_where_there_is_one()
    {
        int alike = 0, steep = 0;
        for (ulong seed = 1; seed <= 200; seed++)
        {
            if (Of(1, seed).Curve == ResponseCurve.TwoParameter) alike++;
            if (Of(2.2, seed).Curve == ResponseCurve.TwoParameter) steep++;
        }

        alike.Should().BeLessThan(8, "one in a hundred is asked for");
        steep.Should().BeGreaterThan(160);
        Of(2.2, 7).Discrimination.Should().BeGreaterThan(1.5);

        static QuestionCalibration Of(double a, ulong seed) =>
            QuestionCalibrator.Calibrate(Made(500, 0, a, 0, seed), 0)!;
    }

    [Fact]
    public void Calibrate_flags_a_key_that_is_wrong()
    {
        var turned = QuestionCalibrator.Calibrate(Made(200, 0, -1, 0, 3), 0)!;

        turned.Discrimination.Should().BeNegative();
        turned.IsWeak.Should().BeTrue();
        turned.IsFlagged.Should().BeTrue();
    }

    [Fact]
    public void Calibrate_flags_a_question_that_has_become_harder_and_hardly_ever_one_that_has_not()
    {
        int steady = 0, moved = 0;
        for (ulong seed = 1; seed <= 300; seed++)
        {
            if (QuestionCalibrator.Calibrate(Made(400, 0.3, 1, 0, seed), 0)!.IsDrifting) steady++;
            var later = Made(200, 1.4, 1, 0, seed + 1000);
            var found = QuestionCalibrator.Calibrate([.. Made(200, 0, 1, 0, seed), .. later], 0)!;
            if (found is { IsDrifting: true, Drift: > 0 }) moved++;
        }

        steady.Should().BeLessThan(3);
        moved.Should().BeGreaterThan(270);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Calibrate_stays_finite_where_everybody_answers_alike(bool correct)
    {
        QuestionResponse[] answers = [.. Enumerable.Repeat(new QuestionResponse(0.5, 1, correct), 500)];
        var found = QuestionCalibrator.Calibrate(answers, 0.2)!;

        found.Difficulty.Should().BeInRange(-12, 12);
        (found.Difficulty < 0).Should().Be(correct);
        found.DifficultyStandardError.Should().BePositive();
        double.IsFinite(found.Discrimination).Should().BeTrue();
    }

    /// <summary>Learners with abilities that are only roughly known, answering by the curve itself.</summary>
    private static QuestionResponse[] Made(int count, double d, double a, double guessFloor, ulong seed)
    {
        var random = new Prng(seed * 7919);
        var responses = new QuestionResponse[count];
        for (int i = 0; i < count; i++)
        {
            double known = 1.2 * random.NextGaussian();
            const double Variance = 0.4;
            double ability = known + (Math.Sqrt(Variance) * random.NextGaussian());
            double p = guessFloor + ((1 - guessFloor) * Probability.Logistic((a * ability) - d));
            responses[i] = new QuestionResponse(known, Variance, random.NextDouble() < p);
        }

        return responses;
    }
}
