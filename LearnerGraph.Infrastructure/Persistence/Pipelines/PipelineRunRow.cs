using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Pipelines;

/// <summary>A run of a pipeline.</summary>
internal sealed class PipelineRunRow
{
    public long Id { get; set; }

    public required string Tenant { get; set; }

    public required string Pipeline { get; set; }

    public int Status { get; set; }

    public int TriggeredBy { get; set; }

    public required string AskedBy { get; set; }

    /// <summary>A JSON list of names.</summary>
    public required string Assets { get; set; }

    public bool Force { get; set; }

    public DateTimeOffset AskedAt { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public string? Error { get; set; }

    public long? RetryOf { get; set; }

    public bool IsCancelAsked { get; set; }
}

internal sealed class PipelineRunConfiguration : IEntityTypeConfiguration<PipelineRunRow>
{
    public void Configure(EntityTypeBuilder<PipelineRunRow> builder)
    {
        builder.ToTable("pipeline_runs");
        builder.HasIndex(row => new { row.Tenant, row.Pipeline, row.Id });
        builder.HasIndex(row => row.Status);
    }
}
