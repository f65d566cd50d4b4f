using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Content;

internal sealed class CourseRow
{
    public int Id { get; set; }

    public required string Tenant { get; set; }

    public required string Key { get; set; }

    public required string Title { get; set; }

    public int Version { get; set; }

    public bool IsArchived { get; set; }
}

internal sealed class CourseConfiguration : IEntityTypeConfiguration<CourseRow>
{
    public void Configure(EntityTypeBuilder<CourseRow> builder)
    {
        builder.ToTable("courses");
        builder.HasIndex(row => new { row.Tenant, row.Key }).IsUnique();
    }
}
