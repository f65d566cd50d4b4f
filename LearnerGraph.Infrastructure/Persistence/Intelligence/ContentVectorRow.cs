using LearnerGraph.Infrastructure.Persistence.Content;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Intelligence;

/// <summary>A text's vector, little-endian floats, of its course's space.</summary>
internal sealed class ContentVectorRow
{
    public int CourseId { get; set; }

    public int Kind { get; set; }

    public int ItemId { get; set; }

    public required string Tenant { get; set; }

    public required string Hash { get; set; }

    public required byte[] Vector { get; set; }
}

internal sealed class ContentVectorConfiguration : IEntityTypeConfiguration<ContentVectorRow>
{
    public void Configure(EntityTypeBuilder<ContentVectorRow> builder)
    {
        builder.ToTable("content_vectors");
        builder.HasKey(row => new { row.CourseId, row.Kind, row.ItemId });
        builder.HasOne<CourseRow>().WithMany().HasForeignKey(row => row.CourseId);
    }
}
