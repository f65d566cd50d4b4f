using LearnerGraph.Infrastructure.Persistence.Content;
using LearnerGraph.Infrastructure.Persistence.Learners;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Practice;

/// <summary>Only ever added to, but for the verdict of a review. The id is the commit sequence.</summary>
internal sealed class AttemptRow
{
    public long Id { get; set; }

    public required string Tenant { get; set; }

    public long LearnerId { get; set; }

    public int QuestionId { get; set; }

    public Guid ClientAttemptId { get; set; }

    public long JudgedAt { get; set; }

    public DateTimeOffset AnsweredAt { get; set; }

    public int Day { get; set; }

    public int DurationMs { get; set; }

    public int HintsUsed { get; set; }

    public string? Answer { get; set; }

    public bool? Correct { get; set; }

    public int Status { get; set; }

    public bool IsSelfGraded { get; set; }

    public double Difficulty { get; set; }

    public bool IsDated { get; set; }

    public int? Grade { get; set; }

    public long? RecommendationSet { get; set; }

    public int? RecommendationPosition { get; set; }

    public int? Device { get; set; }

    public double? Confidence { get; set; }

    public double DifficultyVariance { get; set; }

    public double AverageDifficulty { get; set; }

    public double Ability { get; set; }

    public double AbilityVariance { get; set; }

    public int Hour { get; set; }
}

internal sealed class AttemptConfiguration : IEntityTypeConfiguration<AttemptRow>
{
    public void Configure(EntityTypeBuilder<AttemptRow> builder)
    {
        builder.ToTable("attempts");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasOne<LearnerRow>().WithMany().HasForeignKey(row => row.LearnerId);
        builder.HasOne<QuestionRow>().WithMany().HasForeignKey(row => row.QuestionId).OnDelete(DeleteBehavior.Restrict);

        // Ids are unique over all tenants, so an index needs no tenant; one that began with it would, without
        // statistics, be taken for the narrowest and every query of a learner would read the whole tenant.
        builder.HasIndex(row => new { row.LearnerId, row.ClientAttemptId }).IsUnique();
        builder.HasIndex(row => new { row.LearnerId, row.AnsweredAt, row.Id });
        builder.HasIndex(row => new { row.QuestionId, row.LearnerId });
        builder.HasIndex(row => row.JudgedAt);
    }
}
