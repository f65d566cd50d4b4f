using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Content;

internal sealed class QuestionConceptRow
{
    public int QuestionId { get; set; }

    public int ConceptId { get; set; }

    public required string Tenant { get; set; }

    /// <summary>Order of the links as authored.</summary>
    public int Position { get; set; }

    public double Weight { get; set; }
}

internal sealed class QuestionConceptConfiguration : IEntityTypeConfiguration<QuestionConceptRow>
{
    public void Configure(EntityTypeBuilder<QuestionConceptRow> builder)
    {
        builder.ToTable("question_concepts");
        builder.HasKey(row => new { row.QuestionId, row.ConceptId });
        builder.HasOne<QuestionRow>().WithMany().HasForeignKey(row => row.QuestionId);
        builder.HasOne<ConceptRow>().WithMany().HasForeignKey(row => row.ConceptId);
    }
}
