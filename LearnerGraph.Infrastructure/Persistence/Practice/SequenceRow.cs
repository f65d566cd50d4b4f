using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Practice;

/// <summary>
/// The last number handed out; the sequence of attempts runs over all tenants, whose name is then empty.
/// </summary>
internal sealed class SequenceRow
{
    public required string Tenant { get; set; }

    public required string Name { get; set; }

    public long Value { get; set; }
}

internal sealed class SequenceConfiguration : IEntityTypeConfiguration<SequenceRow>
{
    public void Configure(EntityTypeBuilder<SequenceRow> builder)
    {
        builder.ToTable("sequences");
        builder.HasKey(row => new { row.Tenant, row.Name });
    }
}
