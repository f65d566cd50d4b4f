using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Content;

internal sealed class QuestionRow
{
    public int Id { get; set; }

    public required string Tenant { get; set; }

    public required string Key { get; set; }

    public required string Prompt { get; set; }

    public int Type { get; set; }

    /// <summary>A JSON list, as are accepted answers and hints.</summary>
    public required string Options { get; set; }

    public string? Answer { get; set; }

    public required string AcceptedAnswers { get; set; }

    public double? Tolerance { get; set; }

    public string? Explanation { get; set; }

    public required string Hints { get; set; }

    public double Difficulty { get; set; }

    public int? TimeLimitSeconds { get; set; }

    public int Version { get; set; }

    public bool IsArchived { get; set; }
}

internal sealed class QuestionConfiguration : IEntityTypeConfiguration<QuestionRow>
{
    public void Configure(EntityTypeBuilder<QuestionRow> builder)
    {
        builder.ToTable("questions");
        builder.HasIndex(row => new { row.Tenant, row.Key }).IsUnique();
    }
}
