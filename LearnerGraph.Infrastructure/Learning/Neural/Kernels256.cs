using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LearnerGraph.Infrastructure.Learning.Neural;

/// <summary>The inner products for 256-bit vectors, and for machines with less: 6 or 1 rows by 16 columns.</summary>
internal static class Kernels256
{
    public const int Rows = 6;
    public const int Columns = 16;

    public static void Multiply6(
        ref float a, nint rowStride, nint depthStride, ref float b, int depth, ref float c, int width, bool adds)
    {
        nint twice = 2 * rowStride;
        ref float a3 = ref Unsafe.Add(ref a, 3 * rowStride);
        Vector256<float> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default;
        Vector256<float> c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
        for (int p = 0; p < depth; p++)
        {
            var b0 = Vector256.LoadUnsafe(ref b);
            var b1 = Vector256.LoadUnsafe(ref b, 8);
            var x = Vector256.Create(a);
            c00 = Vector256.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector256.FusedMultiplyAdd(x, b1, c01);
            x = Vector256.Create(Unsafe.Add(ref a, rowStride));
            c10 = Vector256.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector256.FusedMultiplyAdd(x, b1, c11);
            x = Vector256.Create(Unsafe.Add(ref a, twice));
            c20 = Vector256.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector256.FusedMultiplyAdd(x, b1, c21);
            x = Vector256.Create(a3);
            c30 = Vector256.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector256.FusedMultiplyAdd(x, b1, c31);
            x = Vector256.Create(Unsafe.Add(ref a3, rowStride));
            c40 = Vector256.FusedMultiplyAdd(x, b0, c40);
            c41 = Vector256.FusedMultiplyAdd(x, b1, c41);
            x = Vector256.Create(Unsafe.Add(ref a3, twice));
            c50 = Vector256.FusedMultiplyAdd(x, b0, c50);
            c51 = Vector256.FusedMultiplyAdd(x, b1, c51);
            b = ref Unsafe.Add(ref b, Columns);
            a = ref Unsafe.Add(ref a, depthStride);
            a3 = ref Unsafe.Add(ref a3, depthStride);
        }

        Store(c00, c01, ref c, adds);
        Store(c10, c11, ref Unsafe.Add(ref c, width), adds);
        Store(c20, c21, ref Unsafe.Add(ref c, 2 * width), adds);
        Store(c30, c31, ref Unsafe.Add(ref c, 3 * width), adds);
        Store(c40, c41, ref Unsafe.Add(ref c, 4 * width), adds);
        Store(c50, c51, ref Unsafe.Add(ref c, 5 * width), adds);
    }

    public static void Multiply1(ref float a, nint depthStride, ref float b, int depth, ref float c, bool adds)
    {
        Vector256<float> c0 = default, c1 = default;
        for (int p = 0; p < depth; p++)
        {
            var x = Vector256.Create(a);
            c0 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref b), c0);
            c1 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref b, 8), c1);
            b = ref Unsafe.Add(ref b, Columns);
            a = ref Unsafe.Add(ref a, depthStride);
        }

        Store(c0, c1, ref c, adds);
    }

    private static void Store(Vector256<float> low, Vector256<float> high, ref float c, bool adds)
    {
        if (adds)
        {
            low += Vector256.LoadUnsafe(ref c);
            high += Vector256.LoadUnsafe(ref c, 8);
        }

        low.StoreUnsafe(ref c);
        high.StoreUnsafe(ref c, 8);
    }
}
