using LearnerGraph.Infrastructure.Persistence.Learners;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Intelligence;

/// <summary>What a search or a set showed, what was done with it, and the task that came of it.</summary>
internal sealed class InteractionSessionRow
{
    public long Id { get; set; }

    public required string Tenant { get; set; }

    public long LearnerId { get; set; }

    public Guid ClientId { get; set; }

    public string? Query { get; set; }

    /// <summary>JSON lists of "kind:id", of events, and of the chances of what was shown.</summary>
    public required string Shown { get; set; }

    public required string Events { get; set; }

    public required string Propensities { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public int DurationMs { get; set; }

    public bool IsIrrelevant { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Null while only what was shown is known.</summary>
    public int? Status { get; set; }

    public string? Reason { get; set; }

    public int Attempt { get; set; }

    public int Priority { get; set; }

    public DateTimeOffset NotBefore { get; set; }
}

internal sealed class InteractionSessionConfiguration : IEntityTypeConfiguration<InteractionSessionRow>
{
    public void Configure(EntityTypeBuilder<InteractionSessionRow> builder)
    {
        builder.ToTable("interaction_sessions");
        builder.HasIndex(row => new { row.LearnerId, row.ClientId }).IsUnique();
        builder.HasIndex(row => new { row.Tenant, row.Status, row.Id });
        builder.HasOne<LearnerRow>().WithMany().HasForeignKey(row => row.LearnerId).OnDelete(DeleteBehavior.Cascade);
    }
}
