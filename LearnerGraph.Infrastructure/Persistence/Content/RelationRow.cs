using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Content;

internal sealed class RelationRow
{
    public int FromId { get; set; }

    public int ToId { get; set; }

    public int Type { get; set; }

    public required string Tenant { get; set; }

    public double Weight { get; set; }

    public int Origin { get; set; }

    public double Confidence { get; set; }
}

internal sealed class RelationConfiguration : IEntityTypeConfiguration<RelationRow>
{
    public void Configure(EntityTypeBuilder<RelationRow> builder)
    {
        builder.ToTable("relations");
        builder.HasKey(row => new { row.FromId, row.ToId, row.Type });
        builder.HasOne<ConceptRow>().WithMany().HasForeignKey(row => row.FromId);
        builder.HasOne<ConceptRow>().WithMany().HasForeignKey(row => row.ToId);
    }
}
