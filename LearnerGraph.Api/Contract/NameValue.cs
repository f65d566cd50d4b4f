using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Contract;

[ObjectType]
[GraphQLDescription("A named value.")]
public sealed record NameValue(
    [GraphQLDescription("What it is called.")] string Name,
    [GraphQLDescription("The value, as text.")] string Value);
