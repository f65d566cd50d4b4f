using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearnerGraph.Infrastructure.Persistence.Content;

internal sealed class QuestionStateRow
{
    public int QuestionId { get; set; }

    public required string Tenant { get; set; }

    public double Difficulty { get; set; }

    public double Variance { get; set; }

    public int Attempts { get; set; }

    public int Correct { get; set; }

    public double Seconds { get; set; }

    public int Timed { get; set; }
}

internal sealed class QuestionStateConfiguration : IEntityTypeConfiguration<QuestionStateRow>
{
    public void Configure(EntityTypeBuilder<QuestionStateRow> builder)
    {
        builder.ToTable("question_states");
        builder.HasKey(row => row.QuestionId);
        builder.Property(row => row.QuestionId).ValueGeneratedNever();
        builder.HasOne<QuestionRow>().WithOne().HasForeignKey<QuestionStateRow>(row => row.QuestionId);
    }
}
