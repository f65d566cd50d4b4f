using LearnerGraph.Infrastructure.Persistence.Content;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Intelligence;

/// <summary>At most one for each two concepts, whichever way round.</summary>
internal sealed class RelationProposalRow
{
    public long Id { get; set; }

    public required string Tenant { get; set; }

    public int CourseId { get; set; }

    public int LowId { get; set; }

    public int HighId { get; set; }

    public bool IsFromLow { get; set; }

    public int Type { get; set; }

    public double Similarity { get; set; }

    public double Confidence { get; set; }

    public required string Reason { get; set; }

    public required string TextHash { get; set; }

    public int State { get; set; }

    public DateTimeOffset MadeAt { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    public string? DecidedBy { get; set; }
}

internal sealed class RelationProposalConfiguration : IEntityTypeConfiguration<RelationProposalRow>
{
    public void Configure(EntityTypeBuilder<RelationProposalRow> builder)
    {
        builder.ToTable("relation_proposals");
        builder.HasIndex(row => new { row.Tenant, row.LowId, row.HighId }).IsUnique();
        builder.HasIndex(row => new { row.Tenant, row.CourseId, row.State, row.Id });
        builder.HasOne<CourseRow>().WithMany().HasForeignKey(row => row.CourseId);
        builder.HasOne<ConceptRow>().WithMany().HasForeignKey(row => row.LowId);
        builder.HasOne<ConceptRow>().WithMany().HasForeignKey(row => row.HighId);
    }
}
