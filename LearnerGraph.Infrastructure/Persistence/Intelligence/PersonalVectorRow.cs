using LearnerGraph.Infrastructure.Persistence.Learners;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Intelligence;

/// <summary>Where a text stands for one learner, little-endian floats.</summary>
internal sealed class PersonalVectorRow
{
    public long LearnerId { get; set; }

    public required string Space { get; set; }

    public int Kind { get; set; }

    public int ItemId { get; set; }

    public required string Tenant { get; set; }

    public required string TextHash { get; set; }

    public required byte[] Vector { get; set; }

    public double Pull { get; set; }

    public DateTimeOffset MovedAt { get; set; }
}

internal sealed class PersonalVectorConfiguration : IEntityTypeConfiguration<PersonalVectorRow>
{
    public void Configure(EntityTypeBuilder<PersonalVectorRow> builder)
    {
        builder.ToTable("personal_vectors");
        builder.HasKey(row => new { row.LearnerId, row.Space, row.Kind, row.ItemId });
        builder.HasOne<LearnerRow>().WithMany().HasForeignKey(row => row.LearnerId).OnDelete(DeleteBehavior.Cascade);
    }
}
