using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Pipelines;

/// <summary>One part of one asset in a run.</summary>
internal sealed class PipelineStepRow
{
    public long RunId { get; set; }

    public required string Asset { get; set; }

    public required string Part { get; set; }

    public required string Tenant { get; set; }

    public int Status { get; set; }

    public int Attempt { get; set; }

    public int RowsIn { get; set; }

    public int RowsOut { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public double Seconds { get; set; }

    public long PeakBytes { get; set; }

    public string? Message { get; set; }

    /// <summary>A JSON list.</summary>
    public required string Checks { get; set; }
}

internal sealed class PipelineStepConfiguration : IEntityTypeConfiguration<PipelineStepRow>
{
    public void Configure(EntityTypeBuilder<PipelineStepRow> builder)
    {
        builder.ToTable("pipeline_steps");
        builder.HasKey(row => new { row.RunId, row.Asset, row.Part });
        builder.HasOne<PipelineRunRow>().WithMany().HasForeignKey(row => row.RunId);
    }
}
