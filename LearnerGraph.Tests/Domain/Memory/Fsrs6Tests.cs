using FsCheck;
using FsCheck.Fluent;
using LearnerGraph.Domain.Memory;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Tests.Domain.Memory;

public sealed class Fsrs6Tests
{
    private static readonly Fsrs6 Fsrs = Fsrs6.Default;

    [Fact]
    public void Retrievability_is_nine_tenths_after_one_stability()
    {
        foreach (double stability in (double[])[0.01, 1, 37.5, 20000])
            Fsrs.Retrievability(stability, stability).Should().BeApproximately(0.9, 1e-12);
    }

    [Fact]
    public void Retrievability_starts_at_one_and_only_falls() => Property((days, stability, _, _) =>
        Fsrs.Retrievability(0, stability) == 1
        && Fsrs.Retrievability(days + 0.1, stability) < Fsrs.Retrievability(days, stability));

    [Fact]
    public void Interval_is_the_inverse_of_retrievability() => Property((_, stability, _, share) =>
    {
        double retention = 0.5 + (0.49 * share);
        return Math.Abs(Fsrs.Retrievability(Fsrs.Interval(stability, retention), stability) - retention) < 1e-9;
    });

    [Fact]
    public void StabilityAfterRecall_grows_and_more_for_a_better_grade() => Property((days, stability, difficulty, _) =>
    {
        double recall = Fsrs.Retrievability(days + 0.5, stability);
        double hard = Fsrs.StabilityAfterRecall(difficulty, stability, recall, 2);
        double good = Fsrs.StabilityAfterRecall(difficulty, stability, recall, 3);
        double easy = Fsrs.StabilityAfterRecall(difficulty, stability, recall, 4);
        return stability < hard && hard < good && good < easy;
    });

    [Fact]
    public void StabilityAfterLapse_never_grows() => Property((days, stability, difficulty, _) =>
    {
        double recall = Fsrs.Retrievability(days, stability);
        double same = Fsrs.StabilityAfterLapse(difficulty, stability, recall, isShortTerm: false);
        return Fsrs.StabilityAfterLapse(difficulty, stability, recall) < stability && same <= stability;
    });

    [Fact]
    public void StabilitySameDay_falls_only_after_a_wrong_answer() => Property((_, stability, _, _) =>
        Fsrs.StabilitySameDay(stability, 1) < stability
        && Enumerable.Range(2, 3).All(grade => Fsrs.StabilitySameDay(stability, grade) >= stability));

    [Fact]
    public void NextDifficulty_stays_in_range_and_falls_with_the_grade() => Property((_, _, difficulty, _) =>
    {
        double[] next = [.. Enumerable.Range(1, 4).Select(grade => Fsrs.NextDifficulty(difficulty, grade))];
        return next.All(d => d is >= 1 and <= 10) && next.SequenceEqual(next.OrderDescending());
    });

    [Fact]
    public void The_constructor_wants_all_weights() =>
        FluentActions.Invoking(() => new Fsrs6(new double[19])).Should().Throw<ArgumentOutOfRangeException>();

    /// <summary>Days in [0, 4000), stability in [0.1, 1500), difficulty in [1, 10), share in [0, 1).</summary>
    private static void Property(Func<double, double, double, double, bool> holds) =>
        Prop.ForAll<int>(seed =>
        {
            var random = new Prng((ulong)seed);
            double days = Math.Pow(random.NextDouble(), 3) * 4000;
            double stability = 0.1 + (Math.Pow(random.NextDouble(), 3) * 1500);
            return holds(days, stability, 1 + (9 * random.NextDouble()), random.NextDouble());
        }).QuickCheckThrowOnFailure();
}
