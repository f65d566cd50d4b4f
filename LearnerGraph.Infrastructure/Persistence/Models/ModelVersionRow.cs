using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Models;

/// <summary>A version of a model.</summary>
internal sealed class ModelVersionRow
{
    public long Id { get; set; }

    public required string Tenant { get; set; }

    public required string Model { get; set; }

    public int Number { get; set; }

    public int Stage { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public required string Artefact { get; set; }

    public bool IsOwn { get; set; }

    /// <summary>A JSON object.</summary>
    public required string Parameters { get; set; }

    /// <summary>A JSON object; null where there were no cases.</summary>
    public string? Evaluation { get; set; }

    public DateTimeOffset? ServedAt { get; set; }
}

internal sealed class ModelVersionConfiguration : IEntityTypeConfiguration<ModelVersionRow>
{
    public void Configure(EntityTypeBuilder<ModelVersionRow> builder)
    {
        builder.ToTable("model_versions");
        builder.HasIndex(row => new { row.Tenant, row.Model, row.Number }).IsUnique();
        builder.HasIndex(row => row.Stage);
    }
}
