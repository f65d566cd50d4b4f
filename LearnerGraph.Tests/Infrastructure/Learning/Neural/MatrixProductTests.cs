using LearnerGraph.Domain.Numerics;
using LearnerGraph.Infrastructure.Learning.Neural;

namespace LearnerGraph.Tests.Infrastructure.Learning.Neural;

public sealed class MatrixProductTests
{
    public static TheoryData<int, int, int> Sizes => new()
    {
        { 1, 1, 1 }, { 0, 3, 4 }, { 3, 0, 4 }, { 3, 4, 0 }, { 12, 32, 8 }, { 13, 33, 9 }, { 11, 31, 200 },
        { 64, 16, 193 }, { 241, 65, 385 }, { 7, 100, 64 }, { 260, 130, 17 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Multiply_agrees_with_the_textbook_loop(int rows, int columns, int depth)
    {
        var prng = new Prng(7);
        Matrix a = Random(rows, depth, ref prng), b = Random(depth, columns, ref prng);
        var c = Random(rows, columns, ref prng);
        float[] before = [.. c.Values];
        var one = new MatrixProduct();

        one.Multiply(a, b, c, adds: true);
        Compare(c, a, b, before);

        one.Multiply(a, b, c);
        Compare(c, a, b, new float[before.Length]);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Multiply_takes_either_side_transposed(int rows, int columns, int depth)
    {
        var prng = new Prng(8);
        Matrix a = Random(rows, depth, ref prng), b = Random(depth, columns, ref prng);
        var c = new Matrix(rows, columns);
        var product = new MatrixProduct();

        product.MultiplyLeftTransposed(Transpose(a), b, c);
        Compare(c, a, b, new float[rows * columns]);

        var packed = new PackedMatrix();
        packed.PackTransposed(Transpose(b).Values, depth, depth, columns);
        product.Multiply(a, packed, c);
        Compare(c, a, b, new float[rows * columns]);
    }

    [Fact]
    public void Multiply_gives_the_same_bits_on_two_threads()
    {
        var prng = new Prng(9);
        Matrix a = Random(300, 200, ref prng), b = Random(200, 150, ref prng);
        Matrix alone = new(300, 150), shared = new(300, 150);
        using var second = new SecondThread();
        MatrixProduct one = new(), two = new(second);

        one.Multiply(a, b, alone);
        two.Multiply(a, b, shared);

        shared.Values.Should().Equal(alone.Values);
    }

    [Fact]
    public void Multiply_allocates_nothing()
    {
        var prng = new Prng(10);
        Matrix a = Random(130, 70, ref prng), b = Random(70, 50, ref prng), c = new(130, 50);
        var product = new MatrixProduct();
        product.Multiply(a, b, c);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) product.Multiply(a, b, c);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    [Fact]
    public void Kernels_of_both_widths_agree()
    {
        var prng = new Prng(11);
        Matrix a = Random(12, 40, ref prng), b = Random(40, 32, ref prng);
        Matrix wide = new(12, 32), narrow = new(12, 16);

        Kernels512.Multiply12(ref a.Values[0], 40, 1, ref b.Values[0], 40, ref wide.Values[0], 32, adds: false);
        var half = new Matrix(40, 16);
        for (int i = 0; i < 40; i++) b.Row(i)[..16].CopyTo(half.Row(i));
        Kernels256.Multiply6(ref a.Values[0], 40, 1, ref half.Values[0], 40, ref narrow.Values[0], 16, adds: false);
        Kernels256.Multiply1(ref a.Row(6)[0], 1, ref half.Values[0], 40, ref narrow.Row(6)[0], adds: false);

        for (int i = 0; i < 7; i++)
        {
            for (int j = 0; j < 16; j++) narrow.Row(i)[j].Should().BeApproximately(wide.Row(i)[j], 1e-4f);
        }
    }

    internal static Matrix Random(int rows, int columns, ref Prng prng)
    {
        var matrix = new Matrix(rows, columns);
        foreach (ref float value in matrix.Values.AsSpan()) value = (float)prng.NextGaussian();
        return matrix;
    }

    private static Matrix Transpose(Matrix source)
    {
        var turned = new Matrix(source.Columns, source.Rows);
        for (int i = 0; i < source.Rows; i++)
        {
            for (int j = 0; j < source.Columns; j++) turned.Row(j)[i] = source.Row(i)[j];
        }

        return turned;
    }

    private static void Compare(Matrix c, Matrix a, Matrix b, float[] before)
    {
        for (int i = 0; i < c.Rows; i++)
        {
            for (int j = 0; j < c.Columns; j++)
            {
                double sum = before[(i * c.Columns) + j];
                for (int p = 0; p < a.Columns; p++) sum += (double)a.Row(i)[p] * b.Row(p)[j];
                ((double)c.Row(i)[j]).Should().BeApproximately(sum, 1e-3);
            }
        }
    }
}
