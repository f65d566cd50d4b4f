using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Recommendations;

internal sealed class FeedbackEventRow
{
    public required string Tenant { get; set; }

    public Guid ClientEventId { get; set; }

    public long SetId { get; set; }

    public int Position { get; set; }

    public long LearnerId { get; set; }

    public int Action { get; set; }

    public DateTimeOffset OccurredAt { get; set; }

    public int? Rating { get; set; }

    public string? Comment { get; set; }
}

internal sealed class FeedbackEventConfiguration : IEntityTypeConfiguration<FeedbackEventRow>
{
    public void Configure(EntityTypeBuilder<FeedbackEventRow> builder)
    {
        builder.ToTable("feedback_events");
        builder.HasKey(row => new { row.Tenant, row.ClientEventId });
        builder.HasIndex(row => new { row.LearnerId, row.OccurredAt });
        builder.HasOne<RecommendationSetRow>().WithMany().HasForeignKey(row => row.SetId);
    }
}
