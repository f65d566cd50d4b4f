using LearnerGraph.Infrastructure.Persistence.Learners;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Pipelines;

/// <summary>A small document that an asset keeps.</summary>
internal sealed class AssetItemRow
{
    public required string Tenant { get; set; }

    public required string Asset { get; set; }

    public required string Part { get; set; }

    public required string ItemKey { get; set; }

    public required string Hash { get; set; }

    public required string Document { get; set; }

    public long? LearnerId { get; set; }
}

internal sealed class AssetItemConfiguration : IEntityTypeConfiguration<AssetItemRow>
{
    public void Configure(EntityTypeBuilder<AssetItemRow> builder)
    {
        builder.ToTable("asset_items");
        builder.HasKey(row => new { row.Tenant, row.Asset, row.Part, row.ItemKey });
        builder.HasOne<LearnerRow>().WithMany().HasForeignKey(row => row.LearnerId).OnDelete(DeleteBehavior.Cascade);
    }
}
