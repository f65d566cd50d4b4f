namespace LearnerGraph.Infrastructure.Import;

/// <summary>Files of answers that can be read; docs/import.md shows each.</summary>
public enum AttemptFormat
{
    /// <summary>The product's own, as CSV or as one JSON object a line.</summary>
    LearnerGraph,

    /// <summary>Skill-builder data sets: learner, t, problem, skills, correct, timestamp.</summary>
    Assistments,

    /// <summary>A review log, as Anki's own table or as the FSRS tools export it.</summary>
    Anki,
}
