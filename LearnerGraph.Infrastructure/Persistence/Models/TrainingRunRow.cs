using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Models;

/// <summary>A training.</summary>
internal sealed class TrainingRunRow
{
    public long Id { get; set; }

    public required string Tenant { get; set; }

    public required string Model { get; set; }

    public int Status { get; set; }

    public required string AskedBy { get; set; }

    public required string Source { get; set; }

    /// <summary>A JSON object.</summary>
    public required string Parameters { get; set; }

    public DateTimeOffset AskedAt { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public string? DataVersion { get; set; }

    public string? CodeVersion { get; set; }

    public string? FeatureVersion { get; set; }

    public string? Artefact { get; set; }

    public long? VersionId { get; set; }

    public long PeakBytes { get; set; }

    public string? Message { get; set; }

    public bool IsCancelAsked { get; set; }

    /// <summary>A JSON list.</summary>
    public required string Series { get; set; }

    /// <summary>A JSON object.</summary>
    public required string Metrics { get; set; }
}

internal sealed class TrainingRunConfiguration : IEntityTypeConfiguration<TrainingRunRow>
{
    public void Configure(EntityTypeBuilder<TrainingRunRow> builder)
    {
        builder.ToTable("training_runs");
        builder.HasIndex(row => new { row.Tenant, row.Model, row.Id });
        builder.HasIndex(row => row.Status);
    }
}
