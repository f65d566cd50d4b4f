using LearnerGraph.Domain.Mastery.Sequences;

namespace LearnerGraph.Infrastructure.Learning.Dkt;

/// <summary>The forms of deep knowledge tracing by name.</summary>
public static class DktModels
{
    /// <summary>Skills alone, and skills with the difficulty of each question.</summary>
    public static IReadOnlyList<SequenceModelKind> All { get; } =
    [
        new("dkt", () => new DktTracing(new DktOptions())),
        new("dkt-questions", () => new DktTracing(new DktOptions(KnowsQuestions: true))),
    ];
}
