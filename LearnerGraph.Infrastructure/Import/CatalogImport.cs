using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Infrastructure.Import;

/// <summary>
/// Reads a whole file, JSON where it begins with a brace, else CSV, and checks every row before it writes.
/// </summary>
internal sealed class CatalogImport(ICatalogStore store, ICatalogSource catalogs) : ICatalogImport
{
    public async ValueTask<Result<CatalogImportReport>> RunAsync(TenantId tenant, string path, CancellationToken ct)
    {
        if (!File.Exists(path)) return new Problem.NotFound("file", path);

        try
        {
            await using var content = File.OpenRead(path);
            return await RunAsync(tenant, content, ct);
        }
        catch (ImportException exception)
        {
            return new Problem.Invalid(exception.Message);
        }
    }

    /// <exception cref="ImportException">The file is neither; nothing was written.</exception>
    internal async ValueTask<CatalogImportReport> RunAsync(TenantId tenant, Stream content, CancellationToken ct)
    {
        using var buffer = new MemoryStream();
        await content.CopyToAsync(buffer, ct);
        var file = Read(buffer);
        var changed = 0;
        if (file.Problems.Count == 0)
        {
            var drafts = file.ToDrafts();
            var plan = await CatalogWriting.ApplyAsync(
                store, catalogs, tenant, catalog => CatalogEditor.Plan(catalog, drafts), ct);
            file.Problems.AddRange(plan.Problems.Select(problem => Placed(file, problem)));
            changed = plan.Change.Courses.Count + plan.Change.Concepts.Count + plan.Change.Questions.Count
                + plan.Change.AddedRelations.Count;
        }

        return new CatalogImportReport(
            file.Courses.Count, file.Concepts.Count, file.Questions.Count, file.Relations.Count,
            file.Problems.Count == 0 ? changed : 0, [.. file.Problems.OrderBy(problem => problem.Line)]);
    }

    private static CatalogFile Read(MemoryStream buffer)
    {
        var bytes = buffer.GetBuffer().AsSpan(0, (int)buffer.Length);
        var first = bytes.IndexOfAnyExcept("\uFEFF \t\r\n"u8);
        if (first >= 0 && bytes[first] == (byte)'{') return CatalogJson.Read(bytes);

        buffer.Position = 0;
        using var text = new StreamReader(buffer, leaveOpen: true);
        return CatalogCsv.Read(text);
    }

    private static ImportProblem Placed(CatalogFile file, Problem problem)
    {
        if (problem.Path is not { Count: > 1 } path) return new ImportProblem(0, problem.Message);

        var field = string.Join('.', path.Skip(2));
        return new ImportProblem(
            file.LineOf(path[0], int.Parse(path[1], null)),
            field.Length == 0 ? problem.Message : $"{field}: {problem.Message}");
    }
}
