using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Leases;

/// <summary>A lease of old and new holders: the row stays, so that its token never falls.</summary>
internal sealed class LeaseRow
{
    public required string Tenant { get; set; }

    public required string Name { get; set; }

    public required string Holder { get; set; }

    public long Token { get; set; }

    public DateTimeOffset Until { get; set; }
}

internal sealed class LeaseConfiguration : IEntityTypeConfiguration<LeaseRow>
{
    public void Configure(EntityTypeBuilder<LeaseRow> builder)
    {
        builder.ToTable("leases");
        builder.HasKey(row => new { row.Tenant, row.Name });
    }
}
