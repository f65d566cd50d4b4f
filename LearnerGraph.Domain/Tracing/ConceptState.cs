using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Mastery;
using LearnerGraph.Domain.Memory;

namespace LearnerGraph.Domain.Tracing;

/// <summary>What is believed of one learner and one concept.</summary>
/// <param name="Ability">The concept's offset from the learner's general ability, in logits.</param>
/// <param name="LastAttempt">Of the last dated attempt; null where there is none.</param>
/// <param name="Level">After the last attempt, so that a rise is counted once.</param>
/// <param name="BaselineProbability">Mastery before the first attempt of the running seven days.</param>
/// <param name="BaselineDay">The day of that attempt.</param>
/// <param name="MasteredOn">The first day on which a dated attempt made it Mastered; counted once in a life.</param>
/// <param name="LastDay">Local day of the last dated attempt, as fixed at its acceptance.</param>
public readonly record struct ConceptState(
    ConceptId Concept,
    Ability Ability,
    int Attempts,
    int Correct,
    DateTimeOffset? LastAttempt,
    MemoryState Memory,
    MasteryLevel Level,
    double BaselineProbability,
    LocalDay? BaselineDay,
    LocalDay? MasteredOn = null,
    LocalDay? LastDay = null);
