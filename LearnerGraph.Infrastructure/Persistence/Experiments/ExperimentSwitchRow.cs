using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Experiments;

/// <summary>A tenant's kill switch; no row means that it was never touched.</summary>
internal sealed class ExperimentSwitchRow
{
    public required string Tenant { get; set; }

    public bool Enabled { get; set; }
}

internal sealed class ExperimentSwitchConfiguration : IEntityTypeConfiguration<ExperimentSwitchRow>
{
    public void Configure(EntityTypeBuilder<ExperimentSwitchRow> builder)
    {
        builder.ToTable("experiment_switches");
        builder.HasKey(row => row.Tenant);
    }
}
