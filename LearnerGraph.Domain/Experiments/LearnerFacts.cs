using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Domain.Experiments;

/// <summary>Where metrics find their facts; a store reads no more than is asked for.</summary>
[Flags]
public enum FactSources
{
    None = 0,
    Days = 1,
    Answers = 2,
    Recommendations = 4,
}

/// <summary>
/// What one exposed learner did, added up by the store: since the day of exposure and in the 28 days before.
/// </summary>
/// <param name="Day">The local day of exposure.</param>
public sealed record LearnerFacts(string Variant, LocalDay Day)
{
    public SkillLevel Level { get; init; }

    /// <summary>The class that was assigned; null where learners are.</summary>
    public string? ClassKey { get; init; }

    public double Minutes { get; init; }

    /// <summary>On days 1 to 7 after exposure; the day itself is left out.</summary>
    public double MinutesInWeek { get; init; }

    public double Attempts { get; init; }

    public double Correct { get; init; }

    public double ConceptsMastered { get; init; }

    /// <summary>Whether anything was practised exactly one local day after.</summary>
    public bool ActiveDay1 { get; init; }

    public bool ActiveDay7 { get; init; }

    public bool ActiveDay28 { get; init; }

    /// <summary>Of days 1 to 7, those with enough minutes for a streak.</summary>
    public int QualifiedInWeek { get; init; }

    public double PastMinutes { get; init; }

    public double PastAttempts { get; init; }

    public double PastCorrect { get; init; }

    public double PastConceptsMastered { get; init; }

    public double AnswerSeconds { get; init; }

    public double Answers { get; init; }

    /// <summary>Items of sets with any event, so that they were certainly shown.</summary>
    public double Touched { get; init; }

    public double Clicked { get; init; }

    public double Begun { get; init; }

    public double Completed { get; init; }

    public double Dismissed { get; init; }
}
