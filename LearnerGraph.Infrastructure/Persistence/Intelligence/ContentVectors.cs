using System.Runtime.InteropServices;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Infrastructure.Persistence.Sql;

namespace LearnerGraph.Infrastructure.Persistence.Intelligence;

/// <summary>Vectors of concepts and questions in the relational store.</summary>
internal sealed class ContentVectors(IDatabase database) : IContentVectors
{
    private const string OfCourse = "WHERE tenant = @tenant AND course_id = @course";

    private const string UpsertVector = """
        INSERT INTO content_vectors (tenant, course_id, kind, item_id, hash, vector)
        VALUES (@tenant, @course, @kind, @item, @hash, @vector)
        ON CONFLICT (course_id, kind, item_id) DO UPDATE SET hash = excluded.hash, vector = excluded.vector
        """;

    private const string UpsertSpace = """
        INSERT INTO content_spaces (tenant, course_id, name, body) VALUES (@tenant, @course, @name, @body)
        ON CONFLICT (course_id) DO UPDATE SET name = excluded.name, body = excluded.body
        """;

    public ValueTask<string?> SpaceNameAsync(TenantId tenant, CourseId course, CancellationToken ct) =>
        database.ReadAsync(
            async (session, token) => (string?)await session.Prepare($"SELECT name FROM content_spaces {OfCourse}")
                .Bind(tenant.Value, course.Value).ScalarAsync(token),
            ct);

    public ValueTask<ContentSpace?> SpaceAsync(TenantId tenant, CourseId course, CancellationToken ct) =>
        database.ReadAsync(
            async (session, token) => (await session.Prepare($"SELECT name, body FROM content_spaces {OfCourse}")
                .Bind(tenant.Value, course.Value)
                .ListAsync(
                    row => new ContentSpace(row.GetString(0), ReaderExtensions.FromJson<string>(row.GetString(1))),
                    token)).FirstOrDefault(),
            ct);

    public async ValueTask SaveSpaceAsync(
        TenantId tenant, CourseId course, ContentSpace space, CancellationToken ct) =>
        await database.WriteAsync(
            async (session, token) =>
            {
                await session.Prepare(
                        $"DELETE FROM content_vectors {OfCourse} AND NOT EXISTS (SELECT 1 FROM content_spaces "
                        + "WHERE course_id = @course AND name = @name)")
                    .Bind(tenant.Value, course.Value, space.Name).ExecuteAsync(token);
                return await session.Prepare(UpsertSpace)
                    .Bind(tenant.Value, course.Value, space.Name, ReaderExtensions.ToJson(space.Body))
                    .ExecuteAsync(token);
            },
            ct);

    public ValueTask<IReadOnlyDictionary<ContentKey, string>> HashesAsync(
        TenantId tenant, CourseId course, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyDictionary<ContentKey, string>>(
            async (session, token) => (await session.Prepare(
                    $"SELECT kind, item_id, hash FROM content_vectors {OfCourse}")
                .Bind(tenant.Value, course.Value)
                .ListAsync(
                    row => (Key: new ContentKey((ContentKind)row.GetInt32(0), row.GetInt32(1)), Hash: row.GetString(2)),
                    token)).ToDictionary(row => row.Key, row => row.Hash),
            ct);

    public ValueTask<IReadOnlyList<ContentVector>> OfAsync(
        TenantId tenant, CourseId course, ContentKind kind, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<ContentVector>>(
            async (session, token) => await session.Prepare(
                    $"SELECT item_id, hash, vector FROM content_vectors {OfCourse} AND kind = @kind ORDER BY item_id")
                .Bind(tenant.Value, course.Value, (int)kind)
                .ListAsync(
                    row => new ContentVector(
                        new(kind, row.GetInt32(0)), row.GetString(1),
                        MemoryMarshal.Cast<byte, float>(row.Bytes(2)).ToArray()),
                    token),
            ct);

    public async ValueTask ChangeAsync(
        TenantId tenant, CourseId course, IReadOnlyCollection<ContentVector> written,
        IReadOnlyCollection<ContentKey> removed, CancellationToken ct) =>
        await database.WriteAsync(
            async (session, token) =>
            {
                foreach (var one in written)
                {
                    await session.Prepare(UpsertVector).Bind(
                        tenant.Value, course.Value, (int)one.Key.Kind, one.Key.Id, one.Hash,
                        MemoryMarshal.AsBytes(one.Vector.AsSpan()).ToArray()).ExecuteAsync(token);
                }

                foreach (var key in removed)
                {
                    await session.Prepare(
                            $"DELETE FROM content_vectors {OfCourse} AND kind = @kind AND item_id = @item")
                        .Bind(tenant.Value, course.Value, (int)key.Kind, key.Id).ExecuteAsync(token);
                }

                return written.Count + removed.Count;
            },
            ct);
}
