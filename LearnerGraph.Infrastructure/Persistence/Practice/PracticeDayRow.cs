using LearnerGraph.Infrastructure.Persistence.Learners;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Practice;

/// <summary>The daily facts that metrics of experiments are computed from.</summary>
internal sealed class PracticeDayRow
{
    public long LearnerId { get; set; }

    public int Day { get; set; }

    public required string Tenant { get; set; }

    public double Minutes { get; set; }

    public int Attempts { get; set; }

    public int Correct { get; set; }

    public int ConceptsMastered { get; set; }
}

internal sealed class PracticeDayConfiguration : IEntityTypeConfiguration<PracticeDayRow>
{
    public void Configure(EntityTypeBuilder<PracticeDayRow> builder)
    {
        builder.ToTable("practice_days");
        builder.HasKey(row => new { row.LearnerId, row.Day });
        builder.HasIndex(row => row.Day);
        builder.HasOne<LearnerRow>().WithMany().HasForeignKey(row => row.LearnerId);
    }
}
