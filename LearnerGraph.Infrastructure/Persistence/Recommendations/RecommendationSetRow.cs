using LearnerGraph.Infrastructure.Persistence.Learners;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Recommendations;

internal sealed class RecommendationSetRow
{
    public long Id { get; set; }

    public required string Tenant { get; set; }

    public long LearnerId { get; set; }

    public DateTimeOffset GeneratedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public required string Policy { get; set; }

    public int Source { get; set; }

    /// <summary>One letter for each item, in their order.</summary>
    public required string Statuses { get; set; }

    /// <summary>RecommendationSetCodec's bytes.</summary>
    public required byte[] Payload { get; set; }
}

internal sealed class RecommendationSetConfiguration : IEntityTypeConfiguration<RecommendationSetRow>
{
    public void Configure(EntityTypeBuilder<RecommendationSetRow> builder)
    {
        builder.ToTable("recommendation_sets");
        builder.Property(row => row.Payload).HasColumnOrder(100);
        builder.HasIndex(row => new { row.LearnerId, row.Id });
        builder.HasIndex(row => new { row.Tenant, row.GeneratedAt });
        builder.HasOne<LearnerRow>().WithMany().HasForeignKey(row => row.LearnerId);
    }
}
