using System.Globalization;
using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Experiments;
using LearnerGraph.Api.Learners;
using LearnerGraph.Api.Operations;
using LearnerGraph.Api.Pipelines;
using LearnerGraph.Api.Recommendations;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Intelligence.Personal;
using LearnerGraph.Domain.Intelligence.Relations;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Models;
using LearnerGraph.Domain.Pipelines;
using LearnerGraph.Domain.Practice;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Setup;

/// <summary>The GraphQL schema: the annotated classes of this assembly, and the kinds of ids.</summary>
internal static class SchemaSetup
{
    public static GraphQLServerBuilder AddSchema(
        this IServiceCollection services, IConfiguration settings, bool isDevelopment) =>
        services.AddGraphQLServer(options =>
            {
                options.Read(settings);
                options.RequireAuthenticatedUser = true;
                options.EndOfIdentity = CallerClaims.EndOf;
                options.RequireDescriptions = true;
                options.ServeIde = isDevelopment;
                options.AllowIntrospection = isDevelopment;
                options.ServeSdl = isDevelopment;
                options.MayIntrospect = options.MayOpenIde =
                    static user => CallerClaims.Read(user).Needs(Role.Admin) is null;
            })
            .AddTypesFrom(typeof(SchemaSetup).Assembly)
            .AddTypes(
                typeof(NotFoundError), typeof(InvalidInputError), typeof(ConflictError), typeof(ForbiddenError),
                typeof(TooLargeError))
            .AddId("Course", id => id.Value, value => new CourseId(value))
            .AddId("Concept", id => id.Value, value => new ConceptId(value))
            .AddId("Question", id => id.Value, value => new QuestionId(value))
            .AddLongId("Learner", id => id.Value, value => new LearnerId(value))
            .AddLongId("Attempt", id => id.Value, value => new AttemptId(value))
            .AddLongId("AuditEntry", id => id.Value, value => new AuditEntryId(value))
            .AddLongId("ApiKey", id => id.Value, value => new ApiKeyId(value))
            .AddLongId("Experiment", id => id.Value, value => new ExperimentId(value))
            .AddLongId("PipelineRun", id => id.Value, value => new PipelineRunId(value))
            .AddLongId("TrainingRun", id => id.Value, value => new TrainingRunId(value))
            .AddLongId("ModelVersion", id => id.Value, value => new ModelVersionId(value))
            .AddLongId("RelationProposal", id => id.Value, value => new RelationProposalId(value))
            .AddLongId("ImprovementTask", id => id.Value, value => new ImprovementTaskId(value))
            .AddLongId("RecommendationSet", id => id.Value, value => new RecommendationSetId(value))
            .AddIdType<RecommendationId>("Recommendation", RecommendationIds.Write, RecommendationIds.Parse)
            .AddIdType<MasteryId>("Mastery", id => id.ToString(), MasteryId.Parse)
            .AddIdType<StreakId>("Streak", id => id.ToString(), StreakId.Parse)
            .DescribeEnums()
            .DescribeExperiments();

    private static GraphQLServerBuilder AddId<TId>(
        this GraphQLServerBuilder builder, string name, Func<TId, int> write, Func<int, TId> read)
        where TId : struct =>
        builder.AddIdType<TId>(
            name, id => write(id).ToString(CultureInfo.InvariantCulture),
            raw => int.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                ? read(value) : null);

    private static GraphQLServerBuilder AddLongId<TId>(
        this GraphQLServerBuilder builder, string name, Func<TId, long> write, Func<long, TId> read)
        where TId : struct =>
        builder.AddIdType<TId>(
            name, id => write(id).ToString(CultureInfo.InvariantCulture),
            raw => long.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                ? read(value) : null);
}
