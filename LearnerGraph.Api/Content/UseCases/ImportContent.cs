using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Content.UseCases;

/// <summary>Brings a content file in, all or nothing.</summary>
public sealed class ImportContent(ICatalogImport import)
{
    public async ValueTask<Result<CatalogImportReport>> RunAsync(Caller caller, string path, CancellationToken ct) =>
        caller.Needs(Role.Author) is { } refusal ? refusal : await import.RunAsync(caller.Tenant, path, ct);
}
