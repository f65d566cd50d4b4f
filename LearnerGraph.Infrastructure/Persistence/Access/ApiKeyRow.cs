using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Access;

internal sealed class ApiKeyRow
{
    public long Id { get; set; }

    public required string Tenant { get; set; }

    public required string Prefix { get; set; }

    public required string Hash { get; set; }

    public required string Name { get; set; }

    public required string Roles { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public required string CreatedBy { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKeyRow>
{
    public void Configure(EntityTypeBuilder<ApiKeyRow> builder)
    {
        builder.ToTable("api_keys");
        builder.HasIndex(row => row.Prefix).IsUnique();
        builder.HasIndex(row => new { row.Tenant, row.Id });
    }
}
