using System.Numerics.Tensors;
using LearnerGraph.Infrastructure.Learning.Onnx.Schema;

namespace LearnerGraph.Infrastructure.Learning.Onnx;

/// <summary>The operator LSTM, forwards, without peepholes.</summary>
/// <remarks>X: steps × batch × inputs; W, R: 1 × 4 hidden × inputs or hidden, gates i o f c; B: 1 × 8 hidden.</remarks>
internal static class OnnxLstm
{
    public static OnnxValue[] Run(NodeProto node, OnnxValue?[] operands)
    {
        if (OnnxOperators.Attribute(node, "direction")?.S is { } direction && direction.ToStringUtf8() != "forward"
            || operands.ElementAtOrDefault(4) is not null || operands.ElementAtOrDefault(7) is not null)
        {
            throw new InvalidDataException("LSTM is read forwards, without lengths and without peepholes.");
        }

        OnnxValue x = operands[0]!, w = operands[1]!, r = operands[2]!;
        int steps = x.Shape[0], batch = x.Shape[1], inputs = x.Shape[2], hidden = r.Shape[2];
        float[] bias = new float[4 * hidden];
        if (operands.Length > 3 && operands[3]?.NeedFloats() is { } both)
            TensorPrimitives.Add(both.AsSpan(0, 4 * hidden), both.AsSpan(4 * hidden, 4 * hidden), bias);

        float[] h = First(operands, 5, batch * hidden), c = First(operands, 6, batch * hidden);
        float[] all = new float[steps * batch * hidden], gates = new float[4 * hidden];
        for (int t = 0; t < steps; t++)
        {
            for (int row = 0; row < batch; row++)
            {
                ReadOnlySpan<float> input = x.NeedFloats().AsSpan(((t * batch) + row) * inputs, inputs);
                Span<float> state = h.AsSpan(row * hidden, hidden), cell = c.AsSpan(row * hidden, hidden);
                for (int gate = 0; gate < gates.Length; gate++)
                {
                    gates[gate] = bias[gate]
                        + TensorPrimitives.Dot(input, w.NeedFloats().AsSpan(gate * inputs, inputs))
                        + TensorPrimitives.Dot<float>(state, r.NeedFloats().AsSpan(gate * hidden, hidden));
                }

                for (int i = 0; i < hidden; i++)
                {
                    float kept = OnnxOperators.Sigmoid(gates[(2 * hidden) + i]) * cell[i];
                    cell[i] = kept + (OnnxOperators.Sigmoid(gates[i]) * MathF.Tanh(gates[(3 * hidden) + i]));
                    state[i] = OnnxOperators.Sigmoid(gates[hidden + i]) * MathF.Tanh(cell[i]);
                }

                state.CopyTo(all.AsSpan(((t * batch) + row) * hidden));
            }
        }

        return
        [
            OnnxValue.Of(all, steps, 1, batch, hidden), OnnxValue.Of(h, 1, batch, hidden),
            OnnxValue.Of(c, 1, batch, hidden),
        ];
    }

    private static float[] First(OnnxValue?[] operands, int at, int count) =>
        operands.Length > at && operands[at] is { } given ? [.. given.NeedFloats()] : new float[count];
}
