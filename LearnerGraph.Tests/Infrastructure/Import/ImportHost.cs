using System.IO.Compression;
using System.Text;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.Infrastructure.Import;
using LearnerGraph.Infrastructure.Persistence.Content;
using LearnerGraph.Tests.Infrastructure.Persistence;
using Microsoft.Extensions.Logging.Abstractions;

namespace LearnerGraph.Tests.Infrastructure.Import;

/// <summary>A store of the test's own with the imports on it.</summary>
internal sealed class ImportHost : IAsyncDisposable
{
    private ImportHost(SqliteHost store)
    {
        Store = store;
        Catalog = new CatalogCache(
            store.Catalog, new CatalogOptions(), TimeProvider.System, NullLogger<CatalogCache>.Instance);
        Content = new CatalogImport(Catalog, Catalog);
        Attempts = new AttemptImport(
            store.Learners, store.Practice, Catalog, Catalog, new Tracer(TracingRules.Default), TimeProvider.System);
    }

    public SqliteHost Store { get; }

    public CatalogCache Catalog { get; }

    public CatalogImport Content { get; }

    public AttemptImport Attempts { get; }

    public static async Task<ImportHost> CreateAsync() => new(await SqliteHost.OpenAsync());

    public static AttemptSource Text(
        AttemptFormat format, string text, Func<AttemptFile, AttemptFile>? adjust = null, bool isGzip = false)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (isGzip)
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(bytes);
            bytes = packed.ToArray();
        }

        return new AttemptSource(
            (adjust ?? (file => file))(new AttemptFile(format, "no file")),
            () => new MemoryStream(bytes, writable: false));
    }

    public async Task<ImportReport> RunAsync(AttemptSource source) =>
        await Attempts.RunAsync(StoreHost.Tenant, source, null, default);

    public async Task<ImportReport> RunAsync(AttemptFile file) =>
        (await Attempts.RunAsync(StoreHost.Tenant, file, null, default)).TryGet(out var report, out var problem)
            ? report : throw new InvalidOperationException(problem.Message);

    public async Task<CatalogImportReport> ContentAsync(string text) =>
        await Content.RunAsync(StoreHost.Tenant, new MemoryStream(Encoding.UTF8.GetBytes(text)), default);

    public async Task<IReadOnlyList<LearnerGraph.Domain.Practice.Attempt>> AttemptsOfAsync(string externalId)
    {
        var learner = await Store.Learners.FindByExternalIdAsync(StoreHost.Tenant, externalId, default);
        var page = await Store.Practice.PageAttemptsAsync(StoreHost.Tenant, learner!.Id, null, null, 1_000, default);
        return [.. page.Reverse()];
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
