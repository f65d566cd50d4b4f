using LearnerGraph.GraphQL;

namespace LearnerGraph.Conformance.Kitchen;

[GraphQLDescription("How far a learner is.")]
public enum Level
{
    Beginner = 1,
    Intermediate,
    Advanced,

    [GraphQLDeprecated("Not used since 2024.")]
    Legacy,
}

public enum CourseOrderField
{
    Id = 1,
    Title,
    Weight,
}

public enum Direction
{
    Asc = 1,
    Desc,
}

[InterfaceType("Node")]
public interface IKitchenNode
{
    [GraphQLType("ID!")]
    string Id { get; }
}

[InterfaceType("Named")]
public interface INamed : IKitchenNode
{
    string Name { get; }
}

[InterfaceType("Showable")]
[GraphQLDescription("Anything that is shown to a learner in a list.")]
public interface IShowable
{
    double? Weight { get; }

    string Headline(bool? upper = false);
}

[UnionType("SearchResult")]
public interface ISearchResult;

[UnionType("Person")]
public interface IPerson;

[UnionType("RenameError")]
public interface IRenameError;

[InterfaceType("Error")]
public interface IKitchenError
{
    string Message { get; }

    string Code { get; }
}

public sealed record Learner(int I, string Name) : INamed, IShowable, ISearchResult, IPerson
{
    [GraphQLType("ID!")]
    public string Id => $"L{I}";

    public Level Level => Values.LevelOf(I);

    public int Age => 20 + (I % 30);

    public bool Active => I % 2 == 0;

    public DateTimeOffset Joined => new(2026, 1, 1 + (I % 28), 0, 0, 0, TimeSpan.Zero);

    public double? Weight => I % 6 == 0 ? null : I * 0.25;

    public IReadOnlyList<IReadOnlyList<int>> Matrix => [[I, I + 1], [I + 2]];

    [GraphQLDeprecated("Use name.")]
    public string? OldName => $"Old {I}";

    public string Headline(bool? upper = false) => Values.Headline($"Meet learner {I}", upper);
}

public sealed record Course(int I) : INamed, IShowable, ISearchResult
{
    [GraphQLType("ID!")]
    public string Id => $"C{I}";

    public string Name => $"Course {I}";

    public double? Weight => I * 0.5;

    public int? Minutes => I % 4 == 0 ? null : I * 10;

    public bool? Published => I % 3 != 0;

    public Level? Level => I % 5 == 0 ? null : Values.LevelOf(I);

    public string Headline(bool? upper = false) => Values.Headline($"Take course {I}", upper);
}

[ObjectType]
public sealed record CourseDetail([property: GraphQLIgnore] int I)
{
    public string Summary => $"About {I}";

    public IReadOnlyList<int?>? Pages => [I, null, I + 2];

    public Learner? Owner => I % 2 == 1 ? Values.Learner(I) : null;
}

public sealed record Experiment(int I) : IKitchenNode, IShowable, ISearchResult
{
    [GraphQLType("ID!")]
    public string Id => $"E{I}";

    public string Key => $"exp-{I}";

    public double? Weight => null;

    public double? Level => I * 0.5;

    public IReadOnlyList<Variant>? Variants => I == 3 ? null : [new Variant("v0", this), new Variant("v1", this)];

    public string Headline(bool? upper = false) => Values.Headline($"Try experiment {I}", upper);
}

[ObjectType]
public sealed record Variant(string Name, Experiment Experiment, double Share = 0.5);

[ObjectType("PageInfo")]
public sealed record KitchenPageInfo(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);

[ObjectType]
public sealed record CourseEdge(string Cursor, Course Node);

[ObjectType]
public sealed record CourseConnection(
    IReadOnlyList<CourseEdge>? Edges, IReadOnlyList<Course>? Nodes, KitchenPageInfo PageInfo, int TotalCount);

[ObjectType]
public sealed record LearnerEdge(string Cursor, Learner Node);

[ObjectType]
public sealed record LearnerConnection(
    IReadOnlyList<LearnerEdge>? Edges, IReadOnlyList<Learner>? Nodes, KitchenPageInfo PageInfo, int TotalCount);

[InputType]
public sealed record IntRange(
    [GraphQLDefault("0")] int Min, int Max, [GraphQLDefault("1")] Optional<int?> Step);

[InputType]
public sealed record CourseFilter(
    Optional<string?> Text,
    Optional<Level?> Level,
    Optional<IReadOnlyList<Level>?> Levels,
    [GraphQLDefault("0.5")] Optional<double?> MinWeight,
    [property: GraphQLType("[ID!]")] Optional<IReadOnlyList<string>?> Ids,
    Optional<bool?> Published,
    Optional<IntRange?> Range,
    Optional<IReadOnlyList<IReadOnlyList<int?>?>?> Matrix,
    Optional<IReadOnlyList<CourseFilter>?> And,
    [property: GraphQLDeprecated("Use text.")] Optional<string?> Legacy);

[InputType]
public sealed record CourseOrder(CourseOrderField Field, Direction Direction = Direction.Asc);

[InputType]
[OneOf]
public sealed record TargetBy(
    [property: GraphQLType("ID")] Optional<string?> Id,
    Optional<string?> Name,
    Optional<Level?> Level,
    Optional<IntRange?> Range,
    [property: GraphQLType("[ID!]")] Optional<IReadOnlyList<string>?> Ids);

[ObjectType("MutationLog")]
public sealed record MutationLogView(IReadOnlyList<int> Log, int? Last, [property: GraphQLIgnore] double Sum)
{
    [GraphQLType("Int!")]
    public object Total => Sum;
}

[InputType]
public sealed record RenameInput([property: GraphQLType("ID!")] string Id, string Name, string? ClientMutationId);

[ObjectType]
public sealed record RenamePayload(Learner? Learner, IReadOnlyList<IRenameError>? Errors)
{
    public string? ClientMutationId { get; init; }
}

[ObjectType]
public sealed record NameTaken(string Message, string Code, string Name) : IKitchenError, IRenameError;

[ObjectType]
public sealed record NotFound(string Message, string Code, [property: GraphQLType("ID!")] string Id)
    : IKitchenError, IRenameError;
