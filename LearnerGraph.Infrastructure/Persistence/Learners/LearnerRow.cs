using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Learners;

/// <summary>The learner and, last, the state: one row, so one round trip brings both.</summary>
internal sealed class LearnerRow
{
    public long Id { get; set; }

    public required string Tenant { get; set; }

    public required string ExternalId { get; set; }

    public required string Username { get; set; }

    public string? DisplayName { get; set; }

    public required string TimeZone { get; set; }

    public int SkillLevel { get; set; }

    public double PreferredDifficulty { get; set; }

    /// <summary>A JSON list of concept ids.</summary>
    public required string Goals { get; set; }

    public bool Personalization { get; set; }

    public bool Experiments { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? LastPracticedAt { get; set; }

    public int Version { get; set; }

    public bool IsSynthetic { get; set; }

    public string? ClassKey { get; set; }

    public double? DesiredRetention { get; set; }

    public long StateVersion { get; set; }

    /// <summary>LearnerStateCodec's bytes; null before the first practice.</summary>
    public byte[]? State { get; set; }
}

internal sealed class LearnerConfiguration : IEntityTypeConfiguration<LearnerRow>
{
    public void Configure(EntityTypeBuilder<LearnerRow> builder)
    {
        builder.ToTable("learners");
        builder.HasIndex(row => new { row.Tenant, row.ExternalId }).IsUnique();
        builder.HasIndex(row => new { row.Tenant, row.Username }).IsUnique();
        builder.HasIndex(row => new { row.Tenant, row.LastPracticedAt });
        builder.HasIndex(row => new { row.Tenant, row.Id });
        var order = 0;
        foreach (var name in typeof(LearnerRow).GetProperties().Select(property => property.Name))
        {
            builder.Property(name).HasColumnOrder(order++);
        }
    }
}
