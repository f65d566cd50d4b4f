using System.Data.Common;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Infrastructure.Persistence.Practice;
using LearnerGraph.Infrastructure.Persistence.Sql;

namespace LearnerGraph.Infrastructure.Persistence.Content;

/// <summary>Reads a whole catalog by hand: the first request after a start waits for it.</summary>
internal static class CatalogReads
{
    public static async ValueTask<long> VersionAsync(Session session, TenantId tenant, CancellationToken ct) =>
        await session.Prepare("SELECT version FROM catalog_versions WHERE tenant = @tenant")
            .Bind(tenant.Value).LongAsync(ct) ?? 0;

    public static async ValueTask<Dictionary<QuestionId, QuestionState>> StatesAsync(
        Session session, TenantId tenant, CancellationToken ct) =>
        (await session.Prepare(
                "SELECT question_id, difficulty, variance, attempts, correct, seconds, timed FROM question_states "
                + "WHERE tenant = @tenant")
            .Bind(tenant.Value).ListAsync(PracticeReads.ReadQuestion, ct))
        .ToDictionary(pair => pair.Id, pair => pair.State);

    public static async ValueTask<CatalogContent> LoadAsync(Session session, TenantId tenant, CancellationToken ct)
    {
        ValueTask<List<T>> ListAsync<T>(string sql, Func<DbDataReader, T> read) =>
            session.Prepare(sql).Bind(tenant.Value).ListAsync(read, ct);

        var version = await VersionAsync(session, tenant, ct);
        var courses = await ListAsync(
            "SELECT id, key, title, version FROM courses WHERE tenant = @tenant AND NOT is_archived ORDER BY id",
            row => new Course(new(row.GetInt32(0)), row.GetString(1), row.GetString(2), row.GetInt32(3)));
        var concepts = await ListAsync(
            """
            SELECT id, course_id, key, name, description, tags, estimated_minutes, difficulty, version FROM concepts
            WHERE tenant = @tenant AND NOT is_archived ORDER BY id
            """,
            ReadConcept);
        var links = (await ListAsync(
            """
            SELECT question_id, concept_id, weight FROM question_concepts WHERE tenant = @tenant
            ORDER BY question_id, position
            """,
            row => (Question: row.GetInt32(0), Link: new ConceptLink(new(row.GetInt32(1)), row.GetDouble(2)))))
            .ToLookup(pair => pair.Question, pair => pair.Link);
        var questions = await ListAsync(
            """
            SELECT id, key, prompt, type, options, answer, accepted_answers, tolerance, explanation, hints, difficulty,
                time_limit_seconds, version, is_archived FROM questions WHERE tenant = @tenant ORDER BY id
            """,
            row => ReadQuestion(row, links));
        var relations = await ListAsync(
            "SELECT from_id, to_id, type, weight, origin, confidence FROM relations WHERE tenant = @tenant",
            row => new Relation(
                new(row.GetInt32(0)), new(row.GetInt32(1)), (RelationType)row.GetInt32(2), row.GetDouble(3),
                (RelationOrigin)row.GetInt32(4), row.GetDouble(5)));

        var open = concepts.Select(concept => concept.Id).ToHashSet();
        return new CatalogContent(
            version,
            courses,
            concepts,
            questions.FindAll(question => !question.IsArchived),
            relations.FindAll(relation => open.Contains(relation.From) && open.Contains(relation.To)),
            await StatesAsync(session, tenant, ct))
        {
            Archived = questions.FindAll(question => question.IsArchived),
        };
    }

    private static Concept ReadConcept(DbDataReader row) => new(
        new(row.GetInt32(0)), new(row.GetInt32(1)), row.GetString(2), row.GetString(3), row.TextOrNull(4),
        ReaderExtensions.FromJson<string>(row.GetString(5)), row.GetInt32(6), row.GetDouble(7), row.GetInt32(8));

    // Links to archived concepts stay: earlier answers were judged with them.
    private static Question ReadQuestion(DbDataReader row, ILookup<int, ConceptLink> links) => new(
        new(row.GetInt32(0)), row.GetString(1), row.GetString(2), (QuestionType)row.GetInt32(3),
        [.. links[row.GetInt32(0)]], ReaderExtensions.FromJson<string>(row.GetString(4)),
        new AnswerKey(row.TextOrNull(5), ReaderExtensions.FromJson<string>(row.GetString(6)), row.DoubleOrNull(7)),
        row.TextOrNull(8), ReaderExtensions.FromJson<string>(row.GetString(9)), row.GetDouble(10), row.IntOrNull(11),
        row.GetInt32(12), row.GetBoolean(13));
}
