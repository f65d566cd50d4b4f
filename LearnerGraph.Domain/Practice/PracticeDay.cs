using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Practice;

/// <summary>
/// What a learner did on one local day; the row of daily facts, and a day of a streak where it qualifies.
/// </summary>
/// <param name="Minutes">From the timing of dated answers, idle gaps capped.</param>
/// <param name="ConceptsMastered">Concepts whose level became Mastered that day.</param>
public readonly record struct PracticeDay(
    LocalDay Day, double Minutes, int Attempts, int Correct, int ConceptsMastered);
