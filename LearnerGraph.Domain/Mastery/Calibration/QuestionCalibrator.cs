using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Mastery.Calibration;

/// <summary>
/// Difficulty and discrimination of a question from all its answers at once, beside the online belief that moves with
/// each: where the two disagree, or the earlier and the later answers do, somebody should look.
/// </summary>
/// <remarks>
/// The curve is p = g + (1 - g) σ((a θ - d) / √(1 + π a² v / 8)) for an ability known as θ with variance v (MacKay
/// 1992): a = 1 for one parameter, so that d is the difficulty. Maximum a posteriori by Fisher scoring, d ~ N(0, 4),
/// a ~ N(1, 1/4); standard errors from the expected information. See docs/algorithms/calibration.md.
/// </remarks>
public static class QuestionCalibrator
{
    /// <summary>Fewer answers say too little.</summary>
    public const int MinResponses = 30;

    /// <summary>Twice the log likelihood that a second parameter must gain: 1% of χ² of one degree.</summary>
    private const double TwoParameterGain = 6.635;

    /// <summary>Standard errors between the halves that are more than chance over thousands of questions.</summary>
    private const double DriftErrors = 3.5;

    /// <summary>Logits between the halves that matter: about an eighth of the learners.</summary>
    private const double DriftLogits = 0.5;

    private const double WeakDiscrimination = 0.25;
    private const double DifficultyPrecision = 1 / 4.0;
    private const double DiscriminationPrecision = 4;
    private const int Steps = 50;
    private const double LongestStep = 1;
    private const double Tolerance = 1e-9;

    /// <summary>Null with fewer than <see cref="MinResponses"/> answers.</summary>
    /// <param name="responses">In the order in which they were judged.</param>
    /// <param name="guessFloor">Chance to be right without knowing, in [0, 1).</param>
    public static QuestionCalibration? Calibrate(ReadOnlySpan<QuestionResponse> responses, double guessFloor)
    {
        if (responses.Length < MinResponses) return null;

        var one = Fit(responses, guessFloor, isSloped: false);
        var two = Fit(responses, guessFloor, isSloped: true);
        bool isTwo = 2 * (two.LogLikelihood - one.LogLikelihood) > TwoParameterGain;
        double? drift = null;
        bool isDrifting = false;
        if (responses.Length >= 2 * MinResponses)
        {
            var earlier = Fit(responses[..(responses.Length / 2)], guessFloor, isSloped: false);
            var later = Fit(responses[(responses.Length / 2)..], guessFloor, isSloped: false);
            drift = later.D - earlier.D;
            double error = double.Hypot(later.ErrorOfD, earlier.ErrorOfD);
            isDrifting = Math.Abs(drift.Value) > Math.Max(DriftLogits, DriftErrors * error);
        }

        return new QuestionCalibration(
            responses.Length, one.D, one.ErrorOfD, two.A, two.ErrorOfA,
            isTwo ? ResponseCurve.TwoParameter : ResponseCurve.OneParameter, drift, isDrifting,
            isTwo && two.A < WeakDiscrimination);
    }

    private static Curve Fit(ReadOnlySpan<QuestionResponse> responses, double guessFloor, bool isSloped)
    {
        double a = 1, d = 0;
        var sums = Sum(responses, guessFloor, a, d, isSloped);
        for (int step = 0; step < Steps; step++)
        {
            // The step of Fisher scoring solves the two equations, or the one that is left with a fixed slope.
            double determinant = (sums.Aa * sums.Dd) - (sums.Ad * sums.Ad);
            double moveA = isSloped ? ((sums.Dd * sums.A) - (sums.Ad * sums.D)) / determinant : 0;
            double moveD = isSloped ? ((sums.Aa * sums.D) - (sums.Ad * sums.A)) / determinant : sums.D / sums.Dd;
            double length = Math.Max(Math.Abs(moveA), Math.Abs(moveD));
            double share = length > LongestStep ? LongestStep / length : 1;
            var next = Sum(responses, guessFloor, a + (share * moveA), d + (share * moveD), isSloped);
            while (next.Posterior < sums.Posterior && share * length > Tolerance)
            {
                share /= 2;
                next = Sum(responses, guessFloor, a + (share * moveA), d + (share * moveD), isSloped);
            }

            if (next.Posterior < sums.Posterior) break;
            (a, d, sums) = (a + (share * moveA), d + (share * moveD), next);
            if (share * length <= Tolerance) break;
        }

        double whole = (sums.Aa * sums.Dd) - (sums.Ad * sums.Ad);
        return isSloped
            ? new Curve(a, d, Math.Sqrt(sums.Dd / whole), Math.Sqrt(sums.Aa / whole), sums.LogLikelihood)
            : new Curve(a, d, 0, Math.Sqrt(1 / sums.Dd), sums.LogLikelihood);
    }

    /// <summary>Log likelihood, its slopes and the expected information in both parameters, priors included.</summary>
    private static Sums Sum(
        ReadOnlySpan<QuestionResponse> responses, double guessFloor, double a, double d, bool isSloped)
    {
        var sums = new Sums
        {
            A = isSloped ? -DiscriminationPrecision * (a - 1) : 0,
            D = -DifficultyPrecision * d,
            Aa = DiscriminationPrecision,
            Dd = DifficultyPrecision,
        };
        foreach (ref readonly var response in responses)
        {
            double spread = Math.PI / 8 * response.AbilityVariance;
            double k = 1 / Math.Sqrt(1 + (spread * a * a));
            double line = (a * response.Ability) - d;
            double s = Math.Clamp(Probability.Logistic(k * line), 1e-12, 1 - 1e-12);
            double p = guessFloor + ((1 - guessFloor) * s);
            double slope = (1 - guessFloor) * s * (1 - s);
            double byA = isSloped ? (k * response.Ability) - (spread * a * k * k * k * line) : 0;
            double score = slope * ((response.Correct ? 1 : 0) - p) / (p * (1 - p));
            double information = slope * slope / (p * (1 - p));
            sums.LogLikelihood += Math.Log(response.Correct ? p : 1 - p);
            sums.A += score * byA;
            sums.D -= score * k;
            sums.Aa += information * byA * byA;
            sums.Ad -= information * byA * k;
            sums.Dd += information * k * k;
        }

        sums.Posterior = sums.LogLikelihood - (DifficultyPrecision * d * d / 2)
            - (isSloped ? DiscriminationPrecision * (a - 1) * (a - 1) / 2 : 0);
        return sums;
    }

    private readonly record struct Curve(double A, double D, double ErrorOfA, double ErrorOfD, double LogLikelihood);

    private record struct Sums(
        double A, double D, double Aa, double Ad, double Dd, double LogLikelihood, double Posterior);
}
