using System.Globalization;
using System.Security.Cryptography;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Models;

namespace LearnerGraph.Infrastructure.ModelFiles;

/// <summary>Files of models in a folder: models/HASH.model, and trainings/RUN.checkpoint.</summary>
internal sealed class ModelFolder(string folder) : IModelFiles
{
    public string Save(ReadOnlySpan<byte> file)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(file));
        var path = PathOf(hash);
        if (!File.Exists(path) || !Load(hash).IsOk) Replace(path, file);
        return hash;
    }

    public Result<byte[]> Load(string hash)
    {
        var path = PathOf(hash);
        if (!File.Exists(path)) return new Problem.NotFound("model file", hash);

        var file = File.ReadAllBytes(path);
        return Convert.ToHexStringLower(SHA256.HashData(file)) == hash
            ? file
            : new Problem.Invalid(
                $"The model file {hash[..12]}… is cut short or has been changed: its content no longer matches its "
                + "name. Bring it back from a backup, or train again.",
                "DAMAGED_FILE");
    }

    public void SaveCheckpoint(TrainingRunId run, ReadOnlySpan<byte> file) => Replace(PathOf(run), file);

    public byte[]? FindCheckpoint(TrainingRunId run) =>
        File.Exists(PathOf(run)) ? File.ReadAllBytes(PathOf(run)) : null;

    public void RemoveCheckpoint(TrainingRunId run) => File.Delete(PathOf(run));

    private string PathOf(string hash) => Path.Combine(folder, "models", $"{hash}.model");

    private string PathOf(TrainingRunId run)
    {
        var name = run.Value.ToString(CultureInfo.InvariantCulture);
        var path = Path.Combine(folder, "trainings", $"{name}.checkpoint");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    // Written beside and renamed over, so that a killed process leaves the old file or the new one.
    private static void Replace(string path, ReadOnlySpan<byte> file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var beside = $"{path}.{Guid.NewGuid():N}";
        using (var stream = new FileStream(beside, FileMode.CreateNew))
        {
            stream.Write(file);
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }
}
