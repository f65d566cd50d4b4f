using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace LearnerGraph.Infrastructure.Learning.Neural;

/// <summary>A network as it was read from a file.</summary>
internal sealed record StoredNetwork(
    string Kind, IReadOnlyDictionary<string, double> Settings, IReadOnlyDictionary<string, float[]> Tensors)
{
    /// <summary>A setting as a whole number.</summary>
    public int Whole(string name) => (int)Settings[name];

    /// <summary>Fills the parameters by their names; all must be there, in the right size.</summary>
    public void CopyTo(IReadOnlyList<Parameter> parameters)
    {
        foreach (var parameter in parameters) CopyTo(parameter.Name, parameter.Values);
    }

    public void CopyTo(string name, float[] values)
    {
        if (!Tensors.TryGetValue(name, out var stored) || stored.Length != values.Length)
        {
            throw new InvalidDataException($"The file of {Kind} has no tensor {name} of {values.Length} values.");
        }

        stored.CopyTo(values, 0);
    }
}

/// <summary>
/// Keeps networks: "LGNN", format version, kind, settings, tensors (name, shape, little-endian floats), and the SHA-256
/// of all before it.
/// </summary>
internal static class NetworkFile
{
    public const int Version = 1;

    private static readonly byte[] Magic = "LGNN"u8.ToArray();

    public static void Save(ITrainedNetwork network, Stream stream) =>
        Save(
            network.Kind, network.Settings,
            network.Parameters.Select(p => (p.Name, p.Shape, p.Values)), stream);

    public static void Save(
        string kind, IReadOnlyDictionary<string, double> settings,
        IEnumerable<(string Name, IReadOnlyList<int> Shape, float[] Values)> tensors, Stream stream)
    {
        var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Magic);
            writer.Write(Version);
            writer.Write(kind);
            writer.Write(settings.Count);
            foreach (var (name, value) in settings.OrderBy(s => s.Key, StringComparer.Ordinal))
            {
                writer.Write(name);
                writer.Write(value);
            }

            foreach (var (name, shape, values) in tensors)
            {
                writer.Write(name);
                writer.Write(shape.Count);
                foreach (int dimension in shape) writer.Write(dimension);
                WriteFloats(writer, values);
            }

            writer.Write("");
        }

        ReadOnlySpan<byte> bytes = buffer.GetBuffer().AsSpan(0, (int)buffer.Length);
        stream.Write(bytes);
        stream.Write(SHA256.HashData(bytes));
    }

    /// <summary>Reads what <see cref="Save(ITrainedNetwork, Stream)"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The file is cut short, changed, or of another format.</exception>
    public static StoredNetwork Load(Stream stream)
    {
        var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        ReadOnlySpan<byte> all = buffer.GetBuffer().AsSpan(0, (int)buffer.Length);
        if (all.Length < Magic.Length + SHA256.HashSizeInBytes || !all.StartsWith(Magic))
        {
            throw new InvalidDataException("This is no file of a network.");
        }

        ReadOnlySpan<byte> content = all[..^SHA256.HashSizeInBytes];
        if (!SHA256.HashData(content).AsSpan().SequenceEqual(all[^SHA256.HashSizeInBytes..]))
        {
            throw new InvalidDataException("The file of the network is cut short or has been changed.");
        }

        buffer.Position = Magic.Length;
        using var reader = new BinaryReader(buffer, Encoding.UTF8);
        return Read(reader);
    }

    private static StoredNetwork Read(BinaryReader reader)
    {
        int version = reader.ReadInt32();
        if (version != Version) throw new InvalidDataException($"Version {version} of a network's file is not known.");

        string kind = reader.ReadString();
        var settings = new Dictionary<string, double>();
        for (int i = reader.ReadInt32(); i > 0; i--) settings.Add(reader.ReadString(), reader.ReadDouble());

        var tensors = new Dictionary<string, float[]>();
        while (reader.ReadString() is { Length: > 0 } name)
        {
            int length = 1;
            for (int i = reader.ReadInt32(); i > 0; i--) length = checked(length * reader.ReadInt32());
            tensors.Add(name, ReadFloats(reader, length));
        }

        return new StoredNetwork(kind, settings, tensors);
    }

    private static void WriteFloats(BinaryWriter writer, float[] values)
    {
        if (BitConverter.IsLittleEndian)
        {
            writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));
            return;
        }

        foreach (float value in values) writer.Write(value);
    }

    private static float[] ReadFloats(BinaryReader reader, int length)
    {
        float[] values = new float[length];
        Span<byte> bytes = MemoryMarshal.AsBytes(values.AsSpan());
        reader.BaseStream.ReadExactly(bytes);
        if (BitConverter.IsLittleEndian) return values;

        for (int i = 0; i < length; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.Slice(i * sizeof(float), sizeof(float)));
        }

        return values;
    }
}
