using System.Runtime.InteropServices;
using Google.Protobuf;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Infrastructure.Learning.Neural;
using LearnerGraph.Infrastructure.Learning.Onnx.Schema;

namespace LearnerGraph.Infrastructure.Learning.Onnx;

/// <summary>
/// A network read from an ONNX file and run operator by operator: what we export, and networks of the same shapes that
/// other tools have trained. Plain and exact rather than fast. Any number of callers at once.
/// </summary>
internal sealed class OnnxNetwork
{
    private const int MinOpset = 13, MaxOpset = 21;

    private readonly GraphProto _graph;
    private readonly Dictionary<string, OnnxValue> _constants;

    private OnnxNetwork(GraphProto graph, Dictionary<string, OnnxValue> constants)
    {
        (_graph, _constants) = (graph, constants);
        Inputs = [.. graph.Input.Where(one => !constants.ContainsKey(one.Name)).Select(Port)];
        Outputs = [.. graph.Output.Select(Port)];
    }

    public IReadOnlyList<NetworkPort> Inputs { get; }

    public IReadOnlyList<NetworkPort> Outputs { get; }

    /// <summary>Invalid where the file is damaged, of operators before or after those known, or uses others.</summary>
    public static Result<OnnxNetwork> Read(ReadOnlySpan<byte> file)
    {
        try
        {
            var model = ModelProto.Parser.ParseFrom(file);
            if (model.Graph is not { Node.Count: > 0 } graph)
                return new Problem.Invalid("The ONNX file holds no graph; it may be cut short.");

            long opset = model.OpsetImport.FirstOrDefault(one => one.Domain is "" or "ai.onnx")?.Version ?? 0;
            if (opset is < MinOpset or > MaxOpset)
            {
                return new Problem.Invalid(
                    $"The ONNX file is of operator set {opset}; sets {MinOpset} to {MaxOpset} are read.");
            }

            string[] unknown =
                [.. graph.Node.Where(node => !OnnxOperators.Knows(node)).Select(node => node.OpType).Distinct()];
            if (unknown.Length > 0)
            {
                return new Problem.Invalid(
                    $"The ONNX file uses operators that are not read: {string.Join(", ", unknown)}. Read are: "
                    + $"{string.Join(", ", OnnxOperators.Known)}.");
            }

            return new OnnxNetwork(graph, graph.Initializer.ToDictionary(one => one.Name, ReadTensor));
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidDataException or ArgumentException)
        {
            return new Problem.Invalid($"The ONNX file cannot be read: {e.Message}");
        }
    }

    /// <summary>Runs the graph; answers the outputs in their order.</summary>
    /// <exception cref="InvalidDataException">An input is missing, or shapes do not fit.</exception>
    public IReadOnlyList<OnnxValue> Run(IReadOnlyDictionary<string, OnnxValue> inputs)
    {
        var values = new Dictionary<string, OnnxValue>(_constants);
        foreach (var port in Inputs)
        {
            values[port.Name] = inputs.TryGetValue(port.Name, out var given)
                ? given
                : throw new InvalidDataException($"The input {port.Name} is missing.");
        }

        foreach (var node in _graph.Node)
        {
            var operands = node.Input.Select(name => name.Length == 0 ? null
                : values.TryGetValue(name, out var found) ? found
                : throw new InvalidDataException($"{node.OpType} reads {name}, which nothing makes."));
            var results = OnnxOperators.Run(node, [.. operands]);
            for (int i = 0; i < Math.Min(results.Length, node.Output.Count); i++)
                values[node.Output[i]] = results[i];
        }

        return [.. Outputs.Select(port => values[port.Name])];
    }

    internal static OnnxValue ReadTensor(TensorProto tensor)
    {
        int[] shape = [.. tensor.Dims.Select(size => checked((int)size))];
        int count = OnnxValue.Product(shape);
        var value = (TensorProto.Types.DataType)tensor.DataType switch
        {
            TensorProto.Types.DataType.Float => OnnxValue.Of(
                tensor.RawData.Length > 0 ? Raw<float>(tensor) : [.. tensor.FloatData], shape),
            TensorProto.Types.DataType.Int64 => OnnxValue.Of(
                tensor.RawData.Length > 0 ? Raw<long>(tensor) : [.. tensor.Int64Data], shape),
            TensorProto.Types.DataType.Int32 => OnnxValue.Of(
                tensor.RawData.Length > 0
                    ? Array.ConvertAll(Raw<int>(tensor), value => (long)value)
                    : [.. tensor.Int32Data.Select(value => (long)value)],
                shape),
            _ => throw new InvalidDataException($"The tensor {tensor.Name} is of type {tensor.DataType}."),
        };
        return value.Count == count
            ? value
            : throw new InvalidDataException($"The tensor {tensor.Name} has {value.Count} of {count} values.");
    }

    private static T[] Raw<T>(TensorProto tensor)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(tensor.RawData.Span).ToArray();

    private static NetworkPort Port(ValueInfoProto port)
    {
        var type = port.Type?.TensorType ?? throw new InvalidDataException($"{port.Name} has no type.");
        var shape = type.Shape?.Dim.Select(
            one => one.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue ? (int)one.DimValue : -1);
        bool isWhole = type.ElemType is (int)TensorProto.Types.DataType.Int64 or (int)TensorProto.Types.DataType.Int32;
        return new NetworkPort(port.Name, isWhole, [.. shape ?? []]);
    }
}
