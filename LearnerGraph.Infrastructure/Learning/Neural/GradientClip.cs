using System.Numerics.Tensors;

namespace LearnerGraph.Infrastructure.Learning.Neural;

/// <summary>Keeps a step from running away.</summary>
internal static class GradientClip
{
    /// <summary>
    /// Scales all gradients together so that their joint Euclidean length is at most the given one; answers the
    /// length before.
    /// </summary>
    public static double ByNorm(IReadOnlyList<Parameter> parameters, double longest)
    {
        double squares = 0;
        for (int i = 0; i < parameters.Count; i++)
        {
            squares += TensorPrimitives.SumOfSquares<float>(parameters[i].Gradient);
        }

        double length = Math.Sqrt(squares);
        if (!(length > longest)) return length;

        float factor = (float)(longest / length);
        for (int i = 0; i < parameters.Count; i++)
        {
            TensorPrimitives.Multiply(parameters[i].Gradient, factor, parameters[i].Gradient);
        }

        return length;
    }
}
