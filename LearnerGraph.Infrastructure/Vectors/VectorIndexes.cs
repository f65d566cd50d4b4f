using System.Security.Cryptography;
using System.Text;
using LearnerGraph.Domain.Intelligence;
using Microsoft.Extensions.Logging;

namespace LearnerGraph.Infrastructure.Vectors;

/// <summary>Indexes in memory, kept as files with a checksum where a folder is set.</summary>
public sealed partial class VectorIndexes(VectorOptions options, ILogger<VectorIndexes> log) : IVectorIndexes
{
    private const string Magic = "LearnerGraph vectors 1";

    public IVectorIndex Create(EmbeddingSpace space) => new VectorIndex(space, options);

    public IVectorIndex? Load(string name, string stamp, EmbeddingSpace space)
    {
        var path = PathOf(name);
        if (path is null || !File.Exists(path)) return null;
        try
        {
            using var file = File.OpenRead(path);
            var sum = new byte[SHA256.HashSizeInBytes];
            file.ReadExactly(sum);
            if (!SHA256.HashData(file).AsSpan().SequenceEqual(sum)) throw new InvalidDataException("The sum is wrong.");
            file.Position = sum.Length;
            using var reader = new BinaryReader(file, Encoding.UTF8);
            if (reader.ReadString() != Magic || reader.ReadString() != space.Name || reader.ReadString() != stamp)
                return null;

            return VectorIndex.Read(reader, space, options);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            LogUnreadable(path, e);
            return null;
        }
    }

    public void Save(string name, string stamp, IVectorIndex index)
    {
        var path = PathOf(name);
        if (path is null || index is not VectorIndex own) return;
        var aside = path + ".new";
        try
        {
            Directory.CreateDirectory(options.Folder);
            using (var file = new FileStream(aside, FileMode.Create, FileAccess.ReadWrite))
            {
                file.Write(new byte[SHA256.HashSizeInBytes]);
                using (var writer = new BinaryWriter(file, Encoding.UTF8, leaveOpen: true))
                {
                    writer.Write(Magic);
                    writer.Write(own.Space.Name);
                    writer.Write(stamp);
                    own.Write(writer);
                }

                file.Position = SHA256.HashSizeInBytes;
                var sum = SHA256.HashData(file);
                file.Position = 0;
                file.Write(sum);
                file.Flush(flushToDisk: true);
            }

            File.Move(aside, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Searching goes on from memory; only the next start is slower.
            LogUnwritable(path, e);
        }
    }

    // Tenants are named by people: the file's name is a hash of theirs.
    private string? PathOf(string name) => options.Folder.Length == 0
        ? null
        : Path.Combine(
            options.Folder,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 12)) + ".vectors");

    [LoggerMessage(Level = LogLevel.Warning, Message = "The vectors kept in {Path} cannot be read and are made again.")]
    private partial void LogUnreadable(string path, Exception e);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Vectors could not be kept in {Path}.")]
    private partial void LogUnwritable(string path, Exception e);
}
