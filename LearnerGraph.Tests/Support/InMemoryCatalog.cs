using LearnerGraph.Domain.Content;

namespace LearnerGraph.Tests.Support;

/// <summary>Drafts that must be sound, as a catalog.</summary>
internal static class InMemoryCatalog
{
    public static CatalogSnapshot Of(CatalogDrafts drafts)
    {
        var built = DraftCatalog.Build(drafts);
        built.TryGet(out var catalog, out var problem).Should().BeTrue("{0}", problem?.Message);
        return catalog!;
    }
}
