using LearnerGraph.Domain.Intelligence.Text;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Intelligence.Prediction;

/// <summary>A linear function of a sparse row with a constant: of one class against the rest, or of a number.</summary>
/// <remarks>
/// Both fits are dual coordinate descent over the rows in a seeded random order. Classes: squared hinge, Hsieh et al.,
/// ICML 2008. Numbers: absolute error, which aims at the median, Ho and Lin, JMLR 13 (2012), 3323-3348.
/// </remarks>
public sealed class LinearMachine
{
    private const int MaxRounds = 60;
    private const double Tolerance = 0.02;

    private readonly float[] _weights;
    private float _constant;

    private LinearMachine(int columns) => _weights = new float[columns];

    /// <summary>The function's value of a row: for classes a margin, positive for yes.</summary>
    public double Score(TermRows rows, int row) => rows.Dot(row, _weights) + _constant;

    /// <summary>min ½|w|² + C Σ max(0, 1 - y w·x)² with y = 1 for members and -1 for the rest.</summary>
    public static LinearMachine FitClass(TermRows rows, ReadOnlySpan<bool> isMember, double cost, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(isMember.Length, rows.Count);
        var machine = new LinearMachine(rows.Columns);
        var alphas = new double[rows.Count];
        var squares = Squares(rows);
        int[] order = [.. Enumerable.Range(0, rows.Count)];
        var random = new Prng(seed);
        for (var round = 0; round < MaxRounds; round++)
        {
            random.Shuffle(order.AsSpan());
            double worst = 0;
            foreach (var row in order)
            {
                var sign = isMember[row] ? 1 : -1;
                var slope = (sign * machine.Score(rows, row)) - 1 + (alphas[row] / (2 * cost));
                var violation = alphas[row] <= 0 ? Math.Min(slope, 0) : slope;
                worst = Math.Max(worst, Math.Abs(violation));
                if (Math.Abs(violation) < 1e-9) continue;

                var next = Math.Max(0, alphas[row] - (slope / (squares[row] + (0.5 / cost))));
                machine.Add(rows, row, (float)(sign * (next - alphas[row])));
                alphas[row] = next;
            }

            if (worst < Tolerance) break;
        }

        return machine;
    }

    /// <summary>min ½|w|² + C Σ |w·x - y|.</summary>
    public static LinearMachine FitNumber(TermRows rows, ReadOnlySpan<double> targets, double cost, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(targets.Length, rows.Count);
        var machine = new LinearMachine(rows.Columns);
        var betas = new double[rows.Count];
        var squares = Squares(rows);
        int[] order = [.. Enumerable.Range(0, rows.Count)];
        var random = new Prng(seed);
        for (var round = 0; round < 4 * MaxRounds; round++)
        {
            random.Shuffle(order.AsSpan());
            double moved = 0;
            foreach (var row in order)
            {
                var step = (machine.Score(rows, row) - targets[row]) / squares[row];
                var next = Math.Clamp(betas[row] - step, -cost, cost);
                if (next.Equals(betas[row])) continue;
                moved = Math.Max(moved, Math.Abs(next - betas[row]));
                machine.Add(rows, row, (float)(next - betas[row]));
                betas[row] = next;
            }

            if (moved < Tolerance * cost) break;
        }

        return machine;
    }

    private void Add(TermRows rows, int row, float scale)
    {
        rows.AddTo(row, scale, _weights);
        _constant += scale;
    }

    // With the constant's own 1, so that an empty row can be fitted too.
    private static double[] Squares(TermRows rows)
    {
        var squares = new double[rows.Count];
        for (var row = 0; row < rows.Count; row++)
        {
            squares[row] = 1;
            foreach (var value in rows.ValuesOf(row)) squares[row] += (double)value * value;
        }

        return squares;
    }
}
