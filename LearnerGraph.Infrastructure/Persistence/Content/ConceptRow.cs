using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Content;

internal sealed class ConceptRow
{
    public int Id { get; set; }

    public required string Tenant { get; set; }

    public int CourseId { get; set; }

    public required string Key { get; set; }

    public required string Name { get; set; }

    public string? Description { get; set; }

    /// <summary>A JSON list.</summary>
    public required string Tags { get; set; }

    public int EstimatedMinutes { get; set; }

    public double Difficulty { get; set; }

    public int Version { get; set; }

    public bool IsArchived { get; set; }
}

internal sealed class ConceptConfiguration : IEntityTypeConfiguration<ConceptRow>
{
    public void Configure(EntityTypeBuilder<ConceptRow> builder)
    {
        builder.ToTable("concepts");
        builder.HasIndex(row => new { row.Tenant, row.Key }).IsUnique();
        builder.HasOne<CourseRow>().WithMany().HasForeignKey(row => row.CourseId).OnDelete(DeleteBehavior.Restrict);
    }
}
