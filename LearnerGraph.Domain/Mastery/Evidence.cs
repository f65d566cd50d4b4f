namespace LearnerGraph.Domain.Mastery;

/// <summary>
/// What one answer says along the line of ability minus difficulty, already divided by how uncertain that line was: one
/// step that every belief on the line takes in proportion to its own variance.
/// </summary>
/// <param name="Gradient">Positive for a right answer, negative for a wrong one.</param>
/// <param name="Information">What the answer takes from the variance; not negative.</param>
public readonly record struct Evidence(double Gradient, double Information)
{
    /// <summary>
    /// m + w V G and V - w² V² H, for a belief that enters the line with weight w (-1 for a difficulty).
    /// </summary>
    public Ability Move(in Ability belief, double weight)
    {
        double share = weight * belief.Variance;
        return new Ability(
            belief.Mean + (share * Gradient), Math.Max(0, belief.Variance - (share * share * Information)));
    }
}
