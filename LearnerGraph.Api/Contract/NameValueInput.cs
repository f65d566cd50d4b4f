using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Contract;

[InputType]
[GraphQLDescription("A named value.")]
public sealed record NameValueInput(
    [GraphQLDescription("What it is called.")] string Name,
    [GraphQLDescription("The value, as text.")] string Value);
