using LearnerGraph.Infrastructure.Persistence.Learners;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Experiments;

/// <summary>The first treated set of a learner in an experiment's phase; only ever added to.</summary>
internal sealed class ExposureRow
{
    public long ExperimentId { get; set; }

    public int Phase { get; set; }

    public long LearnerId { get; set; }

    public required string Tenant { get; set; }

    public required string Variant { get; set; }

    public DateTimeOffset ExposedAt { get; set; }

    public int Day { get; set; }

    public required string Definition { get; set; }

    public string? ClassKey { get; set; }
}

internal sealed class ExposureConfiguration : IEntityTypeConfiguration<ExposureRow>
{
    public void Configure(EntityTypeBuilder<ExposureRow> builder)
    {
        builder.ToTable("experiment_exposures");
        builder.HasKey(row => new { row.ExperimentId, row.Phase, row.LearnerId });
        builder.HasOne<ExperimentRow>().WithMany().HasForeignKey(row => row.ExperimentId);
        builder.HasOne<LearnerRow>().WithMany().HasForeignKey(row => row.LearnerId);
    }
}
