using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Mastery;

namespace LearnerGraph.Domain.Tracing;

/// <summary>One learner's beliefs as they stand at an instant, pauses and forgetting included.</summary>
/// <remarks>Costs a few operations to make; offsets are computed as they are asked for, without allocation.</remarks>
public readonly struct Outlook
{
    private readonly TracingRules _rules;

    public Outlook(TracingRules rules, Learner learner, LearnerState state, DateTimeOffset now)
    {
        _rules = rules;
        Now = now;
        double days = DaysBetween(state.LastAnsweredAt, now);
        bool isFresh = state.LastFoldedAt is null;
        General = isFresh ? rules.Model.Prior(learner.SkillLevel) : rules.Model.AfterPause(state.Ability, days);
        Form = isFresh ? new Ability(0, rules.Model.Parameters.FormVariance) : rules.Model.Fade(state.Form, days);
    }

    public DateTimeOffset Now { get; }

    /// <summary>General ability: what lasts.</summary>
    public Ability General { get; }

    /// <summary>How the next answer is expected to deviate from it.</summary>
    public Ability Form { get; }

    /// <summary>General ability and form, the same for every question; a concept's offset comes on top.</summary>
    public Ability Next => new(General.Mean + Form.Mean, General.Variance + Form.Variance);

    /// <summary>The offset of a concept without evidence that matches no other.</summary>
    public Ability UnseenOffset => _rules.Model.UnseenOffset;

    /// <summary>The offset of a concept without evidence, from those that it matches.</summary>
    public Ability UnseenOffsetOf(CatalogSnapshot catalog, LearnerState state, ConceptId concept) =>
        Transfer.UnseenOffset(_rules, catalog, concept, state.Concepts.AsSpan(), Now, isDated: true);

    /// <summary>A concept's offset now, lowered by what was forgotten.</summary>
    public Ability OffsetOf(in ConceptState concept) => _rules.Model.OffsetNow(
        concept.Ability, DaysBetween(concept.LastAttempt, Now), RecallOf(concept) ?? 1);

    /// <summary>Retrievability in (0, 1]; null before the first dated attempt.</summary>
    public double? RecallOf(in ConceptState concept) => _rules.Reviews.Retrievability(concept.Memory, Now);

    /// <summary>Chance of a right answer at an average question of a concept: lasting ability, form left out.</summary>
    /// <param name="offset">From <see cref="OffsetOf"/> or <see cref="UnseenOffsetOf"/>.</param>
    /// <param name="meanDifficulty">Of the concept's questions, in logits.</param>
    /// <param name="guessFloor">Mean of the concept's questions; 0 gives what is left without guessing.</param>
    public Prediction MasteryOf(in Ability offset, double meanDifficulty, double guessFloor) =>
        ResponseModel.Predict(
            new Ability(General.Mean + offset.Mean, General.Variance + offset.Variance),
            new Ability(meanDifficulty, 0), guessFloor);

    /// <summary>Days passed, 0 where there is nothing to count from or the clock went back.</summary>
    internal static double DaysBetween(DateTimeOffset? from, DateTimeOffset to) =>
        from is { } start && to > start ? (to - start).TotalDays : 0;
}
