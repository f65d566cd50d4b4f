using LearnerGraph.Domain.Memory;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Tests.Domain.Memory;

public sealed class FsrsFitTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Loss_is_that_of_the_formulas_and_its_slopes_those_of_small_steps()
    {
        var cards = Log(Fsrs6.Default, 40, 3);
        double[][] importance = FsrsFit.Importance(cards, isRecencyWeighted: true);
        double[] weights = Fsrs6.Default.Weights.ToArray(), slope = new double[weights.Length];
        weights[7] = 0.2;
        for (int i = 0; i < weights.Length; i++) weights[i] *= 1.02;

        double loss = FsrsFit.Loss(weights, cards, importance, slope);

        loss.Should().BeApproximately(Direct(weights, cards, importance), 1e-9);
        for (int i = 0; i < weights.Length; i++)
        {
            double step = 1e-6;
            double[] more = [.. weights], less = [.. weights];
            more[i] += step;
            less[i] -= step;
            double expected = (Direct(more, cards, importance) - Direct(less, cards, importance)) / (2 * step);
            slope[i].Should().BeApproximately(expected, 1e-4 * Math.Max(1, Math.Abs(expected)), $"w{i}");
        }
    }

    [Fact]
    public void Run_beats_the_defaults_on_later_reviews_of_a_memory_that_is_unlike_them()
    {
        var truth = new Fsrs6(Moved(Fsrs6.Default));
        var cards = Log(truth, 500, 5);
        var until = ReviewLog.Instant(cards, 0.7);

        var fitted = FsrsFit.Run(ReviewLog.Before(cards, until));

        fitted.IsFitted.Should().BeTrue();
        ReviewLog.LogLoss(fitted.Fsrs, cards, until).Should().BeLessThan(
            ReviewLog.LogLoss(Fsrs6.Default, cards, until)!.Value - 0.005);
    }

    [Fact]
    public void Run_keeps_the_defaults_where_there_is_little_to_learn_from()
    {
        var fitted = FsrsFit.Run(Log(Fsrs6.Default, 3, 7));

        fitted.IsFitted.Should().BeFalse();
        fitted.Fsrs.Should().BeSameAs(Fsrs6.Default);
        FsrsFit.Run([]).Fsrs.Should().BeSameAs(Fsrs6.Default);
    }

    [Fact]
    public void Parse_reads_what_a_setting_holds_and_nothing_else()
    {
        string text = string.Join(' ', Fsrs6.Default.Weights.ToArray().Select(w => w.ToString("R", null)));

        Fsrs6.Parse(text)!.Weights.ToArray().Should().Equal(Fsrs6.Default.Weights.ToArray());
        Fsrs6.Parse(text + " 1").Should().BeNull();
        Fsrs6.Parse(text.Replace("0.1542", "7", StringComparison.Ordinal)).Should().BeNull();
        Fsrs6.Parse(text.Replace("0.1542", "x", StringComparison.Ordinal)).Should().BeNull();
        Fsrs6.Parse("").Should().BeNull();
    }

    private static double[] Moved(Fsrs6 fsrs)
    {
        double[] weights = fsrs.Weights.ToArray();
        for (int i = 0; i < 4; i++) weights[i] *= 0.25;
        weights[8] -= 0.8;
        return weights;
    }

    private static double Direct(double[] weights, IReadOnlyList<ReviewedCard> cards, double[][] importance)
    {
        double loss = 0;
        var places = cards.Index().ToDictionary(pair => pair.Item.Name, pair => pair.Index);
        ReviewLog.Score(new Fsrs6(weights), cards, (card, i, recall) =>
            loss -= importance[places[card.Name]][i] * Math.Log(card.Reviews[i].Grade > 1 ? recall : 1 - recall));
        return loss;
    }

    /// <summary>Cards reviewed when half forgotten or so, recalled by the given memory.</summary>
    private static ReviewedCard[] Log(Fsrs6 truth, int cards, ulong seed)
    {
        var random = new Prng(seed);
        var log = new ReviewedCard[cards];
        for (int c = 0; c < cards; c++)
        {
            var at = Start.AddMinutes(c);
            int grade = 1 + random.NextInt(4);
            var reviews = new List<LoggedReview> { new(grade, 0, false, at) };
            double stability = truth.FirstStability(grade), difficulty = truth.FirstDifficulty(grade);
            for (int i = 0; i < 9; i++)
            {
                bool isSameDay = random.NextInt(6) == 0;
                int days = isSameDay ? 0 : 1 + random.NextInt(12);
                double recall = truth.Retrievability(days, stability);
                grade = random.NextDouble() < recall ? 2 + random.NextInt(3) : 1;
                at = at.AddDays(days).AddMinutes(1);
                reviews.Add(new LoggedReview(grade, days, isSameDay, at));
                stability = isSameDay ? truth.StabilitySameDay(stability, grade)
                    : grade == 1 ? truth.StabilityAfterLapse(difficulty, stability, recall)
                    : truth.StabilityAfterRecall(difficulty, stability, recall, grade);
                difficulty = truth.NextDifficulty(difficulty, grade);
            }

            log[c] = new ReviewedCard($"{c}", reviews);
        }

        return log;
    }
}
