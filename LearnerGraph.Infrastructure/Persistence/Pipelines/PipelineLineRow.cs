using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Pipelines;

/// <summary>A line of a run's log.</summary>
internal sealed class PipelineLineRow
{
    public long Id { get; set; }

    public required string Tenant { get; set; }

    public long RunId { get; set; }

    public DateTimeOffset At { get; set; }

    public required string Level { get; set; }

    public string? Asset { get; set; }

    public string? Part { get; set; }

    public required string Line { get; set; }
}

internal sealed class PipelineLineConfiguration : IEntityTypeConfiguration<PipelineLineRow>
{
    public void Configure(EntityTypeBuilder<PipelineLineRow> builder)
    {
        builder.ToTable("pipeline_log");
        builder.HasIndex(row => new { row.RunId, row.Id });
        builder.HasOne<PipelineRunRow>().WithMany().HasForeignKey(row => row.RunId);
    }
}
