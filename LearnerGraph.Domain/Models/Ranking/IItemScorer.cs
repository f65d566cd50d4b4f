namespace LearnerGraph.Domain.Models.Ranking;

/// <summary>Says how much a user would want each of some items: the higher the more, on no particular scale.</summary>
public interface IItemScorer
{
    /// <summary>Fills a score per item; users and items that the model has not seen are allowed.</summary>
    void Score(int user, ReadOnlySpan<int> items, Span<float> scores);

    /// <summary>The scores of a list, in its order.</summary>
    float[] Score(CandidateList list)
    {
        float[] scores = new float[list.Items.Count];
        Score(list.User, [.. list.Items], scores);
        return scores;
    }
}

/// <summary>What a fit is given besides the data.</summary>
/// <param name="Seed">The same seed and data give the same model on the same machine.</param>
/// <param name="Progress">Told shares of the work that are done, in [0, 1].</param>
public sealed record RankingFit(ulong Seed, IProgress<double> Progress, CancellationToken Cancellation);

/// <summary>A kind of ranking model by the name it is asked for.</summary>
/// <param name="Fit">Learns from all pairs.</param>
/// <param name="MaxItems">More items than these it cannot hold.</param>
public sealed record RankingModelKind(
    string Name, Func<Interactions, RankingFit, IItemScorer> Fit, int MaxItems = int.MaxValue);
