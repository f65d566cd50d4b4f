using System.Globalization;
using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Learners;
using LearnerGraph.Api.Practice.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Practice;

[MutationType]
public static class PracticeMutations
{
    [GraphQLDescription(
        "Records answers, up to 500 at once. An attempt whose `clientAttemptId` was seen before changes nothing.")]
    public static async ValueTask<SubmitAttemptsPayload> SubmitAttemptsAsync(
        [GraphQLDescription("Whose and which.")] SubmitAttemptsInput input,
        Caller caller,
        SubmitAttempts submit,
        CancellationToken ct)
    {
        var drafts = input.Attempts.Select(ToDraft).ToArray();
        var submitted = await submit.RunAsync(caller, input.LearnerId, drafts, ct);
        if (!submitted.TryGet(out var receipt, out var problem))
        {
            return new SubmitAttemptsPayload(0, 0, [], problem.ToErrors());
        }

        var results = new AttemptResult[drafts.Length];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = AttemptResult.Of(
                receipt.Rows[i], drafts[i], input.Attempts[i].QuestionId, receipt.Catalog);
        }

        return new SubmitAttemptsPayload(
            results.Count(row => row.Status is AttemptStatus.Accepted or AttemptStatus.PendingReview),
            results.Count(row => row.Status is AttemptStatus.Duplicate),
            results, [.. results.Select(row => row.Error).OfType<IError>()])
        {
            Of = input.LearnerId,
            Touched = receipt.Touched,
        };
    }

    [GraphQLDescription("An author grades what waits for review; belief moves then.")]
    public static async ValueTask<GradeAttemptsPayload> GradeAttemptsAsync(
        [GraphQLDescription("The verdicts.")] GradeAttemptsInput input,
        Caller caller,
        GradeAttempts grade,
        CancellationToken ct)
    {
        var verdicts = input.Grades.Select(one => new ReviewVerdict(one.AttemptId, one.Correct)).ToArray();
        var comments = input.Grades.Where(one => one.Comment is not null)
            .GroupBy(one => one.AttemptId).ToDictionary(group => group.Key, group => group.First().Comment!);
        return (await grade.RunAsync(caller, verdicts, comments, ct)).TryGet(out var receipt, out var problem)
            ? new GradeAttemptsPayload(
                receipt.Attempts, [.. receipt.Problems.Select(refused => refused.Problem.ToError())])
            : new GradeAttemptsPayload([], problem.ToErrors());
    }

    [GraphQLDescription("Sets the target of a streak, for practice from now on.")]
    public static async ValueTask<SetStreakGoalPayload> SetStreakGoalAsync(
        [GraphQLDescription("Whose and what.")] SetStreakGoalInput input,
        Caller caller,
        SetStreakGoal set,
        StreakView view,
        CancellationToken ct) =>
        (await set.RunAsync(caller, input.LearnerId, input.Kind, input.Target, ct))
            .TryGet(out var snapshot, out var problem)
            ? new SetStreakGoalPayload(view.Of(snapshot).Single(streak => streak.Kind == input.Kind), Errors.None)
            : new SetStreakGoalPayload(null, problem.ToErrors());

    // An id that is none becomes that of no question, so that its row alone is rejected.
    private static AttemptDraft ToDraft(AttemptInput input) => new(
        input.ClientAttemptId,
        int.TryParse(
            GlobalId.Read("Question", input.QuestionId), NumberStyles.None, CultureInfo.InvariantCulture,
            out var question)
            ? new QuestionId(question)
            : default,
        input.AnsweredAt, input.DurationMs, input.HintsUsed ?? 0, input.Answer, input.Correct,
        input.RecommendationId is null ? null : RecommendationIds.Read(input.RecommendationId),
        input.Device, input.Confidence);
}

[ObjectType]
[GraphQLDescription("The graded answers, and what could not be graded.")]
public sealed record GradeAttemptsPayload(
    [GraphQLDescription("As they are now.")] IReadOnlyList<Attempt> Attempts,
    [GraphQLDescription("All that was wrong; empty where it was done.")] IReadOnlyList<IError> Errors,
    [GraphQLDescription("As given.")] string? ClientMutationId = null);

[ObjectType]
[GraphQLDescription("The streak with its new goal, or why there is none.")]
public sealed record SetStreakGoalPayload(
    [GraphQLDescription("As it stands now.")] StreakNode? Streak,
    [GraphQLDescription("Why not; empty where it was done.")] IReadOnlyList<IError> Errors,
    [GraphQLDescription("As given.")] string? ClientMutationId = null);
