using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Domain.Tracing;

/// <summary>How long a learner takes over questions, as a share of what all learners take.</summary>
public static class Pace
{
    /// <summary>The latest answers are enough.</summary>
    public const int Answers = 100;

    /// <summary>Answers at the common pace that are counted before any of the learner's own.</summary>
    private const double CommonAnswers = 10;

    /// <summary>Own seconds by expected seconds, drawn to 1; 2 takes twice as long as others. In (0.1, 10).</summary>
    /// <param name="attempts">The learner's latest; undated and untimed ones are passed over.</param>
    public static double Of(TracingRules rules, CatalogSnapshot catalog, IEnumerable<Attempt> attempts)
    {
        double own = 0, expected = 0;
        int count = 0;
        foreach (var attempt in attempts)
        {
            int question = catalog.IndexOf(attempt.Question);
            if (!attempt.IsDated || attempt.DurationMs <= 0 || question < 0) continue;

            own += Math.Min(attempt.DurationMs / 1000.0, rules.Clock.LongestAnswer.TotalSeconds);
            expected += catalog.Table.Seconds[question];
            count++;
        }

        if (count == 0 || expected <= 0) return 1;

        double common = CommonAnswers * expected / count;
        return Math.Clamp((own + common) / (expected + common), 0.1, 10);
    }
}
