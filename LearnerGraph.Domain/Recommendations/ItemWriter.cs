using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Mastery;
using LearnerGraph.Domain.Recommendations.Candidates;
using LearnerGraph.Domain.Recommendations.Ranking;

namespace LearnerGraph.Domain.Recommendations;

/// <summary>Turns a placed candidate into a served item with its trace.</summary>
internal static class ItemWriter
{
    /// <summary>Evidence kept per item, the own concept included: what is shown is short.</summary>
    private const int MostEvidence = 3;

    public static Recommendation Write(
        in Situation s, int candidateAt, int rank, double propensity, bool isDrawn, ReadOnlySpan<LaneSupply> supplies)
    {
        ref readonly var candidate = ref s.Work.Pool[candidateAt];
        var features = s.Policy.Features;
        var shares = s.Policy.Shares;
        double[] values = s.Work.Values.AsSpan(candidateAt * features.Length, features.Length).ToArray();
        double[] contributions = new double[values.Length];
        double score = 0;
        for (int f = 0; f < values.Length; f++)
        {
            contributions[f] = shares[f] * values[f];
            score += contributions[f];
        }

        int concept = candidate.Concept;
        int at = concept < 0 ? -1 : s.Work.StateOf[concept];
        bool isGoal = candidate.Lane == Lane.StreakGoal;
        double? daysSince = at >= 0 && s.State.Concepts[at].LastAttempt is { } last
            ? Math.Max(0, (s.Now - last).TotalDays)
            : null;
        double? success = isGoal ? null : candidate.Success.Probability;
        double? difficulty = isGoal ? null : Probability.ShareWrong(candidate.Difficulty);
        var goal = isGoal ? GoalOf(s, candidate) : null;
        int pool = supplies[(int)candidate.Lane].End - supplies[(int)candidate.Lane].First;

        var facts = new ItemFacts
        {
            Lane = candidate.Lane,
            Name = concept < 0 ? "" : s.Snapshot.Concepts[concept].Name,
            Practised = at >= 0,
            HasHistory = s.State.Totals.Attempts > 0,
            Success = success ?? 0,
            Target = s.Target,
            Recall = at >= 0 && s.Work.Recall[concept] is var recall && !double.IsNaN(recall) ? recall : 0,
            DaysSince = daysSince ?? 0,
            Difficulty = difficulty ?? 0,
            Minutes = candidate.Minutes,
            Unlocks = concept < 0 ? 0 : s.Snapshot.Graph.Unlocks(concept),
            Goal = goal,
        };
        return new Recommendation(
            candidate.Lane, rank, score, Confidence(s, candidate, at, pool),
            ReasonOf(features, values, contributions, isDrawn, facts),
            concept < 0 ? null : s.Snapshot.Concepts[concept].Id, QuestionsOf(s, candidate), difficulty, success, goal,
            candidate.Minutes, values, contributions, propensity, isDrawn, EvidenceOf(s, concept, at), daysSince);
    }

    /// <summary>
    /// The sentence of the greatest contribution; a draw says that it is one; a goal says what it asks.
    /// </summary>
    private static string ReasonOf(
        ReadOnlySpan<Feature> features, ReadOnlySpan<double> values, ReadOnlySpan<double> contributions, bool isDrawn,
        in ItemFacts facts)
    {
        if (isDrawn) return Wording.Drawn;
        if (facts.Goal is { } goal) return Wording.Ask(goal, facts.Name);

        int top = 0;
        for (int f = 1; f < contributions.Length; f++)
        {
            if (contributions[f] > contributions[top]) top = f;
        }

        return Wording.Reason(features[top], values[top], facts);
    }

    /// <summary>0.5 · certainty of the estimate + 0.35 · n / (n + 5) answers + 0.15 · pool of 20 or more.</summary>
    private static double Confidence(in Situation s, in Candidate candidate, int state, int pool)
    {
        double certainty = 1 - Math.Min(1, candidate.Success.StandardError / 0.5);
        double answers = candidate.Lane == Lane.StreakGoal ? s.State.Days.Length
            : state >= 0 ? s.State.Concepts[state].Attempts
            : 0;
        return (0.5 * certainty) + (0.35 * answers / (answers + 5)) + (0.15 * Math.Min(1, pool / 20.0));
    }

    private static QuestionId[] QuestionsOf(in Situation s, in Candidate candidate)
    {
        if (candidate.Questions == 0) return [];
        var questions = new QuestionId[candidate.Questions];
        for (int i = 0; i < questions.Length; i++) questions[i] = s.Snapshot.Questions[candidate.Question(i)].Id;
        return questions;
    }

    private static StreakGoal GoalOf(in Situation s, in Candidate candidate)
    {
        ref readonly var goal = ref s.Work.Goals[candidate.Goal];
        return new StreakGoal(
            goal.Goal, goal.Kind, goal.Target, goal.Unit, goal.Current, goal.Success, goal.Reward,
            goal.Concept < 0 ? null : s.Snapshot.Concepts[goal.Concept].Id);
    }

    private static Evidence[] EvidenceOf(in Situation s, int concept, int state)
    {
        if (concept < 0 || !s.IsPersonal) return [];
        var below = s.Snapshot.Graph.Prerequisites(concept);
        int own = state >= 0 ? 1 : 0, kept = Math.Min(below.Length, MostEvidence - own);
        if (own + kept == 0) return [];

        var evidence = new Evidence[own + kept];
        if (own == 1) evidence[0] = Of(s, concept, EvidenceRole.Own);
        for (int i = 0; i < kept; i++) evidence[own + i] = Of(s, below[i], EvidenceRole.Prerequisite);
        return evidence;
    }

    private static Evidence Of(in Situation s, int concept, string role)
    {
        double recall = s.Work.Recall[concept];
        return new Evidence(
            s.Snapshot.Concepts[concept].Id, role, s.Work.Mastery[concept], double.IsNaN(recall) ? null : recall);
    }
}
