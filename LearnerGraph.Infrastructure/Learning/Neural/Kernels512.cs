using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LearnerGraph.Infrastructure.Learning.Neural;

/// <summary>The inner products for 512-bit vectors: 12, 4 or 1 rows by 32 columns kept in registers.</summary>
/// <remarks>
/// Rows of the left side are read where they lie, three from one base address, so that the addresses fit into the
/// general registers. The right side is a panel of a <see cref="PackedMatrix"/>.
/// </remarks>
internal static class Kernels512
{
    public const int Rows = 12;
    public const int Columns = 32;

    public static void Multiply12(
        ref float a, nint rowStride, nint depthStride, ref float b, int depth, ref float c, int width, bool adds)
    {
        nint twice = 2 * rowStride;
        ref float a0 = ref a;
        ref float a3 = ref Unsafe.Add(ref a0, 3 * rowStride);
        ref float a6 = ref Unsafe.Add(ref a3, 3 * rowStride);
        ref float a9 = ref Unsafe.Add(ref a6, 3 * rowStride);
        Vector512<float> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default;
        Vector512<float> c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
        Vector512<float> c60 = default, c61 = default, c70 = default, c71 = default, c80 = default, c81 = default;
        Vector512<float> c90 = default, c91 = default, d00 = default, d01 = default, d10 = default, d11 = default;
        for (int p = 0; p < depth; p++)
        {
            var b0 = Vector512.LoadUnsafe(ref b);
            var b1 = Vector512.LoadUnsafe(ref b, 16);
            var x = Vector512.Create(a0);
            c00 = Vector512.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(x, b1, c01);
            x = Vector512.Create(Unsafe.Add(ref a0, rowStride));
            c10 = Vector512.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(x, b1, c11);
            x = Vector512.Create(Unsafe.Add(ref a0, twice));
            c20 = Vector512.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(x, b1, c21);
            x = Vector512.Create(a3);
            c30 = Vector512.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(x, b1, c31);
            x = Vector512.Create(Unsafe.Add(ref a3, rowStride));
            c40 = Vector512.FusedMultiplyAdd(x, b0, c40);
            c41 = Vector512.FusedMultiplyAdd(x, b1, c41);
            x = Vector512.Create(Unsafe.Add(ref a3, twice));
            c50 = Vector512.FusedMultiplyAdd(x, b0, c50);
            c51 = Vector512.FusedMultiplyAdd(x, b1, c51);
            x = Vector512.Create(a6);
            c60 = Vector512.FusedMultiplyAdd(x, b0, c60);
            c61 = Vector512.FusedMultiplyAdd(x, b1, c61);
            x = Vector512.Create(Unsafe.Add(ref a6, rowStride));
            c70 = Vector512.FusedMultiplyAdd(x, b0, c70);
            c71 = Vector512.FusedMultiplyAdd(x, b1, c71);
            x = Vector512.Create(Unsafe.Add(ref a6, twice));
            c80 = Vector512.FusedMultiplyAdd(x, b0, c80);
            c81 = Vector512.FusedMultiplyAdd(x, b1, c81);
            x = Vector512.Create(a9);
            c90 = Vector512.FusedMultiplyAdd(x, b0, c90);
            c91 = Vector512.FusedMultiplyAdd(x, b1, c91);
            x = Vector512.Create(Unsafe.Add(ref a9, rowStride));
            d00 = Vector512.FusedMultiplyAdd(x, b0, d00);
            d01 = Vector512.FusedMultiplyAdd(x, b1, d01);
            x = Vector512.Create(Unsafe.Add(ref a9, twice));
            d10 = Vector512.FusedMultiplyAdd(x, b0, d10);
            d11 = Vector512.FusedMultiplyAdd(x, b1, d11);
            b = ref Unsafe.Add(ref b, Columns);
            a0 = ref Unsafe.Add(ref a0, depthStride);
            a3 = ref Unsafe.Add(ref a3, depthStride);
            a6 = ref Unsafe.Add(ref a6, depthStride);
            a9 = ref Unsafe.Add(ref a9, depthStride);
        }

        Store(c00, c01, ref c, adds);
        Store(c10, c11, ref Unsafe.Add(ref c, width), adds);
        Store(c20, c21, ref Unsafe.Add(ref c, 2 * width), adds);
        Store(c30, c31, ref Unsafe.Add(ref c, 3 * width), adds);
        Store(c40, c41, ref Unsafe.Add(ref c, 4 * width), adds);
        Store(c50, c51, ref Unsafe.Add(ref c, 5 * width), adds);
        Store(c60, c61, ref Unsafe.Add(ref c, 6 * width), adds);
        Store(c70, c71, ref Unsafe.Add(ref c, 7 * width), adds);
        Store(c80, c81, ref Unsafe.Add(ref c, 8 * width), adds);
        Store(c90, c91, ref Unsafe.Add(ref c, 9 * width), adds);
        Store(d00, d01, ref Unsafe.Add(ref c, 10 * width), adds);
        Store(d10, d11, ref Unsafe.Add(ref c, 11 * width), adds);
    }

    public static void Multiply4(
        ref float a, nint rowStride, nint depthStride, ref float b, int depth, ref float c, int width, bool adds)
    {
        nint twice = 2 * rowStride;
        ref float a3 = ref Unsafe.Add(ref a, 3 * rowStride);
        Vector512<float> c00 = default, c01 = default, c10 = default, c11 = default;
        Vector512<float> c20 = default, c21 = default, c30 = default, c31 = default;
        for (int p = 0; p < depth; p++)
        {
            var b0 = Vector512.LoadUnsafe(ref b);
            var b1 = Vector512.LoadUnsafe(ref b, 16);
            var x = Vector512.Create(a);
            c00 = Vector512.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(x, b1, c01);
            x = Vector512.Create(Unsafe.Add(ref a, rowStride));
            c10 = Vector512.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(x, b1, c11);
            x = Vector512.Create(Unsafe.Add(ref a, twice));
            c20 = Vector512.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(x, b1, c21);
            x = Vector512.Create(a3);
            c30 = Vector512.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(x, b1, c31);
            b = ref Unsafe.Add(ref b, Columns);
            a = ref Unsafe.Add(ref a, depthStride);
            a3 = ref Unsafe.Add(ref a3, depthStride);
        }

        Store(c00, c01, ref c, adds);
        Store(c10, c11, ref Unsafe.Add(ref c, width), adds);
        Store(c20, c21, ref Unsafe.Add(ref c, 2 * width), adds);
        Store(c30, c31, ref Unsafe.Add(ref c, 3 * width), adds);
    }

    public static void Multiply1(ref float a, nint depthStride, ref float b, int depth, ref float c, bool adds)
    {
        Vector512<float> c0 = default, c1 = default;
        for (int p = 0; p < depth; p++)
        {
            var x = Vector512.Create(a);
            c0 = Vector512.FusedMultiplyAdd(x, Vector512.LoadUnsafe(ref b), c0);
            c1 = Vector512.FusedMultiplyAdd(x, Vector512.LoadUnsafe(ref b, 16), c1);
            b = ref Unsafe.Add(ref b, Columns);
            a = ref Unsafe.Add(ref a, depthStride);
        }

        Store(c0, c1, ref c, adds);
    }

    private static void Store(Vector512<float> low, Vector512<float> high, ref float c, bool adds)
    {
        if (adds)
        {
            low += Vector512.LoadUnsafe(ref c);
            high += Vector512.LoadUnsafe(ref c, 16);
        }

        low.StoreUnsafe(ref c);
        high.StoreUnsafe(ref c, 16);
    }
}
