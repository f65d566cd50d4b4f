using LearnerGraph.Domain.Mastery;

namespace LearnerGraph.Domain.Recommendations.Candidates;

/// <summary>One possible item of a set; its feature values lie in the workspace, at its own position.</summary>
internal struct Candidate
{
    public Lane Lane;

    /// <summary>Dense index, or -1 for a goal without a concept.</summary>
    public int Concept;

    /// <summary>Dense indexes; only the first <see cref="Questions"/> are set.</summary>
    public int First;
    public int Second;
    public int Third;
    public int Questions;

    /// <summary>Position among the workspace's goals.</summary>
    public int Goal;

    /// <summary>Of the first question, or of the goal.</summary>
    public Prediction Success;

    /// <summary>Of the first question, in logits.</summary>
    public double Difficulty;
    public double Minutes;

    /// <summary>False where the predicted success lies outside the window of the learner's zone.</summary>
    public bool IsInZone;
    public bool IsPicked;
    public double Score;

    /// <summary>What a lane orders by, where that is not the score: reviews by recall lost times importance.</summary>
    public double Order;

    public readonly int Question(int at) => at switch { 0 => First, 1 => Second, _ => Third };
}
