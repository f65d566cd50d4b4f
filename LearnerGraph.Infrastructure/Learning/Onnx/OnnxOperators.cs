using System.Numerics.Tensors;
using LearnerGraph.Infrastructure.Learning.Neural;
using LearnerGraph.Infrastructure.Learning.Onnx.Schema;

namespace LearnerGraph.Infrastructure.Learning.Onnx;

/// <summary>The operators that networks of our shapes consist of, as the ONNX specification defines them.</summary>
internal static class OnnxOperators
{
    private const int FloatType = (int)TensorProto.Types.DataType.Float;

    private static readonly Dictionary<string, Func<NodeProto, OnnxValue?[], OnnxValue[]>> All = new()
    {
        ["Add"] = (_, x) => [Pairwise(x, (a, b) => a + b, (a, b) => a + b)],
        ["Sub"] = (_, x) => [Pairwise(x, (a, b) => a - b, (a, b) => a - b)],
        ["Mul"] = (_, x) => [Pairwise(x, (a, b) => a * b, (a, b) => a * b)],
        ["Div"] = (_, x) => [Pairwise(x, (a, b) => a / b, (a, b) => a / b)],
        ["Mod"] = (_, x) => [Pairwise(x, null, (a, b) => ((a % b) + b) % b)],
        ["Relu"] = (_, x) => [Each(x[0]!, value => MathF.Max(0, value))],
        ["Tanh"] = (_, x) => [Each(x[0]!, MathF.Tanh)],
        ["Sigmoid"] = (_, x) => [Each(x[0]!, Sigmoid)],
        ["Identity"] = (_, x) => [x[0]!],
        ["Cast"] = (node, x) => [Cast(x[0]!, Whole(node, "to", FloatType))],
        ["Constant"] = (node, _) => [OnnxNetwork.ReadTensor(Attribute(node, "value")!.T)],
        ["Gather"] = (node, x) => [Gather(x[0]!, x[1]!, Whole(node, "axis", 0))],
        ["MatMul"] = (_, x) => [MatMul(x[0]!, x[1]!)],
        ["Gemm"] = (node, x) => [Gemm(node, x)],
        ["Concat"] = (node, x) => [Concat(x!, Whole(node, "axis", 0))],
        ["Transpose"] = (node, x) => [Transpose(x[0]!, Attribute(node, "perm")?.Ints.Select(one => (int)one))],
        ["Squeeze"] = (_, x) => [Squeeze(x[0]!, x.Length > 1 ? x[1] : null)],
        ["Unsqueeze"] = (_, x) => [Unsqueeze(x[0]!, x[1]!)],
        ["ReduceSum"] = (node, x) => [ReduceSum(node, x)],
        ["Flatten"] = (node, x) => [Flatten(x[0]!, Whole(node, "axis", 1))],
        ["LSTM"] = OnnxLstm.Run,
    };

    public static IEnumerable<string> Known => All.Keys.Order(StringComparer.Ordinal);

    public static bool Knows(NodeProto node) => node.Domain is "" or "ai.onnx" && All.ContainsKey(node.OpType);

    public static OnnxValue[] Run(NodeProto node, OnnxValue?[] operands) => All[node.OpType](node, operands);

    internal static AttributeProto? Attribute(NodeProto node, string name) =>
        node.Attribute.FirstOrDefault(one => one.Name == name);

    internal static long Whole(NodeProto node, string name, long otherwise) => Attribute(node, name)?.I ?? otherwise;

    internal static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));

    private static OnnxValue Each(OnnxValue x, Func<float, float> function) =>
        OnnxValue.Of(Array.ConvertAll(x.NeedFloats(), value => function(value)), x.Shape);

    private static OnnxValue Cast(OnnxValue x, long type) => (type == FloatType, x.IsWhole) switch
    {
        (true, true) => OnnxValue.Of(Array.ConvertAll(x.NeedWholes(), value => (float)value), x.Shape),
        (false, false) => OnnxValue.Of(Array.ConvertAll(x.NeedFloats(), value => (long)value), x.Shape),
        _ => x,
    };

    // Sizes are matched from the last on; a size of 1 is repeated.
    private static OnnxValue Pairwise(
        OnnxValue?[] operands, Func<float, float, float>? floats, Func<long, long, long> wholes)
    {
        OnnxValue a = operands[0]!, b = operands[1]!;
        int rank = Math.Max(a.Shape.Length, b.Shape.Length);
        int[] shape = new int[rank], left = new int[rank], right = new int[rank];
        int leftStride = 1, rightStride = 1;
        for (int i = rank - 1; i >= 0; i--)
        {
            int one = Size(a.Shape, rank, i), other = Size(b.Shape, rank, i);
            if (one != other && one != 1 && other != 1)
                throw new InvalidDataException($"Shapes {Text(a)} and {Text(b)} do not go together.");
            shape[i] = one == 1 ? other : one;
            (left[i], right[i]) = (one == 1 ? 0 : leftStride, other == 1 ? 0 : rightStride);
            leftStride *= one;
            rightStride *= other;
        }

        int count = OnnxValue.Product(shape);
        float[]? sums = a.IsWhole ? null : new float[count];
        long[]? numbers = a.IsWhole ? new long[count] : null;
        int[] at = new int[rank];
        for (int i = 0, l = 0, r = 0; i < count; i++)
        {
            if (numbers is not null) numbers[i] = wholes(a.NeedWholes()[l], b.NeedWholes()[r]);
            else sums![i] = (floats ?? throw new InvalidDataException("Whole numbers are wanted."))(
                a.NeedFloats()[l], b.NeedFloats()[r]);
            for (int d = rank - 1; d >= 0; d--)
            {
                (l, r) = (l + left[d], r + right[d]);
                if (++at[d] < shape[d]) break;
                (l, r, at[d]) = (l - (left[d] * shape[d]), r - (right[d] * shape[d]), 0);
            }
        }

        return new OnnxValue(shape, sums, numbers);
    }

    private static OnnxValue Gather(OnnxValue table, OnnxValue ids, long axis)
    {
        if (table.Axis(axis) != 0) throw new InvalidDataException("Gather is read along the first axis.");

        float[] values = table.NeedFloats();
        int rows = table.Shape[0], width = table.Count / Math.Max(1, rows);
        float[] result = new float[ids.Count * width];
        for (int i = 0; i < ids.Count; i++)
        {
            long id = ids.NeedWholes()[i];
            if (id < -rows || id >= rows) throw new InvalidDataException($"Row {id} of a table of {rows}.");
            values.AsSpan((int)(id < 0 ? id + rows : id) * width, width).CopyTo(result.AsSpan(i * width));
        }

        return OnnxValue.Of(result, [.. ids.Shape, .. table.Shape[1..]]);
    }

    private static OnnxValue MatMul(OnnxValue a, OnnxValue b)
    {
        if (b.Shape.Length != 2 || a.Shape.Length < 1 || a.Shape[^1] != b.Shape[0])
            throw new InvalidDataException($"No product of {Text(a)} and {Text(b)}.");

        int inner = b.Shape[0], columns = b.Shape[1], rows = a.Count / Math.Max(1, inner);
        float[] result = new float[rows * columns];
        for (int row = 0; row < rows; row++)
        {
            Span<float> sums = result.AsSpan(row * columns, columns);
            for (int i = 0; i < inner; i++)
            {
                TensorPrimitives.MultiplyAdd(
                    b.NeedFloats().AsSpan(i * columns, columns), a.NeedFloats()[(row * inner) + i], sums, sums);
            }
        }

        return OnnxValue.Of(result, [.. a.Shape[..^1], columns]);
    }

    private static OnnxValue Gemm(NodeProto node, OnnxValue?[] x)
    {
        float alpha = Attribute(node, "alpha")?.F ?? 1, beta = Attribute(node, "beta")?.F ?? 1;
        var a = Whole(node, "transA", 0) != 0 ? Transpose(x[0]!, null) : x[0]!;
        var b = Whole(node, "transB", 0) != 0 ? Transpose(x[1]!, null) : x[1]!;
        var product = MatMul(a, b);
        if (alpha != 1) product = Each(product, value => alpha * value);
        if (x.Length < 3 || x[2] is not { } bias) return product;

        return Pairwise(
            [product, beta == 1 ? bias : Each(bias, value => beta * value)], (p, c) => p + c, (p, c) => p + c);
    }

    private static OnnxValue Concat(OnnxValue?[] parts, long axis)
    {
        int along = parts[0]!.Axis(axis);
        int[] shape = [.. parts[0]!.Shape];
        shape[along] = parts.Sum(part => part!.Shape[along]);
        int outer = OnnxValue.Product(shape.AsSpan(0, along));
        float[] result = new float[OnnxValue.Product(shape)];
        int at = 0;
        for (int i = 0; i < outer; i++)
        {
            foreach (var part in parts)
            {
                int length = part!.Count / Math.Max(1, outer);
                part.NeedFloats().AsSpan(i * length, length).CopyTo(result.AsSpan(at));
                at += length;
            }
        }

        return OnnxValue.Of(result, shape);
    }

    private static OnnxValue Transpose(OnnxValue x, IEnumerable<int>? wanted)
    {
        int rank = x.Shape.Length;
        int[] order = wanted is null ? [.. Enumerable.Range(0, rank).Reverse()] : [.. wanted];
        int[] strides = new int[rank];
        for (int i = rank - 1, stride = 1; i >= 0; stride *= x.Shape[i--]) strides[i] = stride;
        int[] shape = Array.ConvertAll(order, from => x.Shape[from]);
        float[] values = x.NeedFloats(), result = new float[values.Length];
        int[] at = new int[rank];
        for (int i = 0, source = 0; i < result.Length; i++)
        {
            result[i] = values[source];
            for (int d = rank - 1; d >= 0; d--)
            {
                source += strides[order[d]];
                if (++at[d] < shape[d]) break;
                (source, at[d]) = (source - (strides[order[d]] * shape[d]), 0);
            }
        }

        return OnnxValue.Of(result, shape);
    }

    private static OnnxValue Squeeze(OnnxValue x, OnnxValue? axes)
    {
        var gone = axes?.NeedWholes().Select(axis => x.Axis(axis)).ToHashSet();
        return x with
        {
            Shape = [.. x.Shape.Where((size, i) => gone is null ? size != 1 : !gone.Contains(i) || size != 1)],
        };
    }

    private static OnnxValue Unsqueeze(OnnxValue x, OnnxValue axes)
    {
        int rank = x.Shape.Length + axes.Count;
        var shape = x.Shape.ToList();
        foreach (int axis in axes.NeedWholes().Select(one => (int)(one < 0 ? one + rank : one)).Order())
            shape.Insert(axis, 1);
        return x with { Shape = [.. shape] };
    }

    private static OnnxValue ReduceSum(NodeProto node, OnnxValue?[] x)
    {
        var value = x[0]!;
        if (x.Length < 2 || x[1] is not { Count: 1 } axes || value.Axis(axes.NeedWholes()[0]) != value.Shape.Length - 1)
            throw new InvalidDataException("ReduceSum is read along the last axis.");

        int width = value.Shape[^1];
        float[] sums = new float[value.Count / Math.Max(1, width)];
        for (int i = 0; i < sums.Length; i++)
            sums[i] = TensorPrimitives.Sum<float>(value.NeedFloats().AsSpan(i * width, width));
        return OnnxValue.Of(
            sums, Whole(node, "keepdims", 1) != 0 ? [.. value.Shape[..^1], 1] : value.Shape[..^1]);
    }

    private static OnnxValue Flatten(OnnxValue x, long axis)
    {
        int rows = OnnxValue.Product(x.Shape.AsSpan(0, (int)axis));
        return x with { Shape = [rows, x.Count / Math.Max(1, rows)] };
    }

    private static int Size(int[] shape, int rank, int i) =>
        i < rank - shape.Length ? 1 : shape[i - rank + shape.Length];

    private static string Text(OnnxValue x) => $"[{string.Join(", ", x.Shape)}]";
}
