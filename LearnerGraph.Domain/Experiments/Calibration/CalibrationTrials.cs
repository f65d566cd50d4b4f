using System.Globalization;
using LearnerGraph.Domain.Experiments.Analysis;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Experiments.Calibration;

/// <summary>The simulations behind the gates; each uses the very functions that results are made with.</summary>
internal static class CalibrationTrials
{
    private const double Alpha = 0.05;
    public const int SequentialLooks = 100;
    public const int LearnersPerLook = 20;
    public const int RatioLooks = 200;
    public const int LearnersPerRatioLook = 50;
    private const double SuccessesToPromise = 50;
    private const int LearnersToPromise = 200;

    public static CalibrationGate Rejections(
        Population population, int control, int treatment, int runs, ulong seed, ulong stream)
    {
        var prng = Prng.Stream(seed, stream);
        var metric = Populations.MetricOf(population);
        var values = new List<double>(runs);
        for (var run = 0; run < runs; run++)
        {
            var a = Populations.Draw(ref prng, population, "a", control);
            var b = Populations.Draw(ref prng, population, "b", treatment);
            var comparison = ArmComparison.Of(metric, a, b, Alpha);
            values.Add((population is Population.GainWithPast ? comparison.VarianceReduced?.P : comparison.P) ?? 1);
        }

        var share = Populations.ShareOf(population);
        var isGated = control == treatment && control >= LearnersToPromise
            && (share is null || share * control >= SuccessesToPromise);
        return CalibrationGate.Around(
            $"A/A {population}, {control}:{treatment}", values.Count(p => p < Alpha), runs, Alpha, isGated,
            share is null ? Uniformity.KolmogorovP(values) : null);
    }

    public static CalibrationGate[] Coverage(double d, int runs, ulong seed, ulong stream)
    {
        var prng = Prng.Stream(seed, stream);
        int difference = 0, cohen = 0, hedges = 0;
        double[] first = new double[20], second = new double[30];
        for (var run = 0; run < runs; run++)
        {
            Moments a = Normals(ref prng, first, 0), b = Normals(ref prng, second, d);
            if (!MeanTest.Welch(a, b, Alpha).Interval!.Value.Excludes(d)) difference++;
            var effect = EffectSize.Of(a, b, Alpha);
            if (!effect.CohensDInterval!.Value.Excludes(d)) cohen++;
            if (!effect.HedgesGInterval!.Value.Excludes(effect.FactorJ!.Value * d)) hedges++;
        }

        var of = string.Create(CultureInfo.InvariantCulture, $"at d = {d}, 20:30");
        return
        [
            CalibrationGate.Around($"interval of the difference covers {of}", difference, runs, 1 - Alpha),
            CalibrationGate.Around($"interval of Cohen's d covers {of}", cohen, runs, 1 - Alpha),
            CalibrationGate.Around($"interval of Hedges' g covers {of}", hedges, runs, 1 - Alpha),
        ];
    }

    public static CalibrationGate[] Peeking(int runs, ulong seed, ulong stream)
    {
        var prng = Prng.Stream(seed, stream);
        int always = 0, mixture = 0, naive = 0;
        double[] values = new double[LearnersPerLook];
        for (var run = 0; run < runs; run++)
        {
            Moments a = default, b = default;
            bool byInterval = false, byMixture = false, bySingle = false;
            for (var look = 0; look < SequentialLooks; look++)
            {
                for (var i = 0; i < values.Length; i++) values[i] = Populations.Minutes(ref prng);
                a = a.Merge(Moments.Of(values));
                for (var i = 0; i < values.Length; i++) values[i] = Populations.Minutes(ref prng);
                b = b.Merge(Moments.Of(values));
                var test = MeanTest.Welch(a, b, Alpha);
                double difference = test.Difference!.Value, se = test.StandardError!.Value;
                byInterval |= Sequential.ConfidenceSequence(
                    [(a.Count + b.Count, difference, se)], Alpha, ExperimentAnalysis.TightestAt, out _)[0].P < Alpha;
                byMixture |= Sequential.MixtureRatio(
                    [(difference, se * se)], Alpha, Math.Pow(0.15 * a.Mean, 2), out _)[0].P < Alpha;
                bySingle |= test.P < Alpha;
            }

            always += byInterval ? 1 : 0;
            mixture += byMixture ? 1 : 0;
            naive += bySingle ? 1 : 0;
        }

        return
        [
            CalibrationGate.AtMost(
                $"ever significant in {SequentialLooks} looks, confidence sequence", (double)always / runs, runs,
                Alpha),
            CalibrationGate.AtMost(
                $"ever significant in {SequentialLooks} looks, mSPRT", (double)mixture / runs, runs, Alpha),
            new($"ever significant in {SequentialLooks} looks, single test", runs, (double)naive / runs, null, Alpha,
                IsGated: false),
        ];
    }

    public static CalibrationGate[] SampleRatios(int runs, ulong seed, ulong stream)
    {
        var prng = Prng.Stream(seed, stream);
        int watched = 0, last = 0;
        for (var run = 0; run < runs; run++)
        {
            var counts = new double[RatioLooks][];
            double a = 0, b = 0;
            for (var look = 0; look < counts.Length; look++)
            {
                for (var i = 0; i < LearnersPerRatioLook; i++) _ = prng.NextDouble() < 0.5 ? a++ : b++;
                counts[look] = [a, b];
            }

            if (SampleRatio.Watch(counts, [0.5, 0.5])[^1].P < SampleRatio.Threshold) watched++;
            if (SampleRatio.Check(counts[^1], [1, 1]).IsMismatch) last++;
        }

        return
        [
            CalibrationGate.AtMost(
                $"sample ratio alarm in {RatioLooks} looks", (double)watched / runs, runs, SampleRatio.Threshold),
            CalibrationGate.Around("sample ratio alarm at one look", last, runs, SampleRatio.Threshold),
        ];
    }

    public static CalibrationGate[] Discoveries(int runs, ulong seed, ulong stream)
    {
        const int metrics = 50, real = 10;
        const double level = 0.1;
        var prng = Prng.Stream(seed, stream);
        var share = 0.0;
        var family = 0;
        for (var run = 0; run < runs; run++)
        {
            var p = new double[metrics];
            for (var i = 0; i < metrics; i++)
                p[i] = 2 * Normal.Above(Math.Abs(prng.NextGaussian() + (i < real ? 3 : 0)));
            var found = Multiplicity.Select(p, level);
            if (found.Length > 0) share += (double)found.Count(i => i >= real) / found.Length;
            if (Multiplicity.Holm(p[real..]).Any(adjusted => adjusted < Alpha)) family++;
        }

        return
        [
            CalibrationGate.AtMost("false share of discoveries, 10 of 50 real, q = 0.1", share / runs, runs, level),
            CalibrationGate.Around("any false finding by Holm, 40 null metrics", family, runs, Alpha, slack: 0.0056),
        ];
    }

    public static CalibrationGate[] Powers(int runs, ulong seed, ulong stream)
    {
        const double d = 0.5;
        var prng = Prng.Stream(seed, stream);
        var (_, promised, _) = Power.OfT(40, 60, d, 1, Alpha);
        var seen = 0;
        double[] first = new double[40], second = new double[60];
        for (var run = 0; run < runs; run++)
        {
            Moments a = Normals(ref prng, first, 0), b = Normals(ref prng, second, d);
            if (MeanTest.Student(a, b, Alpha) is { P: < Alpha, T: > 0 }) seen++;
        }

        return [CalibrationGate.Around("power at d = 0.5, 40:60", seen, runs, promised!.Value, slack: 0.01)];
    }

    private static Moments Normals(ref Prng prng, double[] values, double mean)
    {
        for (var i = 0; i < values.Length; i++) values[i] = mean + prng.NextGaussian();
        return Moments.Of(values);
    }
}
