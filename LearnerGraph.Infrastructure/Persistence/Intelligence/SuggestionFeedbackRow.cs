using LearnerGraph.Infrastructure.Persistence.Content;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Intelligence;

/// <summary>What an author took and left for a description; rejected ids as JSON.</summary>
internal sealed class SuggestionFeedbackRow
{
    public long Id { get; set; }

    public required string Tenant { get; set; }

    public int CourseId { get; set; }

    public required string Description { get; set; }

    public int AcceptedId { get; set; }

    public required string Rejected { get; set; }

    public DateTimeOffset At { get; set; }

    public required string Actor { get; set; }
}

internal sealed class SuggestionFeedbackConfiguration : IEntityTypeConfiguration<SuggestionFeedbackRow>
{
    public void Configure(EntityTypeBuilder<SuggestionFeedbackRow> builder)
    {
        builder.ToTable("suggestion_feedback");
        builder.HasIndex(row => new { row.Tenant, row.CourseId, row.Id });
        builder.HasOne<CourseRow>().WithMany().HasForeignKey(row => row.CourseId);
        builder.HasOne<ConceptRow>().WithMany().HasForeignKey(row => row.AcceptedId);
    }
}
