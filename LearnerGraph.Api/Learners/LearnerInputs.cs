using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Learners;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Learners;

[InputType]
[GraphQLDescription("A new learner.")]
public sealed record CreateLearnerInput(
    [GraphQLDescription("The identifier of the client's own system, unique.")] string ExternalId,
    [GraphQLDescription("3 to 50 characters, unique.")] string Username,
    [GraphQLDescription("For people.")] string? DisplayName = null,
    [GraphQLDescription("IANA name, such as Europe/Berlin.")] string? TimeZone = "Etc/UTC",
    [GraphQLDescription("Where the learner says to stand.")] SkillLevel? SkillLevel = SkillLevel.Beginner,
    [GraphQLDescription("0 easy to 1 hard.")] double? PreferredDifficulty = 0.5,
    [GraphQLDescription("Concepts to master.")] IReadOnlyList<ConceptId>? GoalConceptIds = null,
    [GraphQLDescription("Class in the client's own system, for experiments on whole classes.")]
    string? ClassKey = null,
    [GraphQLDescription("Given back as it is.")] string? ClientMutationId = null);

[InputType]
[GraphQLDescription("Changes of a learner; what is left out stays.")]
public sealed record UpdateLearnerInput(
    [GraphQLDescription("Whom.")] LearnerId LearnerId,
    [GraphQLDescription("Refused with CONFLICT where the stored version is another.")] int? ExpectedVersion = null,
    [GraphQLDescription("Consent to personal sets.")] bool? Personalization = null,
    [GraphQLDescription("Consent to take part in experiments.")] bool? Experiments = null,
    [GraphQLDescription("For people; null takes it away.")] Optional<string> DisplayName = default,
    [GraphQLDescription("IANA name; past days stay as they were.")] string? TimeZone = null,
    [GraphQLDescription("Where the learner says to stand.")] SkillLevel? SkillLevel = null,
    [GraphQLDescription("0 easy to 1 hard.")] double? PreferredDifficulty = null,
    [GraphQLDescription("Replaces all goals.")] IReadOnlyList<ConceptId>? GoalConceptIds = null,
    [GraphQLDescription("Class in the client's own system; null takes it away. Not by learners themselves.")]
    Optional<string> ClassKey = default,
    [GraphQLDescription(
        "Recall at which a review comes due, 0.7 to 0.99: more means more reviews. Null: the installation's.")]
    Optional<double?> DesiredRetention = default,
    [GraphQLDescription("Given back as it is.")] string? ClientMutationId = null);

[InputType]
[GraphQLDescription("Whom to erase.")]
public sealed record EraseLearnerInput(
    [GraphQLDescription("Whom.")] LearnerId LearnerId,
    [GraphQLDescription("Given back as it is.")] string? ClientMutationId = null);
