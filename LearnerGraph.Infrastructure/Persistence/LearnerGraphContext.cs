using System.Text;
using LearnerGraph.Infrastructure.Persistence.Access;
using LearnerGraph.Infrastructure.Persistence.Audit;
using LearnerGraph.Infrastructure.Persistence.Content;
using LearnerGraph.Infrastructure.Persistence.Experiments;
using LearnerGraph.Infrastructure.Persistence.Learners;
using LearnerGraph.Infrastructure.Persistence.Intelligence;
using LearnerGraph.Infrastructure.Persistence.Leases;
using LearnerGraph.Infrastructure.Persistence.Models;
using LearnerGraph.Infrastructure.Persistence.Pipelines;
using LearnerGraph.Infrastructure.Persistence.Practice;
using LearnerGraph.Infrastructure.Persistence.Recommendations;
using Microsoft.EntityFrameworkCore;

namespace LearnerGraph.Infrastructure.Persistence;

/// <summary>
/// The tables, the same for every database. A subclass for each provider owns that provider's migrations. Tables and
/// columns are named in snake case; every table has a tenant.
/// </summary>
public abstract class LearnerGraphContext(DbContextOptions options) : DbContext(options)
{
    internal DbSet<CourseRow> Courses => Set<CourseRow>();

    internal DbSet<ConceptRow> Concepts => Set<ConceptRow>();

    internal DbSet<QuestionRow> Questions => Set<QuestionRow>();

    internal DbSet<QuestionConceptRow> QuestionConcepts => Set<QuestionConceptRow>();

    internal DbSet<QuestionStateRow> QuestionStates => Set<QuestionStateRow>();

    internal DbSet<RelationRow> Relations => Set<RelationRow>();

    internal DbSet<CatalogVersionRow> CatalogVersions => Set<CatalogVersionRow>();

    internal DbSet<AuditEntryRow> AuditLog => Set<AuditEntryRow>();

    internal DbSet<ApiKeyRow> ApiKeys => Set<ApiKeyRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        configurationBuilder.Properties<Guid>().HaveConversion<UuidConverter>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfiguration(new CourseConfiguration());
        modelBuilder.ApplyConfiguration(new ConceptConfiguration());
        modelBuilder.ApplyConfiguration(new QuestionConfiguration());
        modelBuilder.ApplyConfiguration(new QuestionConceptConfiguration());
        modelBuilder.ApplyConfiguration(new QuestionStateConfiguration());
        modelBuilder.ApplyConfiguration(new RelationConfiguration());
        modelBuilder.ApplyConfiguration(new CatalogVersionConfiguration());
        modelBuilder.ApplyConfiguration(new LearnerConfiguration());
        modelBuilder.ApplyConfiguration(new AttemptConfiguration());
        modelBuilder.ApplyConfiguration(new PracticeDayConfiguration());
        modelBuilder.ApplyConfiguration(new SequenceConfiguration());
        modelBuilder.ApplyConfiguration(new RecommendationSetConfiguration());
        modelBuilder.ApplyConfiguration(new FeedbackEventConfiguration());
        modelBuilder.ApplyConfiguration(new AuditEntryConfiguration());
        modelBuilder.ApplyConfiguration(new ApiKeyConfiguration());
        modelBuilder.ApplyConfiguration(new ExperimentConfiguration());
        modelBuilder.ApplyConfiguration(new ExposureConfiguration());
        modelBuilder.ApplyConfiguration(new ForcedVariantConfiguration());
        modelBuilder.ApplyConfiguration(new ExperimentSwitchConfiguration());
        modelBuilder.ApplyConfiguration(new LeaseConfiguration());
        modelBuilder.ApplyConfiguration(new LearnerChangeConfiguration());
        modelBuilder.ApplyConfiguration(new PipelineRunConfiguration());
        modelBuilder.ApplyConfiguration(new PipelineStepConfiguration());
        modelBuilder.ApplyConfiguration(new PipelineLineConfiguration());
        modelBuilder.ApplyConfiguration(new AssetStateConfiguration());
        modelBuilder.ApplyConfiguration(new AssetItemConfiguration());
        modelBuilder.ApplyConfiguration(new ContentSpaceConfiguration());
        modelBuilder.ApplyConfiguration(new ContentVectorConfiguration());
        modelBuilder.ApplyConfiguration(new InteractionSessionConfiguration());
        modelBuilder.ApplyConfiguration(new PersonalVectorConfiguration());
        modelBuilder.ApplyConfiguration(new RelationProposalConfiguration());
        modelBuilder.ApplyConfiguration(new SuggestionFeedbackConfiguration());
        modelBuilder.ApplyConfiguration(new TrainingRunConfiguration());
        modelBuilder.ApplyConfiguration(new ModelVersionConfiguration());

        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            property.SetColumnName(SnakeCase(property.Name));
        }
    }

    private static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        foreach (var c in name)
        {
            if (char.IsUpper(c) && text.Length > 0) text.Append('_');
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
