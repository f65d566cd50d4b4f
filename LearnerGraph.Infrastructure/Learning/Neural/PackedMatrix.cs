using System.Runtime.Intrinsics;

namespace LearnerGraph.Infrastructure.Learning.Neural;

/// <summary>
/// The right side of products, laid out in panels of as many columns as the inner product keeps in registers; packed
/// once, multiplied often. Columns past the last are 0.
/// </summary>
internal sealed class PackedMatrix
{
    /// <summary>Columns of one panel.</summary>
    public static readonly int PanelColumns =
        Vector512.IsHardwareAccelerated ? Kernels512.Columns : Kernels256.Columns;

    /// <summary>Panels one after the other, each <see cref="Depth"/> rows of <see cref="PanelColumns"/>.</summary>
    public float[] Values { get; private set; } = [];

    /// <summary>Rows of the packed matrix: the length of the sums.</summary>
    public int Depth { get; private set; }

    public int Columns { get; private set; }

    /// <summary>Takes in a matrix of depth × columns whose rows lie <paramref name="stride"/> apart.</summary>
    public void Pack(ReadOnlySpan<float> source, int stride, int depth, int columns)
    {
        int panels = Reserve(depth, columns);
        for (int panel = 0; panel < panels; panel++)
        {
            int first = panel * PanelColumns, taken = Math.Min(PanelColumns, columns - first);
            Span<float> target = Values.AsSpan(panel * depth * PanelColumns, depth * PanelColumns);
            for (int row = 0; row < depth; row++)
            {
                source.Slice((row * stride) + first, taken).CopyTo(target[(row * PanelColumns)..]);
                if (taken < PanelColumns) target.Slice((row * PanelColumns) + taken, PanelColumns - taken).Clear();
            }
        }
    }

    /// <summary>
    /// Takes in the transpose of a matrix of columns × depth whose rows lie <paramref name="stride"/> apart.
    /// </summary>
    public void PackTransposed(ReadOnlySpan<float> source, int stride, int depth, int columns)
    {
        int panels = Reserve(depth, columns);
        for (int panel = 0; panel < panels; panel++)
        {
            int first = panel * PanelColumns, taken = Math.Min(PanelColumns, columns - first);
            Span<float> target = Values.AsSpan(panel * depth * PanelColumns, depth * PanelColumns);
            if (taken < PanelColumns) target.Clear();
            for (int column = 0; column < taken; column++)
            {
                ReadOnlySpan<float> row = source.Slice((first + column) * stride, depth);
                for (int i = 0; i < row.Length; i++) target[(i * PanelColumns) + column] = row[i];
            }
        }
    }

    private int Reserve(int depth, int columns)
    {
        int panels = (columns + PanelColumns - 1) / PanelColumns;
        if (Values.Length < panels * PanelColumns * depth) Values = new float[panels * PanelColumns * depth];
        (Depth, Columns) = (depth, columns);
        return panels;
    }
}
