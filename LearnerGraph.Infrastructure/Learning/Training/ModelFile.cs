using System.Text;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Infrastructure.Learning.Neural;

namespace LearnerGraph.Infrastructure.Learning.Training;

/// <summary>A network with the names of its rows: what is kept of a trained model.</summary>
/// <param name="Learners">Ids in the order of the rows; empty where the network knows none.</param>
/// <param name="Questions">Ids in the order of the rows.</param>
/// <param name="Skills">Names in the order of the rows.</param>
internal sealed record ModelFile(
    IReadOnlyList<long> Learners, IReadOnlyList<long> Questions, IReadOnlyList<string> Skills, byte[] Network)
{
    private const string Magic = "LGMODEL1";

    public byte[] ToBytes()
    {
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Magic);
            Write(writer, Learners);
            Write(writer, Questions);
            writer.Write(Skills.Count);
            foreach (var skill in Skills) writer.Write(skill);
            writer.Write(Network.Length);
            writer.Write(Network);
        }

        return buffer.ToArray();
    }

    /// <summary>The file and its network; Invalid where it is damaged or of another kind.</summary>
    public static Result<(ModelFile File, StoredNetwork Network)> Read(byte[] bytes, string kind)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
            if (reader.ReadString() != Magic) return new Problem.Invalid("This is no file of a trained model.");

            var file = new ModelFile(
                Ids(reader), Ids(reader),
                [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadString())],
                reader.ReadBytes(reader.ReadInt32()));
            var network = NetworkFile.Load(new MemoryStream(file.Network));
            return network.Kind == kind
                ? (file, network)
                : new Problem.Invalid($"The file holds a model {network.Kind}, not {kind}.");
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or ArgumentException)
        {
            return new Problem.Invalid($"The file of the model {kind} is damaged: {e.Message}", "DAMAGED_FILE");
        }
    }

    private static void Write(BinaryWriter writer, IReadOnlyList<long> ids)
    {
        writer.Write(ids.Count);
        foreach (long id in ids) writer.Write(id);
    }

    private static long[] Ids(BinaryReader reader)
    {
        long[] ids = new long[reader.ReadInt32()];
        for (int i = 0; i < ids.Length; i++) ids[i] = reader.ReadInt64();
        return ids;
    }
}
