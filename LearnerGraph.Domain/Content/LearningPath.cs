namespace LearnerGraph.Domain.Content;

/// <summary>One concept to master on the way.</summary>
/// <param name="Concept">Dense index.</param>
/// <param name="NeededBy">The concept of the path that asks for it, the nearest first; -1 for the goal.</param>
public readonly record struct LearningStep(int Concept, double Probability, double Minutes, int NeededBy);

/// <summary>The shortest walk to a goal: its unmet prerequisites, each after its own, and the goal last.</summary>
/// <param name="Steps">At most as many as were asked for.</param>
/// <param name="Minutes">Of those steps.</param>
/// <param name="IsReachable">Whether the goal itself is among the steps, or mastered already.</param>
/// <param name="PredictedMastery">Of the goal when all steps are done: the bar of mastery, else as it stands.</param>
public sealed record LearningPath(
    int Goal, IReadOnlyList<LearningStep> Steps, double Minutes, bool IsReachable, double PredictedMastery)
{
    private const double LeastShare = 0.1;

    /// <summary>Plans from the concepts' mastery now.</summary>
    /// <param name="isMastered">By concept; nothing below a mastered concept is asked for.</param>
    /// <param name="probability">By concept, in [0, 1]; the weakest goes first where the order is free.</param>
    /// <param name="estimatedMinutes">By concept, from nothing to mastery.</param>
    /// <param name="bar">The probability at which a concept counts as mastered.</param>
    /// <remarks>
    /// The closure is minimal: each step is the goal, or required directly by another step. Cost O(steps log steps +
    /// edges).
    /// </remarks>
    public static LearningPath To(
        ConceptGraph graph,
        int goal,
        ReadOnlySpan<bool> isMastered,
        ReadOnlySpan<double> probability,
        ReadOnlySpan<double> estimatedMinutes,
        double bar = 0.7,
        int maxLength = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(isMastered.Length, graph.Count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(probability.Length, graph.Count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(estimatedMinutes.Length, graph.Count);
        if (isMastered[goal]) return new LearningPath(goal, [], 0, true, probability[goal]);

        var neededBy = Closure(graph, goal, isMastered);
        var waiting = new Dictionary<int, int>(neededBy.Count);
        var ready = new PriorityQueue<int, (double Probability, int Depth, int Concept)>();
        foreach (int concept in neededBy.Keys)
        {
            int unmet = 0;
            foreach (int below in graph.Prerequisites(concept)) unmet += neededBy.ContainsKey(below) ? 1 : 0;
            waiting[concept] = unmet;
            if (unmet == 0) ready.Enqueue(concept, (probability[concept], graph.Depth(concept), concept));
        }

        var steps = new List<LearningStep>(neededBy.Count);
        double minutes = 0;
        bool hasGoal = false;
        while (steps.Count < maxLength && ready.TryDequeue(out int concept, out _))
        {
            double left = Math.Clamp((bar - probability[concept]) / bar, LeastShare, 1);
            var step = new LearningStep(
                concept, probability[concept], left * estimatedMinutes[concept], neededBy[concept]);
            steps.Add(step);
            minutes += step.Minutes;
            hasGoal |= concept == goal;
            foreach (int above in graph.Dependents(concept))
            {
                if (waiting.TryGetValue(above, out int unmet) && (waiting[above] = unmet - 1) == 0)
                    ready.Enqueue(above, (probability[above], graph.Depth(above), above));
            }
        }

        double predicted = hasGoal ? Math.Max(bar, probability[goal]) : probability[goal];
        return new LearningPath(goal, steps, minutes, hasGoal, predicted);
    }

    /// <summary>Unmet concepts by what needs them, nearest to the goal first.</summary>
    private static Dictionary<int, int> Closure(ConceptGraph graph, int goal, ReadOnlySpan<bool> isMastered)
    {
        var neededBy = new Dictionary<int, int> { [goal] = -1 };
        var queue = new Queue<int>([goal]);
        while (queue.TryDequeue(out int concept))
        {
            foreach (int below in graph.Prerequisites(concept))
            {
                if (!isMastered[below] && neededBy.TryAdd(below, concept)) queue.Enqueue(below);
            }
        }

        return neededBy;
    }
}
