using System.Numerics.Tensors;

namespace LearnerGraph.Domain.Intelligence.Text;

/// <summary>Makes the columns of a tall matrix orthonormal, through the Cholesky factor of its Gram matrix.</summary>
internal static class Orthonormal
{
    private const int BlockRows = 256;
    private const double Vanishing = 1e-10;

    /// <summary>In place; a column that depends on those before it becomes 0.</summary>
    /// <param name="matrix">By rows, each <paramref name="width"/> long.</param>
    /// <remarks>
    /// Cholesky QR squares the condition number, so it runs twice: Yamamoto et al., ETNA 44 (2015), 306-326.
    /// </remarks>
    public static void Columns(Span<float> matrix, int width)
    {
        Once(matrix, width);
        Once(matrix, width);
    }

    /// <summary>matrixᵀ · matrix; blocks of rows are summed in floats, the blocks in doubles.</summary>
    public static double[] Gram(ReadOnlySpan<float> matrix, int width)
    {
        var gram = new double[width * width];
        var block = new float[width * width];
        var rows = matrix.Length / width;
        for (var start = 0; start < rows; start += BlockRows)
        {
            Array.Clear(block);
            for (var row = start; row < Math.Min(rows, start + BlockRows); row++)
            {
                var values = matrix.Slice(row * width, width);
                for (var i = 0; i < width; i++)
                {
                    if (values[i] == 0) continue;
                    var to = block.AsSpan((i * width) + i, width - i);
                    TensorPrimitives.MultiplyAdd(values[i..], values[i], to, to);
                }
            }

            for (var i = 0; i < gram.Length; i++) gram[i] += block[i];
        }

        for (var i = 0; i < width; i++)
        {
            for (var j = 0; j < i; j++) gram[(i * width) + j] = gram[(j * width) + i];
        }

        return gram;
    }

    private static void Once(Span<float> matrix, int width)
    {
        var upper = Factor(Gram(matrix, width), width);
        for (var start = 0; start < matrix.Length; start += width)
        {
            var row = matrix.Slice(start, width);
            for (var j = 0; j < width; j++)
            {
                var pivot = upper[(j * width) + j];
                row[j] = pivot > 0 ? row[j] / pivot : 0;
                if (row[j] == 0 || j + 1 == width) continue;
                TensorPrimitives.MultiplyAdd(
                    upper.AsSpan((j * width) + j + 1, width - j - 1), -row[j], row[(j + 1)..], row[(j + 1)..]);
            }
        }
    }

    // The upper factor R of gram = RᵀR, row by row; 0 on the diagonal where a column adds nothing new.
    private static float[] Factor(double[] gram, int width)
    {
        var upper = new float[width * width];
        var largest = 0.0;
        for (var i = 0; i < width; i++) largest = Math.Max(largest, gram[(i * width) + i]);
        for (var j = 0; j < width; j++)
        {
            var row = gram.AsSpan(j * width, width);
            if (row[j] <= largest * Vanishing) continue;
            var pivot = Math.Sqrt(row[j]);
            for (var k = j; k < width; k++)
            {
                row[k] /= pivot;
                upper[(j * width) + k] = (float)row[k];
            }

            for (var i = j + 1; i < width; i++)
            {
                var below = gram.AsSpan(i * width, width);
                for (var k = i; k < width; k++) below[k] -= row[i] * row[k];
            }
        }

        return upper;
    }
}
