using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Infrastructure.Import;

/// <summary>One answer as a file tells it; learner and question by the names that the file has for them.</summary>
internal sealed record ImportedAnswer(string Learner, string Question, Guid ClientAttemptId)
{
    public DateTimeOffset? AnsweredAt { get; init; }

    public int DurationMs { get; init; }

    public bool? Correct { get; init; }

    public int? Grade { get; init; }

    public string? Answer { get; init; }

    public int HintsUsed { get; init; }

    public double? Confidence { get; init; }

    public DeviceKind? Device { get; init; }
}

/// <summary>One line of a file: an answer, or what is wrong with it, or neither where it is left out.</summary>
internal readonly record struct AnswerLine(int Line, ImportedAnswer? Answer, string? Problem);
