using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Pipelines;

/// <summary>The last successful production of one part of an asset.</summary>
internal sealed class AssetStateRow
{
    public required string Tenant { get; set; }

    public required string Asset { get; set; }

    public required string Part { get; set; }

    public int Version { get; set; }

    public required string SourceHash { get; set; }

    public long Watermark { get; set; }

    public required string Fingerprint { get; set; }

    public required string OutputHash { get; set; }

    public int Rows { get; set; }

    public DateTimeOffset MadeAt { get; set; }

    public long RunId { get; set; }

    /// <summary>A JSON object: output hashes by input.</summary>
    public required string Inputs { get; set; }
}

internal sealed class AssetStateConfiguration : IEntityTypeConfiguration<AssetStateRow>
{
    public void Configure(EntityTypeBuilder<AssetStateRow> builder)
    {
        builder.ToTable("asset_states");
        builder.HasKey(row => new { row.Tenant, row.Asset, row.Part });
    }
}
