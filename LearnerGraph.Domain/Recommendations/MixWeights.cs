using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Recommendations;

/// <summary>The share of each lane in a set; the three sum to 1.</summary>
public sealed record MixWeights
{
    /// <summary>40 % next question, 30 % spaced review, 30 % streak goal.</summary>
    public static readonly MixWeights Default = new(0.4, 0.3, 0.3);

    private readonly double[] _weights;

    private MixWeights(double nextQuestion, double spacedReview, double streakGoal) =>
        _weights = [nextQuestion, spacedReview, streakGoal];

    public double NextQuestion => _weights[0];

    public double SpacedReview => _weights[1];

    public double StreakGoal => _weights[2];

    public double this[Lane lane] => _weights[(int)lane];

    public static Result<MixWeights> Create(double nextQuestion, double spacedReview, double streakGoal)
    {
        if (!(nextQuestion >= 0 && spacedReview >= 0 && streakGoal >= 0))
            return new Problem.Invalid("A mix weight is a share from 0 to 1.", "MIX_INVALID");
        double sum = nextQuestion + spacedReview + streakGoal;
        if (!(Math.Abs(sum - 1) < 1e-6))
            return new Problem.Invalid($"The mix weights must sum to 1; they sum to {sum:0.###}.", "MIX_INVALID");
        return new MixWeights(nextQuestion, spacedReview, streakGoal);
    }

    public bool Equals(MixWeights? other) => other is not null && _weights.AsSpan().SequenceEqual(other._weights);

    public override int GetHashCode() => HashCode.Combine(_weights[0], _weights[1], _weights[2]);
}
