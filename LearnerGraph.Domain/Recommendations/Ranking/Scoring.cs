using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Domain.Recommendations.Candidates;

namespace LearnerGraph.Domain.Recommendations.Ranking;

/// <summary>Feature values and scores of a pool: score = Σ (w / Σw) x, summed in the order of the trace.</summary>
internal static class Scoring
{
    /// <summary>Half the way from target to miss: predictions so far off count nothing.</summary>
    private const double Reach = 0.35;

    /// <summary>What a goal's chance should be near: neither sure nor hopeless.</summary>
    private const double GoalTarget = 0.7;

    /// <summary>Recall lost that counts in full.</summary>
    private const double FullLoss = 0.5;

    public static void Score(in Situation s, ref Prng chance)
    {
        var work = s.Work;
        var features = s.Policy.Features;
        var shares = s.Policy.Shares;
        work.EnsureValues(features.Length);
                bool hasAffinity = s.Policy.Uses(Feature.CollaborativeAffinity) && s.IsPersonal && FillAffinity(s);
        for (int i = 0; i < work.Count; i++)
        {
            ref var candidate = ref work.Pool[i];
            var values = work.Values.AsSpan(i * features.Length, features.Length);
            double score = 0;
            for (int f = 0; f < features.Length; f++)
            {
                double value = features[f] switch
                {
                    Feature.CollaborativeAffinity => hasAffinity ? work.Affinity[i] : 0,
                    Feature.Chance => candidate.Lane == Lane.NextQuestion ? chance.NextDouble() : 0,
                    _ => Value(s, features[f], candidate),
                };
                values[f] = value;
                score += shares[f] * value;
            }

            candidate.Score = score;
        }
    }

    /// <summary>A feature that the concept decides alone; 0 for the others.</summary>
    public static double ConceptValue(in Situation s, Feature feature, int concept, Lane lane)
    {
        switch (feature)
        {
            case Feature.MasteryGap:
                return 1 - s.Work.Mastery[concept];
            case Feature.TemporalSpacing:
                double recall = s.Work.Recall[concept];
                return double.IsNaN(recall) ? 0 : Math.Min(1, (1 - recall) / FullLoss);
            case Feature.Goal:
                return s.Work.GoalNearness[concept];
            case Feature.GraphImportance:
                return s.Catalog.Importance(concept);
            case Feature.ContentAffinity:
                return s.Work.ContentAffinity[concept];
            case Feature.Novelty:
                if (lane != Lane.NextQuestion) return 0;
                int at = s.Work.StateOf[concept];
                return at < 0 ? 1 : 1 / (1 + (s.State.Concepts[at].Attempts / 5.0));
            case Feature.CurriculumOrder:
                return s.Catalog.Earliness(concept);
            default:
                return 0;
        }
    }

    private static double Value(in Situation s, Feature feature, in Candidate candidate)
    {
        bool isGoal = candidate.Lane == Lane.StreakGoal;
        double success = candidate.Success.Probability;
        switch (feature)
        {
            case Feature.DifficultyMatch:
                // A review is due whatever its difficulty; only its questions are chosen near the target.
                return isGoal ? 1 - (Math.Abs(success - GoalTarget) / GoalTarget)
                    : candidate.Lane == Lane.SpacedReview ? 0
                    : Math.Max(0, 1 - (Math.Abs(success - s.Target) / Reach));
            case Feature.TemporalSpacing when isGoal:
                return 1.0 / (1 + s.Work.Goals[candidate.Goal].DaysLeft);
            case Feature.Preference:
                return candidate.Lane != Lane.NextQuestion
                    ? 0
                    : 1 - Math.Abs(Probability.ShareWrong(candidate.Difficulty) - s.Learner.PreferredDifficulty);
            case Feature.TimeFit:
                return s.FairMinutes <= 0 ? 0 : Math.Clamp(2 - (candidate.Minutes / s.FairMinutes), 0, 1);
            case Feature.Popularity:
                return isGoal ? 0 : s.Catalog.Popularity[candidate.First];
            default:
                return candidate.Concept < 0 ? 0 : ConceptValue(s, feature, candidate.Concept, candidate.Lane);
        }
    }

    private static bool FillAffinity(in Situation s)
    {
        if (s.Catalog.Scorer is not { } scorer || s.Work.AnsweredQuestions.Questions.IsEmpty) return false;

        var work = s.Work;
        for (int i = 0; i < work.Count; i++)
            work.CandidateQuestions[i] = work.Pool[i].Lane == Lane.StreakGoal ? -1 : work.Pool[i].First;

        // Goals come last in the pool and have no question.
        int questions = work.Count;
        while (questions > 0 && work.CandidateQuestions[questions - 1] < 0) questions--;
        work.Affinity.AsSpan(0, work.Count).Clear();
        scorer.Score(
            s.Snapshot, s.Learner.Id, work.AnsweredQuestions, work.CandidateQuestions.AsSpan(0, questions),
            work.Affinity.AsSpan(0, questions));
        return true;
    }
}
