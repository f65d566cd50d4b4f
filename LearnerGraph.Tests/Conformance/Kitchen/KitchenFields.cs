using System.Globalization;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Conformance.Kitchen;

[ObjectType<Learner>(
    nameof(Learner.Id), nameof(Learner.Name), nameof(Learner.Weight), nameof(Learner.Level), nameof(Learner.Age),
    nameof(Learner.Active), nameof(Learner.Joined), nameof(Learner.Matrix), nameof(Learner.OldName))]
public static class LearnerFields
{
    public static string Headline([Parent] Learner learner, bool? upper = false, string? suffix = null) =>
        Values.Headline($"Meet learner {learner.I}{suffix}", upper);

    public static IReadOnlyList<string> Tags([Parent] Learner learner, int? first = 2) =>
        [.. new[] { $"t{learner.I % 5}", $"t{learner.I % 3}", "all" }.Take(Math.Max(0, first ?? 2))];

    public static Learner? Mentor([Parent] Learner learner) =>
        learner.I > 1 && learner.I % 4 != 0 ? Values.Learner(learner.I / 2) : null;

    public static IReadOnlyList<Learner> Mentees([Parent] Learner learner) =>
        [.. new[] { 2 * learner.I, (2 * learner.I) + 1 }
            .Where(k => k <= Values.Learners && k % 4 != 0).Select(Values.Learner)];

    public static CourseConnection Courses(
        [Parent] Learner learner,
        int? first = 3,
        string? after = null,
        CourseFilter? filter = null,
        IReadOnlyList<CourseOrder>? orderBy = null)
    {
        var ids = Enumerable.Range(0, (learner.I % 5) + 1).Select(k => ((learner.I + k) % Values.Courses) + 1);
        var page = Values.Page(Values.Filter(ids, filter, orderBy), first, after);
        var edges = page.Page.Select(i => new CourseEdge($"c{i}", new Course(i))).ToList();
        return new CourseConnection(
            edges, [.. edges.Select(edge => edge.Node)], Values.PageInfo(page), page.All.Count);
    }

    public static IShowable? Best([Parent] Learner learner) => (learner.I % 3) switch
    {
        0 => null,
        1 => new Course((learner.I % Values.Courses) + 1),
        _ => new Experiment((learner.I % Values.Experiments) + 1),
    };

    [GraphQLDescription("Throws for every third learner.")]
    public static string? Flaky([Parent] Learner learner) =>
        learner.I % 3 == 0 ? throw new InvalidOperationException("flaky") : "ok";

    [GraphQLDescription("Throws for every seventh learner; non-null, so that the null goes to the parent.")]
    public static string FlakyNonNull([Parent] Learner learner) =>
        learner.I % 7 == 0 ? throw new InvalidOperationException("flakyNonNull") : "ok";

    [GraphQLDescription("Null for every fifth learner although non-null.")]
    [GraphQLType("Int!")]
    public static int? Missing([Parent] Learner learner) => learner.I % 5 == 0 ? null : learner.I;
}

[ObjectType<Course>(
    nameof(Course.Id), nameof(Course.Name), nameof(Course.Weight), nameof(Course.Minutes), nameof(Course.Published),
    nameof(Course.Level))]
public static class CourseFields
{
    public static string Headline([Parent] Course course, bool? upper = false) => course.Headline(upper);

    public static IReadOnlyList<Course> Related([Parent] Course course, int first = 2) =>
        [.. Enumerable.Range(0, Values.Cap(first, 2)).Select(k => new Course(((course.I + k) % Values.Courses) + 1))];

    public static async Task<IReadOnlyList<Learner>> LearnersAsync(
        [Parent] Course course, LearnerByNumber learners, int? first = 2) =>
        (await learners.LoadAsync(
            [.. Enumerable.Range(0, Values.Cap(first, 2)).Select(k => (((course.I * 3) + k) % Values.Learners) + 1)]))!;

    [GraphQLDescription("Throws for every fourth course.")]
    public static CourseDetail Strict([Parent] Course course) =>
        course.I % 4 == 0 ? throw new InvalidOperationException("strict") : new CourseDetail(course.I);
}

/// <summary>A loader that is not needed here, so that the suite also runs through batches.</summary>
public sealed class LearnerByNumber : BatchDataLoader<int, Learner>
{
    protected override async ValueTask<IReadOnlyDictionary<int, Learner>> LoadBatchAsync(
        IReadOnlyList<int> keys, CancellationToken ct)
    {
        await Task.Yield();
        return keys.ToDictionary(key => key, Values.Learner);
    }
}

[ObjectType<Experiment>(
    nameof(Experiment.Id), nameof(Experiment.Key), nameof(Experiment.Weight), nameof(Experiment.Variants),
    nameof(Experiment.Level))]
public static class ExperimentFields
{
    public static string Headline([Parent] Experiment experiment, bool? upper = false) => experiment.Headline(upper);
}

[QueryType]
public static class KitchenQueries
{
    private static readonly int?[] OneNullThree = [1, null, 3];

    public static IKitchenNode? Node([GraphQLType("ID!")] string id) => (IKitchenNode?)Values.ById(id);

    public static IReadOnlyList<IKitchenNode?> Nodes([GraphQLType("[ID!]!")] IReadOnlyList<string> ids) =>
        [.. ids.Select(id => (IKitchenNode?)Values.ById(id))];

    public static Learner? Learner([GraphQLType("ID!")] string id) => Values.ById(id) as Learner;

    public static Learner LearnerOrFail([GraphQLType("ID!")] string id) =>
        Values.ById(id) as Learner ?? throw new InvalidOperationException("no such learner");

    public static LearnerConnection Learners(int? first = 5, string? after = null, Level? level = null)
    {
        var ids = Enumerable.Range(1, Values.Learners).Where(i => level is null || Values.LevelOf(i) == level);
        var page = Values.Page(ids, first, after);
        var edges = page.Page.Select(i => new LearnerEdge($"c{i}", Values.Learner(i))).ToList();
        return new LearnerConnection(
            edges, [.. edges.Select(edge => edge.Node)], Values.PageInfo(page), page.All.Count);
    }

    public static Course? Course(
        [GraphQLType("ID!")] string id, [GraphQLDeprecated("No drafts.")] bool? draft = null) =>
        Values.ById(id) as Course;

    public static IReadOnlyList<Course> Courses(CourseFilter? filter = null, int? first = 4) =>
        [.. Values.Filter(Enumerable.Range(1, Values.Courses), filter, null)
            .Take(Values.Cap(first, 4)).Select(i => new Course(i))];

    public static IReadOnlyList<ISearchResult> Search(string text, int first = 3)
    {
        var all = Enumerable.Range(1, 5)
            .SelectMany(i => new ISearchResult[] { Values.Learner(i), new Course(i), new Experiment(i) });
        return [.. all
            .Where(one => ((one as INamed)?.Name ?? ((Experiment)one).Key).Contains(text, StringComparison.Ordinal))
            .Take(Values.Cap(first, 3))];
    }

    public static IReadOnlyList<IShowable?>? Showables(int? first = 4) =>
        [.. new IShowable?[]
        {
            Values.Learner(1), new Course(2), null, new Experiment(3), Values.Learner(7), new Course(4),
        }.Take(Values.Cap(first, 4))];

    public static IReadOnlyList<IPerson> People() => [Values.Learner(1), Values.Learner(2), Values.Learner(3)];

    public static INamed? Named([GraphQLType("ID!")] string id) => Values.ById(id) as INamed;

    [GraphQLDescription("Canonical JSON of the coerced arguments: keys sorted, absent arguments left out.")]
    public static string Echo(
        Optional<int?> @int,
        Optional<double?> @float,
        Optional<string?> @string,
        Optional<bool?> @bool,
        [GraphQLType("ID")] Optional<string?> id,
        Optional<Level?> level,
        Optional<IReadOnlyList<int?>?> ints,
        Optional<IReadOnlyList<IReadOnlyList<int>>?> matrix,
        Optional<CourseFilter?> filter,
        Optional<TargetBy?> target,
        [GraphQLDefault("7")] Optional<int?> withDefault,
        [GraphQLDefault("{max: 9}")] Optional<IntRange?> range) => CanonicalJson.Write(
            ("int", @int), ("float", @float), ("string", @string), ("bool", @bool), ("id", id), ("level", level),
            ("ints", ints), ("matrix", matrix), ("filter", filter), ("target", target), ("withDefault", withDefault),
            ("range", range));

    public static string EchoRequired(
        int @int, double @float, string @string, bool @bool, [GraphQLType("ID!")] string id, Level level,
        IReadOnlyList<int> ints, TargetBy target) => CanonicalJson.Write(
            ("int", @int), ("float", @float), ("string", @string), ("bool", @bool), ("id", id), ("level", level),
            ("ints", ints), ("target", target));

    [GraphQLType("Int")]
    public static object Add(int a, int b = 1) => (double)a + b;

    public static double? Half(double of) => of / 2;

    [GraphQLDescription("Items: 1, null, 3.")]
    public static IReadOnlyList<int?>? ListWithNull() => OneNullThree;

    [GraphQLDescription("Same items, but they are non-null: the list becomes null.")]
    [GraphQLType("[Int!]")]
    public static IReadOnlyList<int?> ListItemNull() => OneNullThree;

    [GraphQLDescription("Same items, everything non-null: data becomes null.")]
    [GraphQLType("[Int!]!")]
    public static IReadOnlyList<int?> ListAllNonNull() => OneNullThree;

    [GraphQLDescription("Second item throws.")]
    [GraphQLType("[String]")]
    public static IReadOnlyList<object> ListItemThrows() => ["a", new InvalidOperationException("item"), "c"];

    public static string? Boom() => throw new InvalidOperationException("boom");

    public static async Task<string> BoomNonNullAsync(CancellationToken ct)
    {
        await Task.Delay(1, ct);
        throw new InvalidOperationException("boomNonNull");
    }

    public static DateTimeOffset Now() => DateTimeOffset.Parse("2026-11-20T00:00:00Z", CultureInfo.InvariantCulture);

    [GraphQLDescription("Returns 2147483648: cannot be an Int.")]
    [GraphQLType("Int")]
    public static object Overflow() => 2147483648L;

    [GraphQLDescription("Returns a string: cannot be an Int.")]
    [GraphQLType("Int")]
    public static object NotANumber() => "many";

    [GraphQLDescription("Returns a name that is no Level.")]
    [GraphQLType("Level")]
    public static object BadEnum() => "EXPERT";
}

/// <summary>What the mutations of one request have pushed.</summary>
public sealed class MutationLog
{
    public List<int> Values { get; } = [];

    public MutationLogView Push(int value)
    {
        Values.Add(value);
        return View();
    }

    public MutationLogView View() =>
        new([.. Values], Values.Count == 0 ? null : Values[^1], Values.Sum(value => (double)value));
}

[MutationType]
public static class KitchenMutations
{
    [GraphQLDescription("Appends to the log of this request; the result shows the log at that moment.")]
    public static MutationLogView Append(int value, MutationLog log) => log.Push(value);

    public static async Task<MutationLogView> AppendSlowAsync(int value, MutationLog log, CancellationToken ct)
    {
        await Task.Delay(5, ct);
        return log.Push(value);
    }

    public static MutationLogView? AppendThenFail(int value, MutationLog log)
    {
        log.Push(value);
        throw new InvalidOperationException("appendThenFail");
    }

    public static MutationLogView Reset(MutationLog log)
    {
        log.Values.Clear();
        return log.View();
    }

    public static RenamePayload Rename(RenameInput input)
    {
        if (Values.ById(input.Id) is not Learner learner)
        {
            return new RenamePayload(null, [new NotFound("not found", "NOT_FOUND", input.Id)]);
        }

        return input.Name == "taken"
            ? new RenamePayload(null, [new NameTaken("taken", "NAME_TAKEN", input.Name)])
            : new RenamePayload(learner with { Name = input.Name }, null);
    }
}

[SubscriptionType]
public static class KitchenSubscriptions
{
    [GraphQLDescription("0, 1, ... up to to-1, then completes.")]
    public static async IAsyncEnumerable<int> Count(int to = 3)
    {
        for (var i = 0; i < Math.Min(100, to); i++)
        {
            await Task.Yield();
            yield return i;
        }
    }

    [GraphQLType("Learner")]
    public static async IAsyncEnumerable<Learner> Ticks(
        int? every, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        for (var i = 1; i < 4; i++)
        {
            await Task.Delay(every ?? 1, ct);
            yield return Values.Learner(i);
        }
    }
}
