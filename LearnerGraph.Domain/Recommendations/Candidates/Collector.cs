using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Mastery;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Domain.Recommendations.Candidates;

/// <summary>Fills the pool of a workspace with what each lane could offer, and tells why a lane has no more.</summary>
internal static class Collector
{
    /// <summary>Marks what was seen and what was turned down; once per set, before any lane.</summary>
    public static void MarkQuestions(in Situation s)
    {
        var recent = s.Now.AddHours(-s.Request.ExcludeRecentHours);
        var rightLately = s.Now - s.Rules.RightAgainAfter;
        for (int i = s.State.Seen.Length - 1; i >= 0; i--)
        {
            var seen = s.State.Seen[i];
            int question = s.Snapshot.IndexOf(seen.Question);
            if (question < 0) continue;
            s.Work.MarkAnswered(question);
            if (seen.At > recent) s.Work.Mark(question, QuestionMarks.TooRecent);
            if (seen.Correct && seen.At > rightLately) s.Work.Mark(question, QuestionMarks.RightLately);
        }

        foreach (var suppression in s.State.Suppressed)
        {
            if (suppression.Kind != SuppressedKind.Question || suppression.Until <= s.Now) continue;
            if (s.Snapshot.IndexOf(new Content.QuestionId(suppression.Target)) is >= 0 and var question)
                s.Work.Mark(question, QuestionMarks.Suppressed);
        }
    }

    /// <summary>Questions of concepts that are open and not mastered; the asked concept may be mastered.</summary>
    public static LaneSupply NextQuestions(in Situation s)
    {
        const int Barred = QuestionMarks.TooRecent | QuestionMarks.RightLately | QuestionMarks.Suppressed
            | QuestionMarks.Claimed;
        int first = s.Work.Count, recent = 0;
        int asked = OpenConcepts.List(s, out int open);
        // Where few concepts are open, each has to offer more, so that the set can be filled twice over.
        int needed = ((2 * s.Request.Count) + asked - 1) / Math.Max(1, asked);
        int wanted = Math.Clamp(needed, s.Policy.QuestionsPerConcept, QuestionChoice.Most);
        var choice = new QuestionChoice(
            stackalloc int[wanted], stackalloc double[wanted], stackalloc Prediction[wanted]);
        foreach (int concept in s.Work.Queue.AsSpan(0, asked))
        {
            choice.Choose(s, concept, wanted, Barred, allowPractised: false);
            recent += choice.TooRecent;
            for (int i = 0; i < choice.Count; i++)
            {
                int question = choice.Question(i);
                // A question of several concepts is met once for each of them; the first one keeps it.
                s.Work.Mark(question, QuestionMarks.Claimed);
                ref var added = ref s.Work.Add();
                added.Lane = Lane.NextQuestion;
                added.Concept = concept;
                added.First = question;
                added.Questions = 1;
                added.Success = choice.Prediction(i);
                added.Difficulty = s.Table.Difficulty[question];
                added.Minutes = s.Table.Seconds[question] / 60;
                added.IsInZone = added.Success.Probability >= s.Low && added.Success.Probability <= s.High;
            }
        }

        return new LaneSupply(first, s.Work.Count, open == 0 ? Shortage.NothingOpen
            : recent > 0 ? Shortage.AllRecent : Shortage.NoQuestion);
    }

    /// <summary>Due concepts by recall lost times importance, each with questions that were not met lately.</summary>
    public static LaneSupply SpacedReviews(in Situation s, int most)
    {
        const int Barred = QuestionMarks.TooRecent | QuestionMarks.Suppressed | QuestionMarks.Claimed;
        var work = s.Work;
        var states = s.State.Concepts.AsSpan();
        int first = work.Count, due = 0, remembered = 0, kept = 0, recent = 0;
        for (int concept = 0; concept < s.Snapshot.Concepts.Count; concept++)
        {
            if (work.StateOf[concept] is not (>= 0 and var at) || !states[at].Memory.Exists) continue;
            remembered++;
            if (s.Now < states[at].Memory.NextReview) continue;
            due++;
            if (!s.Admits(concept) || IsSuppressed(s, SuppressedKind.Concept, states[at].Concept.Value)) continue;
            work.Queue[kept] = concept;
            // Ascending is what the sort gives, so the urgent are negative.
            work.DueOrder[kept++] = -(1 - work.Recall[concept]) * s.Snapshot.Graph.Importance(concept);
        }

        work.DueOrder.AsSpan(0, kept).Sort(work.Queue.AsSpan(0, kept));
        int wanted = s.Rules.QuestionsPerReview;
        var choice = new QuestionChoice(
            stackalloc int[wanted], stackalloc double[wanted], stackalloc Prediction[wanted]);
        for (int i = 0; i < kept && work.Count - first < most; i++)
        {
            int concept = work.Queue[i];
            choice.Choose(s, concept, wanted, Barred, allowPractised: true);
            recent += choice.TooRecent;
            if (choice.Count == 0) continue;
            ref var added = ref work.Add();
            added.Lane = Lane.SpacedReview;
            added.Concept = concept;
            added.Questions = choice.Count;
            added.First = choice.Question(0);
            if (choice.Count > 1) added.Second = choice.Question(1);
            if (choice.Count > 2) added.Third = choice.Question(2);
            added.Success = choice.Prediction(0);
            added.Difficulty = s.Table.Difficulty[added.First];
            added.IsInZone = true;
            added.Order = -work.DueOrder[i];
            for (int q = 0; q < choice.Count; q++)
            {
                work.Mark(choice.Question(q), QuestionMarks.Claimed);
                added.Minutes += s.Table.Seconds[choice.Question(q)] / 60;
            }
        }

        return new LaneSupply(first, work.Count, states.IsEmpty ? Shortage.NothingLearned
            : remembered == 0 ? Shortage.NoDates
            : due == 0 ? Shortage.NothingDue
            : kept == 0 ? Shortage.DueElsewhere
            : work.Count - first == kept ? Shortage.NothingDue
            : recent > 0 ? Shortage.AllRecent : Shortage.NoQuestion);
    }

    public static LaneSupply StreakGoalsOf(in Situation s)
    {
        int first = s.Work.Count;
        // Without a single day of their own, nothing true can be said of a learner's habits.
        if (s.State.Totals.Attempts > 0 && s.State.Days.IsEmpty)
        {
            return new LaneSupply(first, first, Shortage.NoDays);
        }

        int offered = StreakGoals.Offer(
            s.State, s.Tracing.Streaks, s.Today, NearestToMastery(s), s.Work.Goals);
        for (int i = 0; i < offered; i++)
        {
            ref readonly var goal = ref s.Work.Goals[i];
            if (IsSuppressed(s, SuppressedKind.Goal, (int)goal.Goal)) continue;
            ref var added = ref s.Work.Add();
            added.Lane = Lane.StreakGoal;
            added.Concept = goal.Concept;
            added.Goal = i;
            added.Success = new Prediction(goal.Success, GoalError(s, goal.Success));
            added.Minutes = goal.Minutes;
            added.IsInZone = true;
        }

        return new LaneSupply(first, s.Work.Count, Shortage.NoMoreGoals);
    }

    /// <summary>The open concept that is nearest to mastery, the learner's goals first.</summary>
    private static (int Concept, double Minutes)? NearestToMastery(in Situation s)
    {
        if (!s.IsPersonal) return null;
        int nearest = -1;
        double best = 0;
        for (int concept = 0; concept < s.Snapshot.Concepts.Count; concept++)
        {
            if (!s.Work.IsOpen[concept] || s.Work.IsMastered[concept] || !s.Admits(concept)) continue;
            if (s.Table.OfConcept(concept).IsEmpty) continue;
            double nearness = s.Work.Mastery[concept] + s.Work.GoalNearness[concept]
                + (s.Work.StateOf[concept] >= 0 ? 0.5 : 0);
            if (nearest >= 0 && nearness <= best) continue;
            (nearest, best) = (concept, nearness);
        }

        if (nearest < 0) return null;
        double missing = Math.Clamp(1 - s.Work.Mastery[nearest], 0.1, 1);
        return (nearest, s.Snapshot.Concepts[nearest].EstimatedMinutes * missing);
    }

    private static bool IsSuppressed(in Situation s, SuppressedKind kind, int target)
    {
        foreach (var suppression in s.State.Suppressed)
        {
            if (suppression.Kind == kind && suppression.Target == target && suppression.Until > s.Now) return true;
        }

        return false;
    }

    private static double GoalError(in Situation s, double success)
    {
        int days = Math.Min(s.State.Days.Length, OwnDays.Window);
        return Math.Sqrt(success * (1 - success) / (days + 3));
    }
}
