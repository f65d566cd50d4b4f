using LearnerGraph.Infrastructure.Persistence.Learners;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Experiments;

/// <summary>
/// A learner whom staff put into a variant; without one after it was lifted, and out of the analysis still.
/// </summary>
internal sealed class ForcedVariantRow
{
    public long ExperimentId { get; set; }

    public long LearnerId { get; set; }

    public required string Tenant { get; set; }

    public string? Variant { get; set; }
}

internal sealed class ForcedVariantConfiguration : IEntityTypeConfiguration<ForcedVariantRow>
{
    public void Configure(EntityTypeBuilder<ForcedVariantRow> builder)
    {
        builder.ToTable("forced_variants");
        builder.HasKey(row => new { row.ExperimentId, row.LearnerId });
        builder.HasOne<ExperimentRow>().WithMany().HasForeignKey(row => row.ExperimentId);
        builder.HasOne<LearnerRow>().WithMany().HasForeignKey(row => row.LearnerId);
    }
}
