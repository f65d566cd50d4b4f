namespace LearnerGraph.Domain.Kernel;

/// <summary>
/// The logistic scale on which abilities and difficulties live, and the way to the shares clients see.
/// </summary>
public static class Probability
{
    /// <summary>1 / (1 + e^-x), without overflow for any finite x.</summary>
    public static double Logistic(double x) =>
        x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    /// <summary>ln(p / (1 - p)) with p held inside [1e-9, 1 - 1e-9], so that the answer is finite.</summary>
    public static double Logit(double p)
    {
        p = Math.Clamp(p, 1e-9, 1 - 1e-9);
        return Math.Log(p / (1 - p));
    }

    /// <summary>
    /// The share of an average learner's wrong answers (0 easy to 1 hard) for a difficulty in logits.
    /// </summary>
    public static double ShareWrong(double difficultyLogits) => Logistic(difficultyLogits);

    /// <summary>
    /// (p - g) / (1 - g), held inside [0, 1]: what is left of p when guessing right with chance g is taken out.
    /// </summary>
    public static double WithoutGuessing(double p, double g) => Math.Clamp((p - g) / (1 - g), 0, 1);
}
