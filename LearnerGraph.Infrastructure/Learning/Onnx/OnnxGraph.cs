using System.Runtime.InteropServices;
using Google.Protobuf;
using LearnerGraph.Infrastructure.Learning.Neural;
using LearnerGraph.Infrastructure.Learning.Onnx.Schema;

namespace LearnerGraph.Infrastructure.Learning.Onnx;

/// <summary>Puts a graph of ONNX operators together, in the order in which they run.</summary>
internal sealed class OnnxGraph(string name)
{
    /// <summary>Version of the operators that is written, and of the file's form.</summary>
    public const int Opset = 17, IrVersion = 8;

    private readonly GraphProto _graph = new() { Name = name };
    private int _numbered;

    /// <summary>Declares an input or output; -1 in its shape is a size of any length, named after its place.</summary>
    public void Declare(NetworkPort port, bool isOutput)
    {
        var shape = new TensorShapeProto();
        for (int i = 0; i < port.Shape.Count; i++)
        {
            shape.Dim.Add(port.Shape[i] >= 0
                ? new TensorShapeProto.Types.Dimension { DimValue = port.Shape[i] }
                : new TensorShapeProto.Types.Dimension { DimParam = i == 0 ? "batch" : $"size_{i}" });
        }

        var type = port.IsWhole ? TensorProto.Types.DataType.Int64 : TensorProto.Types.DataType.Float;
        (isOutput ? _graph.Output : _graph.Input).Add(new ValueInfoProto
        {
            Name = port.Name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = shape } },
        });
    }

    /// <summary>A trained tensor; its name is kept apart from those of inputs.</summary>
    public string Constant(Parameter parameter) =>
        Constant($"{parameter.Name}.values", parameter.Values, [.. parameter.Shape.Select(size => (long)size)]);

    public string Constant(string constant, ReadOnlySpan<float> values, params long[] shape)
    {
        var tensor = new TensorProto
        {
            Name = constant,
            DataType = (int)TensorProto.Types.DataType.Float,
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values)),
        };
        tensor.Dims.AddRange(shape);
        _graph.Initializer.Add(tensor);
        return constant;
    }

    public string Constant(string constant, params long[] values)
    {
        var tensor = new TensorProto
        {
            Name = constant,
            DataType = (int)TensorProto.Types.DataType.Int64,
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values.AsSpan())),
        };
        tensor.Dims.Add(values.Length);
        _graph.Initializer.Add(tensor);
        return constant;
    }

    /// <summary>Adds an operator; answers the name of its one output.</summary>
    public string Add(string type, params string[] inputs) => Add(type, [], null, inputs);

    public string Add(string type, AttributeProto attribute, params string[] inputs) =>
        Add(type, [attribute], null, inputs);

    /// <param name="output">Its name; null for one of its own.</param>
    public string Add(string type, IEnumerable<AttributeProto> attributes, string? output, params string[] inputs)
    {
        string result = output ?? $"{type}_{++_numbered}";
        var node = new NodeProto { OpType = type, Name = $"node_{_graph.Node.Count + 1}" };
        node.Input.AddRange(inputs);
        node.Output.Add(result);
        node.Attribute.AddRange(attributes);
        _graph.Node.Add(node);
        return result;
    }

    /// <summary>x W + b for a layer of the network.</summary>
    public string Dense(Dense layer, string x) =>
        Add("Add", Add("MatMul", x, Constant(layer.Weights)), Constant(layer.Bias));

    public static AttributeProto Whole(string attribute, long value) =>
        new() { Name = attribute, I = value, Type = AttributeProto.Types.AttributeType.Int };

    public static AttributeProto Wholes(string attribute, params long[] values)
    {
        var proto = new AttributeProto { Name = attribute, Type = AttributeProto.Types.AttributeType.Ints };
        proto.Ints.AddRange(values);
        return proto;
    }

    /// <summary>The whole file.</summary>
    public byte[] ToFile(string description)
    {
        var model = new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = "LearnerGraph",
            DocString = description,
            Graph = _graph,
        };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = Opset });
        return model.ToByteArray();
    }
}
