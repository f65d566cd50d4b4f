using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Domain.Mastery;

/// <summary>
/// The chance of a right answer, logistic in ability minus difficulty above a guess floor, and the online update of the
/// normal beliefs behind it. Each step costs a handful of arithmetic per concept and allocates nothing.
/// </summary>
/// <remarks>
/// Extended Kalman filter with the moderated logistic output of D. MacKay, "The evidence framework applied to
/// classification networks", Neural Computation 4(5), 1992. See docs/algorithms/mastery.md.
/// </remarks>
public sealed class ResponseModel(ResponseParameters parameters)
{
    public static readonly ResponseModel Default = new(ResponseParameters.Default);

    public ResponseParameters Parameters => parameters;

    /// <summary>Chance of a right answer and its standard error.</summary>
    /// <param name="standing">The learner's ability for the question: general, form and offsets, summed.</param>
    /// <param name="guessFloor">Chance to be right without knowing, in [0, 1).</param>
    /// <remarks>
    /// p = g + (1 - g) s, s = σ(z / √(1 + π v / 8)), z and v the difference of means and the sum of variances. The
    /// error
    /// is (1 - g) s (1 - s) √(v / (1 + π v / 8)): the slope times the spread, moderated likewise, so below 0.4.
    /// </remarks>
    public static Prediction Predict(in Ability standing, in Ability difficulty, double guessFloor)
    {
        double variance = standing.Variance + difficulty.Variance;
        double moderation = 1 + (Math.PI / 8 * variance);
        double s = Probability.Logistic((standing.Mean - difficulty.Mean) / Math.Sqrt(moderation));
        double error = (1 - guessFloor) * s * (1 - s) * Math.Sqrt(variance / moderation);
        return new Prediction(guessFloor + ((1 - guessFloor) * s), error);
    }

    /// <summary>The step that an answer asks of every belief on its line.</summary>
    /// <param name="share">How much of a full answer's evidence it carries, in (0, 1].</param>
    /// <remarks>
    /// G = λ (y - p) (s / p) / (1 + h v), H = h / (1 + h v), h = λ (1 - g) s (1 - s) s / p: score and Fisher
    /// information
    /// of the answer at the moderated point, divided by the innovation variance.
    /// </remarks>
    public static Evidence Observe(
        in Ability standing, in Ability difficulty, double guessFloor, bool correct, double share = 1)
    {
        double variance = standing.Variance + difficulty.Variance;
        double s = Probability.Logistic(
            (standing.Mean - difficulty.Mean) / Math.Sqrt(1 + (Math.PI / 8 * variance)));
        double p = guessFloor + ((1 - guessFloor) * s);
        double known = p > 0 ? s / p : 1;
        double information = share * (1 - guessFloor) * s * (1 - s) * known;
        double innovation = 1 + (information * variance);
        return new Evidence(share * ((correct ? 1 : 0) - p) * known / innovation, information / innovation);
    }

    /// <summary>How much of a full answer's evidence an answer carries: less where it was right with hints.</summary>
    public double EvidenceShare(bool correct, int hintsUsed) =>
        correct && hintsUsed > 0 ? parameters.HintedEvidence : 1;

    /// <summary>What is believed of a learner's general ability before the first answer.</summary>
    public Ability Prior(SkillLevel level) => new(
        level switch
        {
            SkillLevel.Beginner => parameters.BeginnerAbility,
            SkillLevel.Advanced => parameters.AdvancedAbility,
            _ => parameters.IntermediateAbility,
        },
        parameters.AbilityVariance);

    /// <summary>General ability after a pause: as believed, with less certainty.</summary>
    public Ability AfterPause(in Ability ability, double days) => ability with
    {
        Variance = Grown(ability.Variance, parameters.AbilityNoisePerDay * days, parameters.AbilityVariance),
    };

    /// <summary>General ability after an answer.</summary>
    public Ability Move(in Ability ability, in Evidence evidence)
    {
        var moved = evidence.Move(ability, 1);
        return moved with { Variance = moved.Variance + parameters.AbilityNoise };
    }

    /// <summary>Form as it enters the next attempt: an autoregression of order one with a given spread.</summary>
    public Ability Fade(in Ability form, double days)
    {
        double kept = parameters.FormPersistence;
        if (days > 0) kept *= Math.Pow(parameters.FormPersistencePerDay, days);
        return new Ability(
            kept * form.Mean, (kept * kept * form.Variance) + ((1 - (kept * kept)) * parameters.FormVariance));
    }

    /// <summary>The offset of a concept without evidence.</summary>
    public Ability UnseenOffset => new(0, parameters.OffsetVariance);

    /// <summary>What an offset says of a matching concept's, which has no evidence of its own.</summary>
    /// <param name="known">Of the concept with evidence, as it stands.</param>
    /// <param name="weight">Of the match, in (0, 1].</param>
    /// <remarks>
    /// With ρ the correlation and V0 the prior variance of both: mean ρ m, variance (1 - ρ²) V0 + ρ² V, never more than
    /// V0.
    /// </remarks>
    public Ability Transferred(in Ability known, double weight)
    {
        double rho = parameters.TransferWeight * weight, kept = rho * rho;
        return new Ability(
            rho * known.Mean,
            ((1 - kept) * parameters.OffsetVariance) + (kept * Math.Min(known.Variance, parameters.OffsetVariance)));
    }

    /// <summary>A concept's offset as it stands: less certain with time, lower by what was forgotten.</summary>
    /// <param name="recall">Retrievability in (0, 1]; 1 where memory does not apply.</param>
    public Ability OffsetNow(in Ability offset, double days, double recall) => new(
        offset.Mean - (parameters.RecallWeight * (1 - recall)),
        Grown(offset.Variance, parameters.OffsetNoisePerDay * days, parameters.MaxOffsetVariance));

    /// <summary>A concept's offset after an answer.</summary>
    /// <param name="now">From <see cref="OffsetNow"/>.</param>
    /// <param name="weight">Of the concept in the question's line.</param>
    /// <param name="relevance">Weight of the link by that of the question's main concept, in (0, 1].</param>
    /// <param name="successes">Right answers at the concept before this one.</param>
    /// <remarks>
    /// A right answer shows that nothing was forgotten, and adds growth; a wrong one keeps what forgetting took. So a
    /// right answer never lowers and a wrong one never raises what is believed.
    /// </remarks>
    public Ability Move(
        in Ability now, in Evidence evidence, double weight, double relevance, double recall, bool correct,
        int successes)
    {
        var moved = evidence.Move(now, weight);
        double gained = correct
            ? (parameters.RecallWeight * (1 - recall))
                + (relevance * parameters.SuccessGrowth * Math.Log((2.0 + successes) / (1.0 + successes)))
            : 0;
        return new Ability(moved.Mean + gained, moved.Variance + parameters.OffsetNoise);
    }

    /// <summary>A question's difficulty after an answer; its counts are the caller's.</summary>
    public QuestionState Move(in QuestionState question, in Evidence evidence)
    {
        var moved = evidence.Move(new Ability(question.Difficulty, question.Variance), -1);
        return question with
        {
            Difficulty = moved.Mean,
            Variance = moved.Variance + parameters.DifficultyNoise,
        };
    }

    /// <summary>A question without answers.</summary>
    /// <param name="expected">What is expected of it, in logits.</param>
    public QuestionState Unanswered(double expected) => new(expected, parameters.DifficultyVariance, 0, 0, 0, 0);

    private static double Grown(double variance, double added, double most) =>
        added <= 0 || variance >= most ? variance : Math.Min(variance + added, most);
}
