using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Tests.Domain.Tracing;

/// <summary>Judged answers as a fold takes them, to questions of known difficulty 0.</summary>
internal static class Answers
{
    public static Attempt Undated(Question question, bool correct) =>
        At(question, correct, DateTimeOffset.UnixEpoch) with { IsDated = false };

    public static Attempt At(Question question, bool correct, DateTimeOffset at) => new(
        default, 0, PracticeWorld.Learner().Id, question.Id, Guid.Empty, at, LocalDay.At(at, TimeZoneInfo.Utc), 30_000,
        0, null, correct, AttemptStatus.Accepted, false, 0, Footing: default);
}
