using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Content;

internal sealed class CatalogVersionRow
{
    public required string Tenant { get; set; }

    public long Version { get; set; }
}

internal sealed class CatalogVersionConfiguration : IEntityTypeConfiguration<CatalogVersionRow>
{
    public void Configure(EntityTypeBuilder<CatalogVersionRow> builder)
    {
        builder.ToTable("catalog_versions");
        builder.HasKey(row => row.Tenant);
    }
}
