using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LearnerGraph.Infrastructure.Learning.Neural;

/// <summary>
/// Products of matrices of floats, blocked for the caches and the vector registers, on one thread or two. Allocates
/// only when a product is larger than any before it.
/// </summary>
/// <remarks>
/// Each element is a sum in a fixed order, whatever the number of threads: the same answer on the same machine.
/// Blocking after K. Goto, R. van de Geijn, "Anatomy of high-performance matrix multiplication", ACM TOMS 34(3), 2008;
/// only the right side is packed. One product at a time per instance. See docs/algorithms/neural.md.
/// </remarks>
internal sealed class MatrixProduct
{
    /// <summary>Depth of a block: 192 × 32 floats stay in the first cache.</summary>
    private const int DepthBlock = 192;

    /// <summary>Rows of a block: 240 × 192 floats stay in the second cache. A multiple of 12.</summary>
    private const int RowBlock = 240;

    /// <summary>Fewer multiplications than this are done before a second thread has woken up.</summary>
    private const long WorthTwoThreads = 1 << 20;

    private readonly PackedMatrix _packed = new();
    private readonly SecondThread? _second;
    private readonly Action _secondHalf;
    private Job _job;
    private int _middle;

    /// <param name="second">Does half of each large product; the caller's to end. Null for one thread.</param>
    public MatrixProduct(SecondThread? second = null)
    {
        _second = second;
        _secondHalf = () => Run(_job, _middle, _job.Rows);
    }

    /// <summary>c (+)= a b, for a of rows × depth and b of depth × columns.</summary>
    public void Multiply(Matrix a, Matrix b, Matrix c, bool adds = false)
    {
        _packed.Pack(b.Span, b.Columns, b.Rows, b.Columns);
        Multiply(a, _packed, c, adds);
    }

    /// <summary>c (+)= aᵀ b, for a of depth × rows and b of depth × columns.</summary>
    public void MultiplyLeftTransposed(Matrix a, Matrix b, Matrix c, bool adds = false) =>
        MultiplyLeftTransposed(a, b, c.Values, adds);

    /// <summary>c (+)= aᵀ b, for a of depth × rows, b of depth × columns and c of rows × columns.</summary>
    public void MultiplyLeftTransposed(Matrix a, Matrix b, float[] c, bool adds = false)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(b.Rows, a.Rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(c.Length, a.Columns * b.Columns);
        _packed.Pack(b.Span, b.Columns, b.Rows, b.Columns);
        Start(new Job(a.Values, 0, 1, a.Columns, _packed, c, 0, b.Columns, a.Columns, adds));
    }

    /// <summary>c (+)= a b, where b is packed.</summary>
    public void Multiply(Matrix a, PackedMatrix b, Matrix c, bool adds = false)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(b.Depth, a.Columns);
        ArgumentOutOfRangeException.ThrowIfNotEqual(c.Columns, b.Columns);
        Multiply(a, 0, b, c, 0, a.Rows, adds);
    }

    /// <summary>The same for some rows only, from the given ones on.</summary>
    public void Multiply(Matrix a, int firstOfA, PackedMatrix b, Matrix c, int firstOfC, int rows, bool adds)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstOfA + rows, a.Capacity);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstOfC + rows, c.Capacity);
        Start(new Job(
            a.Values, firstOfA * a.Columns, a.Columns, 1, b, c.Values, firstOfC * c.Columns, c.Columns, rows, adds));
    }

    /// <summary>
    /// c (+)= a b over plain arrays: element (i, p) of a lies at offset + i · rowStride + p · depthStride, row i of c
    /// at offset + i · width.
    /// </summary>
    public void Multiply(
        (float[] Values, int Offset, int RowStride, int DepthStride) a, PackedMatrix b,
        (float[] Values, int Offset, int Width) c, int rows, bool adds) =>
        Start(new Job(a.Values, a.Offset, a.RowStride, a.DepthStride, b, c.Values, c.Offset, c.Width, rows, adds));

    private void Start(in Job job)
    {
        if (job.Rows == 0 || job.B.Columns == 0) return;
        if (job.B.Depth == 0)
        {
            Clear(job);
            return;
        }

        if (_second is null || (long)job.Rows * job.B.Columns * job.B.Depth < WorthTwoThreads)
        {
            Run(job, 0, job.Rows);
            return;
        }

        _job = job;
        _middle = Math.Min(job.Rows, (((job.Rows / 2) + Kernels512.Rows - 1) / Kernels512.Rows) * Kernels512.Rows);
        _second.Begin(_secondHalf);
        Run(job, 0, _middle);
        _second.End();
    }

    private static void Clear(in Job job)
    {
        if (job.Adds) return;
        for (int row = 0; row < job.Rows; row++)
        {
            job.C.AsSpan(job.COffset + (row * job.Width), job.B.Columns).Clear();
        }
    }

    private static void Run(in Job job, int from, int until)
    {
        int panels = (job.B.Columns + PackedMatrix.PanelColumns - 1) / PackedMatrix.PanelColumns;
        for (int p = 0; p < job.B.Depth; p += DepthBlock)
        {
            int depth = Math.Min(DepthBlock, job.B.Depth - p);
            bool adds = job.Adds || p > 0;
            for (int block = from; block < until; block += RowBlock)
            {
                int end = Math.Min(until, block + RowBlock);
                for (int panel = 0; panel < panels; panel++) RunPanel(job, panel, p, depth, block, end, adds);
            }
        }
    }

    private static void RunPanel(in Job job, int panel, int p, int depth, int from, int until, bool adds)
    {
        int width = PackedMatrix.PanelColumns, first = panel * width;
        ref float b = ref job.B.Values[((panel * job.B.Depth) + p) * width];
        ref float a0 = ref MemoryMarshal.GetArrayDataReference(job.A);
        ref float c0 = ref MemoryMarshal.GetArrayDataReference(job.C);
        bool isWhole = first + width <= job.B.Columns;
        Span<float> edge = stackalloc float[isWhole ? 0 : Kernels512.Rows * Kernels512.Columns];
        int step;
        for (int row = from; row < until; row += step)
        {
            ref float a = ref Unsafe.Add(ref a0, job.AOffset + (row * job.RowStride) + (p * job.DepthStride));
            step = StepFor(until - row);
            if (isWhole)
            {
                ref float c = ref Unsafe.Add(ref c0, job.COffset + (row * job.Width) + first);
                Tile(ref a, job, ref b, depth, step, ref c, job.Width, adds);
                continue;
            }

            Tile(ref a, job, ref b, depth, step, ref MemoryMarshal.GetReference(edge), width, adds: false);
            for (int i = 0; i < step; i++)
            {
                int at = job.COffset + ((row + i) * job.Width) + first;
                for (int j = 0; j < job.B.Columns - first; j++)
                {
                    job.C[at + j] = adds ? job.C[at + j] + edge[(i * width) + j] : edge[(i * width) + j];
                }
            }
        }
    }

    private static int StepFor(int rows) => Vector512.IsHardwareAccelerated
        ? rows >= Kernels512.Rows ? Kernels512.Rows : rows >= 4 ? 4 : 1
        : rows >= Kernels256.Rows ? Kernels256.Rows : 1;

    private static void Tile(
        ref float a, in Job job, ref float b, int depth, int rows, ref float c, int width, bool adds)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            if (rows == Kernels512.Rows)
            {
                Kernels512.Multiply12(ref a, job.RowStride, job.DepthStride, ref b, depth, ref c, width, adds);
            }
            else if (rows == 4)
            {
                Kernels512.Multiply4(ref a, job.RowStride, job.DepthStride, ref b, depth, ref c, width, adds);
            }
            else
            {
                Kernels512.Multiply1(ref a, job.DepthStride, ref b, depth, ref c, adds);
            }
        }
        else if (rows == Kernels256.Rows)
        {
            Kernels256.Multiply6(ref a, job.RowStride, job.DepthStride, ref b, depth, ref c, width, adds);
        }
        else
        {
            Kernels256.Multiply1(ref a, job.DepthStride, ref b, depth, ref c, adds);
        }
    }

    private readonly record struct Job(
        float[] A, int AOffset, int RowStride, int DepthStride, PackedMatrix B, float[] C, int COffset, int Width,
        int Rows, bool Adds);
}
