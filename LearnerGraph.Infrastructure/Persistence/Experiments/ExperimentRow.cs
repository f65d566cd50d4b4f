using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Experiments;

/// <summary>An experiment; its plan is one document, since it is frozen as a whole.</summary>
internal sealed class ExperimentRow
{
    public long Id { get; set; }

    public required string Tenant { get; set; }

    public required string Key { get; set; }

    /// <summary>PlanDocument's JSON.</summary>
    public required string Plan { get; set; }

    public int Status { get; set; }

    public double Traffic { get; set; }

    public required string Salt { get; set; }

    public int Phase { get; set; }

    /// <summary>A JSON list of bucket numbers, from and to in turn.</summary>
    public required string Segments { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public required string CreatedBy { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? StoppedAt { get; set; }

    public string? StopReason { get; set; }

    public int? Decision { get; set; }

    public string? DecisionReason { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    public string? DecidedBy { get; set; }

    public int Version { get; set; }
}

internal sealed class ExperimentConfiguration : IEntityTypeConfiguration<ExperimentRow>
{
    public void Configure(EntityTypeBuilder<ExperimentRow> builder)
    {
        builder.ToTable("experiments");
        builder.HasIndex(row => new { row.Tenant, row.Key }).IsUnique();
        builder.HasIndex(row => new { row.Tenant, row.Status, row.Id });
    }
}
