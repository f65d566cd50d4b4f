using LearnerGraph.Domain.Mastery;
using LearnerGraph.Domain.Memory;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Domain.Tracing;

/// <summary>
/// The models and policies by which attempts become beliefs; the same for every learner of an installation.
/// </summary>
public sealed record TracingRules
{
    public static readonly TracingRules Default = new();

    public ResponseModel Model { get; init; } = ResponseModel.Default;

    public ReviewScheduler Reviews { get; init; } = ReviewScheduler.Default;

    public MasteryPolicy Mastery { get; init; } = MasteryPolicy.Default;

    public StreakPolicy Streaks { get; init; } = StreakPolicy.Default;

    public PracticeClock Clock { get; init; } = PracticeClock.Default;
}
