using LearnerGraph.Infrastructure.Persistence.Learners;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Practice;

/// <summary>One message of the outbox; kept for a while only.</summary>
internal sealed class LearnerChangeRow
{
    public long Id { get; set; }

    public required string Tenant { get; set; }

    public long LearnerId { get; set; }

    /// <summary>A JSON list of question ids.</summary>
    public required string Questions { get; set; }

    /// <summary>The process that wrote it.</summary>
    public Guid Origin { get; set; }
}

internal sealed class LearnerChangeConfiguration : IEntityTypeConfiguration<LearnerChangeRow>
{
    public void Configure(EntityTypeBuilder<LearnerChangeRow> builder)
    {
        builder.ToTable("learner_changes");
        builder.HasIndex(row => row.LearnerId);
        builder.HasOne<LearnerRow>().WithMany().HasForeignKey(row => row.LearnerId);
    }
}
