using LearnerGraph.Infrastructure.Learning.Neural;

namespace LearnerGraph.Infrastructure.Learning.Ranking;

/// <summary>Inverses of symmetric positive definite matrices, in place.</summary>
/// <remarks>
/// Gauss-Jordan by blocks without pivoting, which positive definite matrices do not need: 2 n³ operations, nearly all
/// in matrix products; the blocks on the diagonal are inverted in double precision. N. Higham, "Accuracy and stability
/// of numerical algorithms", section 14.4. Errors near n · 6e-8 · condition.
/// </remarks>
internal static class Inverse
{
    private const int Block = 96;

    public static void Replace(
        Matrix matrix, MatrixProduct product, IProgress<double> progress, CancellationToken ct)
    {
        int n = matrix.Rows;
        ArgumentOutOfRangeException.ThrowIfNotEqual(matrix.Columns, n);
        var column = new Matrix(n, Block);
        var packed = new PackedMatrix();
        double[] pivot = new double[Block * Block], identity = new double[Block * Block];
        float[] small = new float[Block * Block], panel = new float[Block * n];
        for (int k = 0; k < n; k += Block)
        {
            ct.ThrowIfCancellationRequested();
            int size = Math.Min(Block, n - k);
            Invert(matrix, k, size, pivot, identity, small);

            // The block column leaves the matrix; unit columns take its place, so that the products below fill it.
            for (int row = 0; row < n; row++)
            {
                Span<float> taken = matrix.Row(row).Slice(k, size), kept = column.Row(row);
                bool isPivot = row >= k && row < k + size;
                for (int j = 0; j < size; j++)
                {
                    kept[j] = isPivot ? 0 : -taken[j];
                    taken[j] = isPivot && row - k == j ? 1 : 0;
                }
            }

            packed.Pack(matrix.Values.AsSpan(k * n), n, size, n);
            product.Multiply((small, 0, size, 1), packed, (panel, 0, n), size, adds: false);
            packed.Pack(panel, n, size, n);
            product.Multiply((column.Values, 0, Block, 1), packed, (matrix.Values, 0, n), n, adds: true);
            panel.AsSpan(0, size * n).CopyTo(matrix.Values.AsSpan(k * n));
            progress.Report((double)(k + size) / n);
        }
    }

    // Gauss-Jordan on one block, in double.
    private static void Invert(Matrix matrix, int k, int size, double[] a, double[] b, float[] result)
    {
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                a[(i * size) + j] = matrix.Row(k + i)[k + j];
                b[(i * size) + j] = i == j ? 1 : 0;
            }
        }

        for (int p = 0; p < size; p++)
        {
            double scale = 1 / a[(p * size) + p];
            for (int j = 0; j < size; j++)
            {
                a[(p * size) + j] *= scale;
                b[(p * size) + j] *= scale;
            }

            for (int i = 0; i < size; i++)
            {
                double factor = a[(i * size) + p];
                if (i == p || factor == 0) continue;
                for (int j = 0; j < size; j++)
                {
                    a[(i * size) + j] -= factor * a[(p * size) + j];
                    b[(i * size) + j] -= factor * b[(p * size) + j];
                }
            }
        }

        for (int i = 0; i < size * size; i++) result[i] = (float)b[i];
    }
}
