namespace LearnerGraph.Infrastructure.Learning.Neural;

/// <summary>
/// Shortens the steps when the loss has stopped falling, and says when to stop: both count epochs without a loss
/// below the best by one part in 10,000.
/// </summary>
/// <param name="shrink">Factor on the rate.</param>
/// <param name="patience">Epochs without progress before the rate shrinks.</param>
/// <param name="stopAfter">Epochs without progress before training ends.</param>
internal sealed class PlateauSchedule(double shrink = 0.1, int patience = 3, int stopAfter = 10)
{
    private const double Threshold = 1e-4;

    private int _sinceShrink;

    /// <summary>The lowest loss yet; ∞ before the first.</summary>
    public double Best { get; private set; } = double.PositiveInfinity;

    /// <summary>Epochs since the lowest loss.</summary>
    public int Since { get; private set; }

    public bool IsOver => Since >= stopAfter;

    /// <summary>Takes in an epoch's loss; answers the rate of the next epoch.</summary>
    public float Next(double loss, float rate)
    {
        if (loss < Best * (1 - Threshold))
        {
            (Best, Since, _sinceShrink) = (loss, 0, 0);
            return rate;
        }

        Since++;
        if (++_sinceShrink <= patience) return rate;

        _sinceShrink = 0;
        return (float)(rate * shrink);
    }

    /// <summary>What <see cref="Resume"/> needs to go on.</summary>
    public (double Best, int Since, int SinceShrink) State => (Best, Since, _sinceShrink);

    public void Resume((double Best, int Since, int SinceShrink) state) =>
        (Best, Since, _sinceShrink) = state;
}
