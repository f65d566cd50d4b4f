using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Mastery;

namespace LearnerGraph.Domain.Tracing;

/// <summary>How one learner stands on one concept at an instant, as clients see it.</summary>
/// <param name="Probability">Of a right answer at an average question of the concept, guessing included.</param>
/// <param name="Knowledge">The same with guessing left out: what levels are measured by.</param>
/// <param name="Retrievability">Recall now; null before the first dated attempt.</param>
/// <param name="StabilityDays">Days until recall falls to 0.9; null likewise.</param>
public sealed record ConceptMastery(
    ConceptId Concept,
    double Probability,
    double StandardError,
    double Knowledge,
    double? Retrievability,
    double? StabilityDays,
    MasteryLevel Level,
    int Attempts,
    DateTimeOffset? LastPracticedAt,
    DateTimeOffset? NextReviewAt)
{
    private const int MaxQuestions = 64;

    /// <summary>One concept; without evidence it is what the learner's general ability predicts.</summary>
    public static ConceptMastery Of(
        TracingRules rules, CatalogSnapshot catalog, LearnerSnapshot learner, ConceptId concept, DateTimeOffset now) =>
        Of(
            rules, catalog, new Outlook(rules, learner.Learner, learner.State, now), learner.State, concept);

    /// <summary>All concepts with evidence that the catalog still has, in the order of their ids.</summary>
    public static IReadOnlyList<ConceptMastery> Started(
        TracingRules rules, CatalogSnapshot catalog, LearnerSnapshot learner, DateTimeOffset now)
    {
        var outlook = new Outlook(rules, learner.Learner, learner.State, now);
        var started = new List<ConceptMastery>(learner.State.Concepts.Length);
        foreach (var state in learner.State.Concepts)
        {
            if (catalog.IndexOf(state.Concept) >= 0)
                started.Add(Of(rules, catalog, outlook, learner.State, state.Concept));
        }

        return started;
    }

    /// <summary>Mean chance to be right without knowing, over the concept's questions.</summary>
    internal static double GuessFloorOf(CatalogSnapshot catalog, ConceptId concept)
    {
        int index = catalog.IndexOf(concept);
        var questions = index < 0 ? [] : catalog.Table.OfConcept(index);
        if (questions.Length > MaxQuestions) questions = questions[..MaxQuestions];
        double sum = 0;
        foreach (int question in questions) sum += catalog.Table.GuessFloor[question];
        return questions.IsEmpty ? 0 : sum / questions.Length;
    }

    private static ConceptMastery Of(
        TracingRules rules, CatalogSnapshot catalog, in Outlook outlook, LearnerState learner, ConceptId concept)
    {
        var state = learner.Find(concept);
        int index = catalog.IndexOf(concept);
        double difficulty = index < 0 ? 0 : catalog.MeanDifficulty(index);
        double guessFloor = GuessFloorOf(catalog, concept);
        var offset = state is { } known ? outlook.OffsetOf(known)
            : outlook.UnseenOffsetOf(catalog, learner, concept);
        var prediction = outlook.MasteryOf(offset, difficulty, guessFloor);
        var memory = state?.Memory ?? default;
        int attempts = state?.Attempts ?? 0;
        return new ConceptMastery(
            concept,
            prediction.Probability,
            prediction.StandardError,
            outlook.MasteryOf(offset, difficulty, 0).Probability,
            state is { } seen ? outlook.RecallOf(seen) : null,
            memory.Exists ? memory.Stability : null,
            rules.Mastery.LevelOf(prediction.Probability, guessFloor, attempts),
            attempts,
            state?.LastAttempt,
            memory.Exists ? memory.NextReview : null);
    }
}
