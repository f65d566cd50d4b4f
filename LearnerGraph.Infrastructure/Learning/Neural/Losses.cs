using System.Numerics.Tensors;

namespace LearnerGraph.Infrastructure.Learning.Neural;

/// <summary>
/// Losses over logits: each fills the gradient of the logits and answers the sum over the rows, both times
/// <c>scale</c>, which is 1 / rows for a mean.
/// </summary>
internal static class Losses
{
    /// <summary>Binary cross-entropy, -ln σ(z) for a target of 1 and -ln σ(-z) for 0, for targets in [0, 1].</summary>
    /// <remarks>max(z, 0) - z y + ln(1 + e^-|z|) stays finite where σ rounds to 0 or 1.</remarks>
    public static double BinaryCrossEntropy(
        ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient, float scale)
    {
        TensorPrimitives.Sigmoid(logits, gradient);
        double sum = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            float z = logits[i];
            sum += MathF.Max(z, 0) - (z * targets[i]) + MathF.Log(1 + MathF.Exp(-MathF.Abs(z)));
            gradient[i] = (gradient[i] - targets[i]) * scale;
        }

        return sum * scale;
    }

    /// <summary>Cross-entropy over the columns of each row: -ln softmax(z) of the target.</summary>
    /// <remarks>
    /// The row's greatest logit is taken off first, so that no exponential overflows. A logit of -∞ is a choice that
    /// is not open: its gradient is 0.
    /// </remarks>
    public static double CrossEntropy(Matrix logits, ReadOnlySpan<int> targets, Matrix gradient, float scale)
    {
        gradient.Rows = logits.Rows;
        double sum = 0;
        for (int row = 0; row < logits.Rows; row++)
        {
            Span<float> p = gradient.Row(row);
            ReadOnlySpan<float> z = logits.Row(row);
            float greatest = TensorPrimitives.Max(z);
            TensorPrimitives.Subtract(z, greatest, p);
            TensorPrimitives.Exp<float>(p, p);
            float total = TensorPrimitives.Sum<float>(p);
            sum += MathF.Log(total) - (z[targets[row]] - greatest);
            TensorPrimitives.Multiply(p, scale / total, p);
            p[targets[row]] -= scale;
        }

        return sum * scale;
    }

    /// <summary>
    /// Ordinal loss for levels 0 .. K: one logit of "above level k" for each k below K, and binary cross-entropy of
    /// each.
    /// </summary>
    /// <remarks>W. Cao, V. Mirjalili, S. Raschka, "Rank consistent ordinal regression", 2020, equation 4.</remarks>
    public static double Ordinal(Matrix logits, ReadOnlySpan<int> levels, Matrix gradient, float scale)
    {
        gradient.Rows = logits.Rows;
        Span<float> targets = stackalloc float[logits.Columns];
        double sum = 0;
        for (int row = 0; row < logits.Rows; row++)
        {
            for (int k = 0; k < targets.Length; k++) targets[k] = levels[row] > k ? 1 : 0;
            sum += BinaryCrossEntropy(logits.Row(row), targets, gradient.Row(row), scale);
        }

        return sum;
    }

    /// <summary>Bayesian personalised ranking: -ln σ(preferred - other).</summary>
    /// <remarks>S. Rendle et al., "BPR", UAI 2009.</remarks>
    public static double Bpr(
        ReadOnlySpan<float> preferred, ReadOnlySpan<float> other, Span<float> preferredGradient,
        Span<float> otherGradient, float scale)
    {
        double sum = 0;
        for (int i = 0; i < preferred.Length; i++)
        {
            float z = preferred[i] - other[i];
            sum += MathF.Max(-z, 0) + MathF.Log(1 + MathF.Exp(-MathF.Abs(z)));
            otherGradient[i] = scale / (1 + MathF.Exp(z));
            preferredGradient[i] = -otherGradient[i];
        }

        return sum * scale;
    }
}
