using LearnerGraph.Infrastructure.Persistence.Content;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Intelligence;

/// <summary>The space of a course's vectors; the texts that it was fitted to as JSON.</summary>
internal sealed class ContentSpaceRow
{
    public int CourseId { get; set; }

    public required string Tenant { get; set; }

    public required string Name { get; set; }

    public required string Body { get; set; }
}

internal sealed class ContentSpaceConfiguration : IEntityTypeConfiguration<ContentSpaceRow>
{
    public void Configure(EntityTypeBuilder<ContentSpaceRow> builder)
    {
        builder.ToTable("content_spaces");
        builder.HasKey(row => row.CourseId);
        builder.Property(row => row.CourseId).ValueGeneratedNever();
        builder.HasOne<CourseRow>().WithMany().HasForeignKey(row => row.CourseId);
    }
}
