using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Infrastructure.Neo4j;

/// <summary>
/// The concept graph in a graph database: (:Concept) with PART_OF to its (:Course) and REQUIRES, EXTENDS, MATCHES among
/// each other, and one (:Catalog) a tenant that tells how far a write has come.
/// </summary>
/// <remarks>
/// Statements keep to what Neo4j 5 and FalkorDB both take. Each carries a stamp of the version it was written with, by
/// which a whole write finds what to remove. Nodes are found by `id`, tenant and key in one, which is indexed.
/// </remarks>
internal sealed class CypherConceptGraph(ICypher cypher, GraphOptions options) : IConceptGraphStore
{
    private static readonly string[] Indexed = ["Course", "Concept", "Catalog"];
    private static readonly RelationType[] Types = Enum.GetValues<RelationType>();

    private bool _hasIndexes;

    public async ValueTask<GraphMark?> MarkAsync(TenantId tenant, CancellationToken ct)
    {
        var answer = await ReadAsync(
            "MATCH (m:Catalog {id: $id}) RETURN m.version, m.written, m.isComplete",
            With(("id", tenant.Value)), ct);
        return answer.Rows is [[long version, long written, bool isComplete]]
            ? new GraphMark(version, (int)written, isComplete)
            : null;
    }

    public async ValueTask<GraphContent> ReadAsync(TenantId tenant, CancellationToken ct)
    {
        var mark = await MarkAsync(tenant, ct);
        if (mark is null) return GraphContent.Empty;

        var courses = await PagesAsync(
            "MATCH (c:Course) WHERE c.tenant = $tenant AND c.key > $after "
            + "RETURN c.key, c.title ORDER BY c.key LIMIT $limit",
            tenant, row => new CourseDraft(Text(row[0]), Text(row[1])), ct);
        var concepts = await PagesAsync(
            "MATCH (c:Concept) WHERE c.tenant = $tenant AND c.key > $after "
            + "RETURN c.key, c.course, c.name, c.description, c.tags, c.minutes, c.difficulty "
            + "ORDER BY c.key LIMIT $limit",
            tenant,
            row => new ConceptDraft(
                Text(row[0]), Text(row[1]), Text(row[2]), row[3] as string,
                [.. ((IEnumerable<object?>)row[4]!).Cast<string>()], (int)(long)row[5]!, Number(row[6])),
            ct);
        var relations = new List<RelationDraft>();
        foreach (var type in Types) relations.AddRange(await RelationsAsync(tenant, type, concepts, ct));
        return new GraphContent(
            mark.Version, courses, concepts,
            [
                .. relations.OrderBy(one => one.FromKey, StringComparer.Ordinal).ThenBy(one => one.Type)
                    .ThenBy(one => one.ToKey, StringComparer.Ordinal),
            ]);
    }

    public async ValueTask<Result<GraphMark>> WriteAsync(
        TenantId tenant, GraphContent content, bool isWhole, IProgress<double>? progress, CancellationToken ct)
    {
        await IndexAsync(ct);
        var mark = await MarkAsync(tenant, ct);
        if (mark is { IsComplete: true } && mark.Version == content.Version) return mark;

        int written = mark?.Version == content.Version ? mark.Written : 0;
        int row = 0;
        foreach (var (statement, rows) in Batches(tenant, content))
        {
            row += rows.Count;
            if (row <= written) continue;

            var parameters = With(("rows", rows), ("version", content.Version), ("tenant", tenant.Value));
            await cypher.WriteAsync(
                [new CypherStatement(statement, parameters), Mark(tenant, content.Version, row, isComplete: false)],
                ct);
            progress?.Report((double)row / content.Count);
        }

        if (isWhole) await SweepAsync(tenant, content.Version, ct);
        await cypher.WriteAsync([Mark(tenant, content.Version, content.Count, isComplete: true)], ct);
        return new GraphMark(content.Version, content.Count, true);
    }

    public ValueTask<IReadOnlyList<GraphStep>> PrerequisitesAsync(
        TenantId tenant, string key, int depth, CancellationToken ct) =>
        WalkAsync("MATCH (c:Concept {id: i})-[:REQUIRES]->(o:Concept)", tenant, key, depth, ct);

    public ValueTask<IReadOnlyList<GraphStep>> UnlocksAsync(
        TenantId tenant, string key, int depth, CancellationToken ct) =>
        WalkAsync("MATCH (c:Concept {id: i})<-[:REQUIRES]-(o:Concept)", tenant, key, depth, ct);

    /// <summary>Level by level: a search for all paths would visit a dense graph's paths one by one.</summary>
    private async ValueTask<IReadOnlyList<GraphStep>> WalkAsync(
        string match, TenantId tenant, string key, int depth, CancellationToken ct)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { key };
        var steps = new List<GraphStep>();
        List<string> level = [key];
        for (int distance = 1; distance <= depth && level.Count > 0; distance++)
        {
            var answer = await ReadAsync(
                $"UNWIND $ids AS i {match} RETURN DISTINCT o.key",
                With(("ids", level.ConvertAll(one => Id(tenant, one)))), ct);
            level = [.. answer.Rows.Select(row => Text(row[0])).Where(seen.Add).Order(StringComparer.Ordinal)];
            int at = distance;
            steps.AddRange(level.Select(one => new GraphStep(one, at)));
        }

        return steps;
    }

    private async ValueTask<List<T>> PagesAsync<T>(
        string statement, TenantId tenant, Func<IReadOnlyList<object?>, T> read, CancellationToken ct)
    {
        var all = new List<T>();
        string after = "";
        while (true)
        {
            var page = await ReadAsync(
                statement, With(("tenant", tenant.Value), ("after", after), ("limit", options.BatchSize)), ct);
            all.AddRange(page.Rows.Select(read));
            if (page.Rows.Count < options.BatchSize) return all;
            after = Text(page.Rows[^1][0]);
        }
    }

    private async ValueTask<List<RelationDraft>> RelationsAsync(
        TenantId tenant, RelationType type, List<ConceptDraft> concepts, CancellationToken ct)
    {
        string statement = $"UNWIND $ids AS i MATCH (a:Concept {{id: i}})-[r:{Name(type)}]->(b:Concept) "
            + "RETURN a.key, b.key, r.weight, r.origin, r.confidence";
        var all = new List<RelationDraft>();
        foreach (var part in concepts.Chunk(options.BatchSize))
        {
            var answer = await ReadAsync(
                statement, With(("ids", part.Select(concept => Id(tenant, concept.Key)).ToList())), ct);
            all.AddRange(answer.Rows.Select(row => new RelationDraft(
                Text(row[0]), Text(row[1]), type, Number(row[2]), Origin(row[3]), Number(row[4]))));
        }

        return all;
    }

    private IEnumerable<(string Statement, List<object?> Rows)> Batches(TenantId tenant, GraphContent content)
    {
        foreach (var part in content.Courses.Chunk(options.BatchSize))
        {
            yield return (
                "UNWIND $rows AS row MERGE (c:Course {id: row.id}) "
                + "SET c.tenant = $tenant, c.key = row.key, c.title = row.title, c.version = $version",
                [.. part.Select(one =>
                    With(("id", Id(tenant, one.Key)), ("key", one.Key), ("title", one.Title)))]);
        }

        foreach (var part in content.Concepts.Chunk(options.BatchSize))
        {
            yield return (
                "UNWIND $rows AS row MATCH (o:Course {id: row.course}) MERGE (c:Concept {id: row.id}) "
                + "SET c.tenant = $tenant, c.key = row.key, c.course = o.key, c.name = row.name, "
                + "c.description = row.description, c.tags = row.tags, c.minutes = row.minutes, "
                + "c.difficulty = row.difficulty, c.version = $version "
                + "MERGE (c)-[p:PART_OF]->(o) SET p.version = $version",
                [.. part.Select(one => With(
                    ("id", Id(tenant, one.Key)), ("course", Id(tenant, one.CourseKey)), ("key", one.Key),
                    ("name", one.Name), ("description", one.Description), ("tags", (one.Tags ?? []).ToList()),
                    ("minutes", one.EstimatedMinutes), ("difficulty", one.Difficulty)))]);
        }

        foreach (var type in Types)
        {
            foreach (var part in content.Relations.Where(one => one.Type == type).Chunk(options.BatchSize))
            {
                yield return (
                    "UNWIND $rows AS row MATCH (a:Concept {id: row.from}) MATCH (b:Concept {id: row.to}) "
                    + $"MERGE (a)-[r:{Name(type)}]->(b) SET r.weight = row.weight, r.origin = row.origin, "
                    + "r.confidence = row.confidence, r.version = $version",
                    [.. part.Select(one => With(
                        ("from", Id(tenant, one.FromKey)), ("to", Id(tenant, one.ToKey)), ("weight", one.Weight),
                        ("origin", one.Origin.ToString().ToUpperInvariant()), ("confidence", one.Confidence)))]);
            }
        }
    }

    /// <summary>Takes away what the version did not write again.</summary>
    private async ValueTask SweepAsync(TenantId tenant, long version, CancellationToken ct)
    {
        var stale = With(("tenant", tenant.Value), ("version", version));
        string types = string.Join('|', Types.Select(Name).Append("PART_OF"));
        await cypher.WriteAsync(
            [
                new CypherStatement(
                    $"MATCH (a:Concept)-[r:{types}]->() WHERE a.tenant = $tenant AND r.version <> $version DELETE r",
                    stale),
                new CypherStatement(
                    "MATCH (c:Concept) WHERE c.tenant = $tenant AND c.version <> $version DETACH DELETE c", stale),
                new CypherStatement(
                    "MATCH (c:Course) WHERE c.tenant = $tenant AND c.version <> $version DETACH DELETE c", stale),
            ],
            ct);
    }

    private async ValueTask IndexAsync(CancellationToken ct)
    {
        if (_hasIndexes) return;
        foreach (string label in Indexed)
        {
            try
            {
                await cypher.RunAsync(
                    new CypherStatement($"CREATE INDEX FOR (n:{label}) ON (n.id)", With()), isWrite: true, ct);
            }
            catch (CypherException e) when (e.Code.Contains("AlreadyExists", StringComparison.Ordinal)
                || e.Message.Contains("already indexed", StringComparison.Ordinal))
            {
                // From an earlier write.
            }
        }

        _hasIndexes = true;
    }

    private ValueTask<CypherRows> ReadAsync(
        string statement, Dictionary<string, object?> parameters, CancellationToken ct) =>
        cypher.RunAsync(new CypherStatement(statement, parameters), isWrite: false, ct);

    private static CypherStatement Mark(TenantId tenant, long version, int written, bool isComplete) => new(
        "MERGE (m:Catalog {id: $id}) SET m.version = $version, m.written = $written, m.isComplete = $isComplete",
        With(("id", tenant.Value), ("version", version), ("written", written), ("isComplete", isComplete)));

    private static Dictionary<string, object?> With(params (string Name, object? Value)[] parameters) =>
        parameters.ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal);

    private static string Id(TenantId tenant, string key) => $"{tenant.Value}/{key}";

    private static string Name(RelationType type) => type.ToString().ToUpperInvariant();

    private static string Text(object? value) => (string)value!;

    private static double Number(object? value) => value is long whole ? whole : (double)value!;

    private static RelationOrigin Origin(object? value) =>
        Enum.TryParse<RelationOrigin>(value as string, ignoreCase: true, out var origin)
            ? origin
            : RelationOrigin.Imported;
}
