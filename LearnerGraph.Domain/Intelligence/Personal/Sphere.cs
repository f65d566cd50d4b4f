using System.Numerics.Tensors;

namespace LearnerGraph.Domain.Intelligence.Personal;

/// <summary>Moves on the unit sphere.</summary>
public static class Sphere
{
    private const double NoAngle = 1e-6;

    /// <summary>Scales to length 1; false, and unchanged, where it is zero.</summary>
    public static bool TryScale(Span<float> vector)
    {
        var length = vector.IsEmpty ? 0 : TensorPrimitives.Norm<float>(vector);
        if (length <= 0 || !float.IsFinite(length)) return false;
        TensorPrimitives.Divide(vector, length, vector);
        return true;
    }

    /// <summary>The angle between two unit vectors in radians; exact also for small ones.</summary>
    /// <remarks>2 asin(|a - b| / 2), where acos of a cosine near 1 would lose half of the digits.</remarks>
    public static double Angle(ReadOnlySpan<float> a, ReadOnlySpan<float> b) =>
        2 * Math.Asin(Math.Min(1, Similarity.Distance(a, b) / 2));

    /// <summary>The point on the arc from a to b at a share of the way; a itself where both are one.</summary>
    public static float[] Between(ReadOnlySpan<float> a, ReadOnlySpan<float> b, double share)
    {
        var point = a.ToArray();
        var angle = Angle(a, b);
        if (angle < NoAngle) return point;
        var sine = Math.Sin(angle);
        if (sine < NoAngle) return share < 0.5 ? point : b.ToArray();
        TensorPrimitives.Multiply(a, (float)(Math.Sin((1 - share) * angle) / sine), point);
        TensorPrimitives.MultiplyAdd(b, (float)(Math.Sin(share * angle) / sine), point, point);
        TryScale(point);
        return point;
    }

    /// <summary>The point itself, or where the arc to it leaves the cap around the centre.</summary>
    /// <param name="most">Radians.</param>
    public static float[] Within(ReadOnlySpan<float> centre, float[] point, double most)
    {
        var angle = Angle(centre, point);
        return angle <= most ? point : Between(centre, point, most / angle);
    }
}
