using LearnerGraph.Api.Content;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Learners;

[ObjectType<LearnerNode>(Name = "Learner")]
[Node]
[GraphQLDescription("Somebody who practises, with what they have chosen and what is believed of them.")]
public static class LearnerFields
{
    [GraphQLDescription("Global id.")]
    public static LearnerId Id([Parent] LearnerNode node) => node.Id;

    [GraphQLDescription("The identifier of the client's own system.")]
    public static string ExternalId([Parent] LearnerNode node) => node.Learner.ExternalId;

    [GraphQLDescription("Unique in the tenant.")]
    public static string Username([Parent] LearnerNode node) => node.Learner.Username;

    [GraphQLDescription("For people; may be left out.")]
    public static string? DisplayName([Parent] LearnerNode node) => node.Learner.DisplayName;

    [GraphQLDescription("IANA name; a day of a streak is a day there.")]
    public static string TimeZone([Parent] LearnerNode node) => node.Learner.TimeZone;

    [GraphQLDescription("Where the learner says to stand.")]
    public static SkillLevel SkillLevel([Parent] LearnerNode node) => node.Learner.SkillLevel;

    [GraphQLDescription("0 easy to 1 hard.")]
    public static double PreferredDifficulty([Parent] LearnerNode node) => node.Learner.PreferredDifficulty;

    [GraphQLDescription("Concepts that the learner wants to master.")]
    public static async ValueTask<IReadOnlyList<ConceptNode>> GoalsAsync(
        [Parent] LearnerNode node, RequestCatalog catalog, CancellationToken ct) =>
        (await catalog.GetAsync(ct)).Nodes(node.Learner.Goals);

    [GraphQLDescription("Whether sets may be personal.")]
    public static bool Personalization([Parent] LearnerNode node) => node.Learner.Personalization;

    [GraphQLDescription("Whether the learner takes part in experiments.")]
    public static bool Experiments([Parent] LearnerNode node) => node.Learner.Experiments;

    [GraphQLDescription("Class in the client's own system; null: none.")]
    public static string? ClassKey([Parent] LearnerNode node) => node.Learner.ClassKey;

    [GraphQLDescription("Recall at which a review comes due: the learner's own, else the installation's.")]
    public static double DesiredRetention([Parent] LearnerNode node, Tracer tracer) =>
        node.Learner.DesiredRetention ?? tracer.Rules.Reviews.DesiredRetention;

    [GraphQLDescription("Raised with every change; give it back as `expectedVersion`.")]
    public static int Version([Parent] LearnerNode node) => node.Learner.Version;

    [GraphQLDescription("When the learner was taken in.")]
    public static DateTimeOffset CreatedAt([Parent] LearnerNode node) => node.Learner.CreatedAt;

    [GraphQLDescription("Time of the last answer.")]
    public static DateTimeOffset? LastPracticedAt([Parent] LearnerNode node) => node.Learner.LastPracticedAt;

    [NodeResolver]
    public static async ValueTask<LearnerNode?> FindAsync(
        LearnerId id, Caller caller, SnapshotLoader snapshots, CancellationToken ct) =>
        caller.MayRead(id) is null ? await LoadAsync(id, snapshots, ct) : null;

    internal static async ValueTask<LearnerNode?> LoadAsync(
        LearnerId id, SnapshotLoader snapshots, CancellationToken ct) =>
        await snapshots.LoadAsync(id, ct) is { } found ? new LearnerNode(found.Learner) : null;
}
