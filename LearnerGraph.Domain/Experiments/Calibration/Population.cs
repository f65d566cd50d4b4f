using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Experiments.Calibration;

/// <summary>Made-up outcomes whose truth is known, one for each kind of metric that the product tests.</summary>
public enum Population
{
    /// <summary>0 or 1, one in fifty.</summary>
    RareShare,

    /// <summary>0 or 1, 42 in a hundred.</summary>
    CommonShare,

    /// <summary>Lognormal, with 15 % zeros.</summary>
    Minutes,

    /// <summary>Correct answers over answers, learners differing in both.</summary>
    Ratio,

    /// <summary>A gain that half follows what was known before.</summary>
    GainWithPast,
}

/// <summary>Draws arms of a population.</summary>
internal static class Populations
{
    private const double ZeroShare = 0.15;

    /// <summary>The metric of the catalogue by whose test the population is judged.</summary>
    public static Metric MetricOf(Population population) => Metric.Of(population switch
    {
        Population.RareShare or Population.CommonShare => MetricKind.RetentionD7,
        Population.Ratio => MetricKind.Accuracy,
        Population.GainWithPast => MetricKind.MasteryGain,
        _ => MetricKind.PracticeMinutes7D,
    });

    /// <summary>Successes in a hundred; null where learners are not 0 or 1.</summary>
    public static double? ShareOf(Population population) => population switch
    {
        Population.RareShare => 0.02,
        Population.CommonShare => 0.42,
        _ => null,
    };

    public static ArmOutcomes Draw(ref Prng prng, Population population, string arm, int count)
    {
        var values = new double[count];
        var under = population is Population.Ratio ? new double[count] : [];
        var past = population is Population.GainWithPast ? new double[count] : [];
        for (var i = 0; i < count; i++)
        {
            switch (population)
            {
                case Population.Ratio:
                    (values[i], under[i]) = Answers(ref prng);
                    break;
                case Population.GainWithPast:
                    past[i] = prng.NextGaussian();
                    values[i] = 5 + (0.7 * past[i]) + (0.7 * prng.NextGaussian());
                    break;
                case Population.Minutes:
                    values[i] = Minutes(ref prng);
                    break;
                default:
                    values[i] = prng.NextDouble() < ShareOf(population) ? 1 : 0;
                    break;
            }
        }

        return new(arm, values, under, past);
    }

    public static double Minutes(ref Prng prng) =>
        prng.NextDouble() < ZeroShare ? 0 : Math.Exp(3 + (0.8 * prng.NextGaussian()));

    private static (double Correct, double Answers) Answers(ref Prng prng)
    {
        var answers = 1 + (int)Math.Floor(-12 * Math.Log(1 - prng.NextDouble()));
        var skill = 1 / (1 + Math.Exp(-0.7 - (0.8 * prng.NextGaussian())));
        var correct = 0;
        for (var i = 0; i < answers; i++) correct += prng.NextDouble() < skill ? 1 : 0;
        return (correct, answers);
    }
}
