using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Mastery;

namespace LearnerGraph.Domain.Recommendations.Candidates;

/// <summary>What is believed of the learner now, laid out by concept so that a candidate costs no search.</summary>
internal static class Beliefs
{
    // A prerequisite serves the goal, and the less directly the deeper it lies.
    private const double KeptPerStep = 0.5;

    /// <summary>
    /// Fills the workspace: offsets, recall, mastery, which concepts are mastered and which are open.
    /// </summary>
    public static void Fill(in Situation s)
    {
        var work = s.Work;
        int concepts = s.Snapshot.Concepts.Count;
        work.Next = s.Outlook.Next;
        var unseen = s.Outlook.UnseenOffset;
        work.OffsetMean.AsSpan(0, concepts).Fill(unseen.Mean);
        work.OffsetVariance.AsSpan(0, concepts).Fill(unseen.Variance);
        work.Recall.AsSpan(0, concepts).Fill(double.NaN);

        var states = s.State.Concepts.AsSpan();
        for (int i = 0; i < states.Length; i++)
        {
            ref readonly var state = ref states[i];
            int concept = s.Snapshot.IndexOf(state.Concept);
            if (concept < 0) continue;
            work.StateOf[concept] = i;
            work.Recall[concept] = s.Outlook.RecallOf(state) ?? double.NaN;
            var offset = s.Outlook.OffsetOf(state);
            work.OffsetMean[concept] = offset.Mean;
            work.OffsetVariance[concept] = offset.Variance;
            double known = OfConcept(s, concept).Probability;
            work.Mastery[concept] = known;
            work.IsMastered[concept] = s.Tracing.Mastery.LevelOf(known, 0, state.Attempts) == MasteryLevel.Mastered;
        }

        foreach (int concept in s.Snapshot.Matched)
        {
            if (work.StateOf[concept] >= 0) continue;
            var offset = s.Outlook.UnseenOffsetOf(s.Snapshot, s.State, s.Snapshot.Concepts[concept].Id);
            (work.OffsetMean[concept], work.OffsetVariance[concept]) = (offset.Mean, offset.Variance);
        }

        for (int concept = 0; concept < concepts; concept++)
        {
            bool isOpen = true;
            if (s.IsPersonal)
            {
                foreach (int below in s.Snapshot.Graph.Prerequisites(concept)) isOpen &= work.IsMastered[below];
            }
            else
            {
                // Nothing personal may enter: a declared level opens the curriculum down to a depth.
                isOpen = s.Snapshot.Graph.Depth(concept) <= s.Catalog.DepthAt(s.Learner.SkillLevel);
            }

            work.IsOpen[concept] = isOpen;
            if (work.StateOf[concept] < 0) work.Mastery[concept] = isOpen ? OfConcept(s, concept).Probability : 0;
        }
    }

    /// <summary>The learner's ability at questions of one concept alone, in logits.</summary>
    public static double AbilityAt(in Situation s, int concept) => s.Work.Next.Mean + s.Work.OffsetMean[concept];

    /// <summary>Chance to answer the question right, now.</summary>
    public static Prediction OfQuestion(in Situation s, int question)
    {
        var work = s.Work;
        var concepts = s.Table.ConceptsOf(question);
        double mean, variance;
        if (concepts.Length == 1)
        {
            (mean, variance) = (work.OffsetMean[concepts[0]], work.OffsetVariance[concepts[0]]);
        }
        else
        {
            var weights = s.Table.WeightsOf(question);
            double total = 0;
            (mean, variance) = (0, 0);
            for (int i = 0; i < concepts.Length; i++)
            {
                total += weights[i];
                mean += weights[i] * work.OffsetMean[concepts[i]];
                variance += weights[i] * weights[i] * work.OffsetVariance[concepts[i]];
            }

            (mean, variance) = (mean / total, variance / (total * total));
        }

        ref readonly var state = ref s.Table.States[question];
        double doubt = state.Attempts > 0 ? state.Variance : s.Tracing.Model.Parameters.DifficultyVariance;
        return ResponseModel.Predict(
            new Ability(work.Next.Mean + mean, work.Next.Variance + variance),
            new Ability(s.Table.Difficulty[question], doubt),
            s.Table.GuessFloor[question]);
    }

    /// <summary>The z at which a question of the concept is answered right with chance p, guessing left out.</summary>
    /// <remarks>Inverts p = σ(z / √(1 + π v / 8)) at the mean variance v of the concept's questions.</remarks>
    public static double Margin(in Situation s, int concept, double p)
    {
        double variance = s.Work.Next.Variance + s.Work.OffsetVariance[concept]
            + s.Catalog.MeanVariance(concept, s.Tracing.Model.Parameters.DifficultyVariance);
        return Probability.Logit(p) * Math.Sqrt(1 + (Math.PI / 8 * variance));
    }

    /// <summary>Chance to answer an average question of the concept right without guessing, now.</summary>
    public static Prediction OfConcept(in Situation s, int concept) =>
        s.Outlook.MasteryOf(
            new Ability(s.Work.OffsetMean[concept], s.Work.OffsetVariance[concept]),
            s.Snapshot.MeanDifficulty(concept), 0);

    /// <summary>Every goal has nearness 1, its prerequisites one half, theirs a quarter, and so on.</summary>
    public static void FillGoals(in Situation s)
    {
        var (work, graph) = (s.Work, s.Snapshot.Graph);
        int head = 0, tail = 0;
        foreach (var goal in s.Learner.Goals)
        {
            int concept = s.Snapshot.IndexOf(goal);
            if (concept < 0 || work.GoalNearness[concept] > 0) continue;
            work.GoalNearness[concept] = 1;
            work.Queue[tail++] = concept;
        }

        // Breadth first, so that the first visit is the nearest.
        while (head < tail)
        {
            int concept = work.Queue[head++];
            foreach (int below in graph.Prerequisites(concept))
            {
                if (work.GoalNearness[below] > 0) continue;
                work.GoalNearness[below] = work.GoalNearness[concept] * KeptPerStep;
                work.Queue[tail++] = below;
            }
        }
    }

    /// <summary>Cosine of each concept's topics with the learner's, weighed by ln(1 + attempts).</summary>
    public static void FillContentAffinity(in Situation s)
    {
        var work = s.Work;
        double norm = 0;
        var states = s.State.Concepts.AsSpan();
        for (int concept = 0; concept < s.Snapshot.Concepts.Count; concept++)
        {
            if (work.StateOf[concept] is not (>= 0 and var at)) continue;
            double weight = Math.Log(1 + states[at].Attempts);
            foreach (int topic in s.Catalog.TopicsOf(concept)) work.TopicInterest[topic] += weight;
        }

        for (int topic = 0; topic < s.Catalog.TopicCount; topic++)
            norm += work.TopicInterest[topic] * work.TopicInterest[topic];
        if (norm == 0) return;

        for (int concept = 0; concept < s.Snapshot.Concepts.Count; concept++)
        {
            var topics = s.Catalog.TopicsOf(concept);
            double dot = 0;
            foreach (int topic in topics) dot += work.TopicInterest[topic];
            work.ContentAffinity[concept] = Math.Min(1, dot / Math.Sqrt(norm * topics.Length));
        }
    }
}
