using System.Numerics.Tensors;
using LearnerGraph.Domain.Models.Ranking;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Infrastructure.Learning.Neural;

namespace LearnerGraph.Infrastructure.Learning.Ranking;

/// <summary>How <see cref="ImplicitFactors"/> are fitted.</summary>
/// <param name="Unobserved">Weight of a pair that was not seen, beside 1 for one that was.</param>
/// <param name="Ridge">Times the user's pairs plus the weight of all unseen ones.</param>
internal sealed record ImplicitOptions(
    int Width = 64, double Unobserved = 0.3, double Ridge = 0.003, int Rounds = 16, double Deviation = 0.1);

/// <summary>
/// iALS: factors of users and items whose products are near 1 for pairs that were seen and, with less weight, near 0
/// for all others; one side at a time is solved exactly.
/// </summary>
/// <remarks>
/// Y. Hu, Y. Koren, C. Volinsky, ICDM 2008, with the ridge by frequency of S. Rendle et al., "Revisiting the
/// performance of iALS on item recommendation benchmarks", RecSys 2022.
/// </remarks>
internal sealed class ImplicitFactors : IItemScorer
{
    private ImplicitFactors(Matrix users, Matrix items) => (Users, Items) = (users, items);

    public Matrix Users { get; }

    public Matrix Items { get; }

    public static ImplicitFactors Fit(Interactions pairs, RankingFit fit, ImplicitOptions options)
    {
        var prng = new Prng(fit.Seed);
        Matrix users = new(pairs.Users, options.Width), items = new(pairs.Items, options.Width);
        double deviation = options.Deviation / Math.Sqrt(options.Width);
        foreach (ref float value in users.Span) value = (float)(prng.NextGaussian() * deviation);
        foreach (ref float value in items.Span) value = (float)(prng.NextGaussian() * deviation);

        var turned = pairs.Transpose();
        var product = new MatrixProduct();
        for (int round = 0; round < options.Rounds; round++)
        {
            Solve(pairs, items, users, product, options, fit.Cancellation);
            Solve(turned, users, items, product, options, fit.Cancellation);
            fit.Progress.Report((round + 1.0) / options.Rounds);
        }

        return new ImplicitFactors(users, items);
    }

    public void Score(int user, ReadOnlySpan<int> items, Span<float> scores)
    {
        for (int i = 0; i < items.Length; i++)
        {
            scores[i] = user < Users.Rows && items[i] < Items.Rows
                ? TensorPrimitives.Dot<float>(Users.Row(user), Items.Row(items[i]))
                : 0;
        }
    }

    // (w YᵀY + Σ y yᵀ + ridge) x = Σ y over the y of those that were seen.
    private static void Solve(
        Interactions pairs, Matrix fixedSide, Matrix target, MatrixProduct product, ImplicitOptions options,
        CancellationToken ct)
    {
        int width = options.Width;
        Matrix gram = new(width, width), system = new(width, width);
        product.MultiplyLeftTransposed(fixedSide, fixedSide, gram);
        TensorPrimitives.Multiply(gram.Span, (float)options.Unobserved, gram.Span);
        var seen = new Matrix(LongestOf(pairs), width);
        for (int row = 0; row < pairs.Users; row++)
        {
            if (row % 256 == 0) ct.ThrowIfCancellationRequested();
            ReadOnlySpan<int> had = pairs.ItemsOf(row);
            Span<float> solution = target.Row(row);
            solution.Clear();
            seen.Rows = had.Length;
            for (int i = 0; i < had.Length; i++)
            {
                fixedSide.Row(had[i]).CopyTo(seen.Row(i));
                TensorPrimitives.Add(solution, seen.Row(i), solution);
            }

            gram.Span.CopyTo(system.Span);
            product.MultiplyLeftTransposed(seen, seen, system, adds: true);
            float ridge = (float)(options.Ridge * (had.Length + (options.Unobserved * pairs.Items)));
            for (int i = 0; i < width; i++) system.Row(i)[i] += ridge;
            Cholesky(system, solution);
        }
    }

    private static int LongestOf(Interactions pairs)
    {
        int longest = 0;
        for (int row = 0; row < pairs.Users; row++) longest = Math.Max(longest, pairs.ItemsOf(row).Length);
        return longest;
    }

    // Solves in place; the system is symmetric and positive definite, since the ridge is above 0.
    private static void Cholesky(Matrix a, Span<float> x)
    {
        int n = x.Length;
        for (int i = 0; i < n; i++)
        {
            Span<float> row = a.Row(i);
            for (int j = 0; j < i; j++)
            {
                row[j] = (row[j] - TensorPrimitives.Dot<float>(row[..j], a.Row(j)[..j])) / a.Row(j)[j];
            }

            row[i] = MathF.Sqrt(row[i] - TensorPrimitives.SumOfSquares<float>(row[..i]));
            x[i] = (x[i] - TensorPrimitives.Dot<float>(row[..i], x[..i])) / row[i];
        }

        for (int i = n - 1; i >= 0; i--)
        {
            x[i] /= a.Row(i)[i];
            TensorPrimitives.MultiplyAdd(a.Row(i)[..i], -x[i], x[..i], x[..i]);
        }
    }
}
