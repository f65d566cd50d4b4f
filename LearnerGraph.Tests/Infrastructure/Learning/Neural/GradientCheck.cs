using LearnerGraph.Infrastructure.Learning.Neural;

namespace LearnerGraph.Tests.Infrastructure.Learning.Neural;

/// <summary>Compares gradients with differences of the loss.</summary>
internal static class GradientCheck
{
    /// <summary>
    /// Compares gradients, as <paramref name="loss"/> leaves them, with (loss(v + h) - loss(v - h)) / 2h on a spread
    /// of the values.
    /// </summary>
    /// <remarks>Floats bear h = 1e-2 with an error near 1e-4 of the greatest gradient; wrong terms are far off. Kinks
    /// want a smaller h.</remarks>
    public static void Compare(
        float[] values, float[] gradient, Func<double> loss, double tolerance = 2e-3, float step = 1e-2f)
    {
        loss();
        float[] exact = [.. gradient];
        double scale = Math.Max(1e-2, exact.Max(g => Math.Abs(g)));
        int stride = Math.Max(1, values.Length / 40);
        for (int i = 0; i < values.Length; i += stride)
        {
            float kept = values[i];
            values[i] = kept + step;
            double above = loss();
            values[i] = kept - step;
            double below = loss();
            values[i] = kept;
            ((above - below) / (2 * step)).Should().BeApproximately(exact[i], tolerance * scale, "value {0}", i);
        }
    }

    /// <summary>The same for every parameter; clears the gradients before each loss.</summary>
    public static void Compare(
        IReadOnlyList<Parameter> parameters, Func<double> loss, double tolerance = 2e-3, float step = 1e-2f)
    {
        foreach (var parameter in parameters)
        {
            Compare(
                parameter.Values, parameter.Gradient,
                () =>
                {
                    foreach (var each in parameters) each.ClearGradient();
                    return loss();
                },
                tolerance, step);
        }
    }
}
