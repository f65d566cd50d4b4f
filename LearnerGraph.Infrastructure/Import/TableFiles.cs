using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Infrastructure.Import;

/// <summary>CSV with a header, unpacked where it is gzipped.</summary>
public sealed class TableFiles : ITableFiles
{
    public Result<TextTable> Read(string path)
    {
        if (!File.Exists(path)) return new Problem.NotFound("file", path);

        try
        {
            using var text = new AttemptSource(new AttemptFile(AttemptFormat.LearnerGraph, path)).Open();
            using var rows = new CsvRows(text);
            string[] columns = [.. rows.Columns];
            var read = new List<string?[]>();
            while (rows.Read()) read.Add(Array.ConvertAll(columns, column => rows[column]));
            return new TextTable(columns, read);
        }
        catch (Exception e) when (e is ImportException or InvalidDataException)
        {
            return new Problem.Invalid($"{Path.GetFileName(path)}: {e.Message}");
        }
    }
}
