using LearnerGraph.Api.Learners.UseCases;
using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Learners;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Learners;

[MutationType]
public static class LearnerMutations
{
    [GraphQLDescription("Takes a learner in.")]
    public static async ValueTask<CreateLearnerPayload> CreateLearnerAsync(
        [GraphQLDescription("Who.")] CreateLearnerInput input,
        Caller caller,
        CreateLearner create,
        CancellationToken ct)
    {
        var profile = new LearnerProfile(
            input.DisplayName, input.TimeZone, input.SkillLevel, input.PreferredDifficulty, input.GoalConceptIds,
            ClassKey: input.ClassKey);
        var created = await create.RunAsync(caller, input.ExternalId, input.Username, profile, ct);
        return created.TryGet(out var learner, out var problem)
            ? new CreateLearnerPayload(new LearnerNode(learner), Errors.None)
            : new CreateLearnerPayload(null, problem.ToErrors());
    }

    [GraphQLDescription("Changes what is given, leaves what is not.")]
    public static async ValueTask<UpdateLearnerPayload> UpdateLearnerAsync(
        [GraphQLDescription("Whom and what.")] UpdateLearnerInput input,
        Caller caller,
        UpdateLearner update,
        CancellationToken ct)
    {
        var profile = new LearnerProfile(
            input.DisplayName.HasValue ? input.DisplayName.Value ?? "" : null,
            input.TimeZone, input.SkillLevel, input.PreferredDifficulty, input.GoalConceptIds,
            input.Personalization, input.Experiments, input.ClassKey.HasValue ? input.ClassKey.Value ?? "" : null,
            input.DesiredRetention.HasValue ? input.DesiredRetention.Value ?? 0 : null);
        var updated = await update.RunAsync(caller, input.LearnerId, input.ExpectedVersion, profile, ct);
        return updated.TryGet(out var learner, out var problem)
            ? new UpdateLearnerPayload(new LearnerNode(learner), Errors.None)
            : new UpdateLearnerPayload(null, problem.ToErrors());
    }

    [GraphQLDescription("Deletes a learner and every row that tells of them.")]
    public static async ValueTask<EraseLearnerPayload> EraseLearnerAsync(
        [GraphQLDescription("Whom.")] EraseLearnerInput input, Caller caller, EraseLearner erase, CancellationToken ct)
    {
        var done = await erase.RunAsync(caller, input.LearnerId, ct);
        return done.TryGet(out var erased, out var problem)
            ? new EraseLearnerPayload(erased, Errors.None)
            : new EraseLearnerPayload(false, problem.ToErrors());
    }
}
