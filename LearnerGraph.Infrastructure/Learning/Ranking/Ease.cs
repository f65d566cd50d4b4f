using LearnerGraph.Domain.Models.Ranking;
using LearnerGraph.Infrastructure.Learning.Neural;

namespace LearnerGraph.Infrastructure.Learning.Ranking;

/// <summary>
/// EASE: the linear model that predicts each item of a user from the others, in closed form: with
/// P = (XᵀX + λ)⁻¹, W[i, j] = -P[i, j] / P[j, j] and a diagonal of 0.
/// </summary>
/// <remarks>H. Steck, "Embarrassingly shallow autoencoders for sparse data", WWW 2019, equation 8.</remarks>
internal static class Ease
{
    /// <summary>Two matrices of so many items squared are 3.2 GB.</summary>
    public const int MaxItems = 20_000;

    /// <param name="lambda">Ridge on the diagonal, in users.</param>
    public static IItemScorer Fit(Interactions pairs, RankingFit fit, double lambda)
    {
        var weights = ItemWeights.Shared(pairs);
        for (int item = 0; item < pairs.Items; item++) weights.Row(item)[item] += (float)lambda;
        using var second = new SecondThread();
        var product = new MatrixProduct(second);
        Inverse.Replace(weights, product, fit.Progress, fit.Cancellation);

        float[] diagonal = [.. Enumerable.Range(0, pairs.Items).Select(i => weights.Row(i)[i])];
        for (int item = 0; item < pairs.Items; item++)
        {
            Span<float> row = weights.Row(item);
            for (int other = 0; other < row.Length; other++) row[other] /= -diagonal[other];
            row[item] = 0;
        }

        return new ItemWeights(pairs, weights);
    }
}
