using System.Numerics.Tensors;

namespace LearnerGraph.Domain.Numerics;

/// <summary>Logistic regression over sparse rows by regularised likelihood.</summary>
/// <remarks>
/// Minimises Σ ln(1 + e^(-y z)) + Σ λ_j w_j² / 2 with z = w·x and y = ±1: convex, so the answer does not depend on the
/// way. L-BFGS with ten pairs, scaled by the diagonal of the Hessian at the start, and halving steps (J. Nocedal, S.
/// Wright, "Numerical Optimization", 2006, algorithms 7.4 and 7.5). Deterministic. O(non-zeros) per step.
/// </remarks>
public static class LogisticFit
{
    private const int Pairs = 10;
    private const int MostHalvings = 30;
    private const double SufficientDecrease = 1e-4;

    /// <summary>The weights, one per column.</summary>
    /// <param name="penalty">λ by column, not negative; also the number of columns.</param>
    /// <param name="tolerance">Ends where a step improves the mean loss by less than this.</param>
    /// <param name="progress">Told shares of the most steps that may be taken.</param>
    public static double[] Run(
        SparseRows rows,
        ReadOnlySpan<bool> outcomes,
        ReadOnlySpan<double> penalty,
        int maxSteps = 200,
        double tolerance = 1e-8,
        IProgress<double>? progress = null,
        CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(outcomes.Length, rows.Count, nameof(outcomes));
        int columns = penalty.Length;
        double[] weights = new double[columns], gradient = new double[columns], trial = new double[columns];
        double[] direction = new double[columns], nextGradient = new double[columns];
        double[] inverse = InverseDiagonal(rows, penalty);
        var history = new List<(double[] Step, double[] Change, double Inner)>(Pairs);
        double loss = Loss(rows, outcomes, penalty, weights, gradient);
        for (int step = 0; step < maxSteps; step++)
        {
            ct.ThrowIfCancellationRequested();
            progress?.Report((double)step / maxSteps);
            Direction(history, inverse, gradient, direction);
            double slope = TensorPrimitives.Dot<double>(gradient, direction);
            if (!(slope < 0)) break;

            double length = 1, nextLoss = 0;
            int halvings = 0;
            for (; halvings < MostHalvings; halvings++, length /= 2)
            {
                TensorPrimitives.MultiplyAdd<double>(direction, length, weights, trial);
                nextLoss = Loss(rows, outcomes, penalty, trial, nextGradient);
                if (nextLoss <= loss + (SufficientDecrease * length * slope)) break;
            }

            if (halvings == MostHalvings) break;
            Remember(history, weights, trial, gradient, nextGradient);
            double gain = loss - nextLoss;
            (weights, trial) = (trial, weights);
            (gradient, nextGradient) = (nextGradient, gradient);
            loss = nextLoss;
            if (gain < tolerance * rows.Count) break;
        }

        return weights;
    }

    private static double Loss(
        SparseRows rows, ReadOnlySpan<bool> outcomes, ReadOnlySpan<double> penalty, double[] weights, double[] gradient)
    {
        double loss = 0;
        for (int j = 0; j < weights.Length; j++)
        {
            gradient[j] = penalty[j] * weights[j];
            loss += gradient[j] * weights[j] / 2;
        }

        for (int row = 0; row < rows.Count; row++)
        {
            double z = rows.Dot(row, weights);
            double margin = outcomes[row] ? z : -z;

            // ln(1 + e^-m) without overflow, and its slope.
            double small = Math.Exp(-Math.Abs(margin));
            loss += Math.Log(1 + small) + Math.Max(-margin, 0);
            double pull = (margin >= 0 ? small : 1) / (1 + small);
            rows.AddTo(row, outcomes[row] ? -pull : pull, gradient);
        }

        return loss;
    }

    /// <summary>1 / (Σ x² / 4 + λ): the Hessian's diagonal at w = 0.</summary>
    private static double[] InverseDiagonal(SparseRows rows, ReadOnlySpan<double> penalty)
    {
        double[] diagonal = penalty.ToArray();
        for (int row = 0; row < rows.Count; row++) rows.AddSquaresTo(row, 0.25, diagonal);
        for (int j = 0; j < diagonal.Length; j++) diagonal[j] = diagonal[j] > 0 ? 1 / diagonal[j] : 0;
        return diagonal;
    }

    private static void Direction(
        List<(double[] Step, double[] Change, double Inner)> history, double[] inverse, double[] gradient,
        double[] direction)
    {
        TensorPrimitives.Negate<double>(gradient, direction);
        Span<double> alpha = stackalloc double[Pairs];
        for (int i = history.Count - 1; i >= 0; i--)
        {
            alpha[i] = TensorPrimitives.Dot<double>(history[i].Step, direction) / history[i].Inner;
            TensorPrimitives.MultiplyAdd<double>(history[i].Change, -alpha[i], direction, direction);
        }

        TensorPrimitives.Multiply<double>(direction, inverse, direction);
        for (int i = 0; i < history.Count; i++)
        {
            double beta = TensorPrimitives.Dot<double>(history[i].Change, direction) / history[i].Inner;
            TensorPrimitives.MultiplyAdd<double>(history[i].Step, alpha[i] - beta, direction, direction);
        }
    }

    private static void Remember(
        List<(double[] Step, double[] Change, double Inner)> history, double[] weights, double[] next,
        double[] gradient, double[] nextGradient)
    {
        var (step, change) = history.Count == Pairs
            ? (history[0].Step, history[0].Change)
            : (new double[weights.Length], new double[weights.Length]);
        if (history.Count == Pairs) history.RemoveAt(0);
        TensorPrimitives.Subtract<double>(next, weights, step);
        TensorPrimitives.Subtract<double>(nextGradient, gradient, change);
        double inner = TensorPrimitives.Dot<double>(step, change);
        if (inner > 0) history.Add((step, change, inner));
    }
}
