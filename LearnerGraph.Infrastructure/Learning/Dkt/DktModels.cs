using LearnerGraph.Domain.Mastery.Sequences;

namespace LearnerGraph.Infrastructure.Learning.Dkt;

/// <summary>The forms of deep knowledge tracing by name.</summary>
public static class DktModels
{
    /// <summary>Skills with the difficulty of each question, and skills alone.</summary>
    public static IReadOnlyList<SequenceModelKind> All { get; } =
    [
        new("dkt", () => new DktTracing(new DktOptions(KnowsQuestions: true))),
        new("dkt-skills", () => new DktTracing(new DktOptions())),
    ];
}
