using System.Data.Common;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Intelligence.Relations;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Infrastructure.Persistence.Sql;

namespace LearnerGraph.Infrastructure.Persistence.Intelligence;

/// <summary>Proposed relations in the relational store.</summary>
internal sealed class RelationProposals(IDatabase database) : IRelationProposals
{
    private const string Columns =
        "id, course_id, low_id, high_id, is_from_low, type, similarity, confidence, reason, text_hash, state, made_at";

    private const string Upsert = """
        INSERT INTO relation_proposals (tenant, course_id, low_id, high_id, is_from_low, type, similarity, confidence,
            reason, text_hash, state, made_at)
        VALUES (@tenant, @course, @low, @high, @from_low, @type, @similarity, @confidence, @reason, @hash, @state, @at)
        ON CONFLICT (tenant, low_id, high_id) DO UPDATE SET course_id = excluded.course_id,
            is_from_low = excluded.is_from_low, type = excluded.type, similarity = excluded.similarity,
            confidence = excluded.confidence, reason = excluded.reason, text_hash = excluded.text_hash,
            state = excluded.state, made_at = excluded.made_at, decided_at = NULL, decided_by = NULL
        WHERE relation_proposals.state = excluded.state OR relation_proposals.text_hash <> excluded.text_hash
        """;

    public async ValueTask ProposeAsync(
        TenantId tenant, CourseId course, IReadOnlyCollection<FoundRelation> found, bool isWhole, DateTimeOffset at,
        CancellationToken ct) =>
        await database.WriteAsync(
            async (session, token) =>
            {
                if (isWhole) await RemoveOthersAsync(session, tenant, course, found, token);
                foreach (var one in found)
                {
                    var (low, high) = Ends(one);
                    await session.Prepare(Upsert).Bind(
                        tenant.Value, course.Value, low, high, one.From.Value == low, (int)one.Type, one.Similarity,
                        one.Confidence, one.Reason, one.TextHash, (int)ProposalState.Proposed, at.UtcTicks)
                        .ExecuteAsync(token);
                }

                return found.Count;
            },
            ct);

    public ValueTask<IReadOnlyList<RelationProposal>> OfAsync(
        TenantId tenant, CourseId course, ProposalState state, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<RelationProposal>>(
            async (session, token) => await OfAsync(session, tenant, course, state, token), ct);

    public ValueTask<IReadOnlyDictionary<RelationProposalId, RelationProposal>> FindManyAsync(
        TenantId tenant, IReadOnlyCollection<RelationProposalId> ids, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyDictionary<RelationProposalId, RelationProposal>>(
            async (session, token) =>
            {
                var found = new Dictionary<RelationProposalId, RelationProposal>(ids.Count);
                foreach (var part in ids.Distinct().Select(id => id.Value).Chunk(InList.Most))
                {
                    foreach (var one in await session.Prepare(
                            $"SELECT {Columns} FROM relation_proposals WHERE tenant = @tenant "
                            + $"AND id IN ({InList.Text("id", part.Length)})")
                        .Bind(InList.Values(part, tenant.Value)).ListAsync(Read, token))
                    {
                        found[one.Id] = one;
                    }
                }

                return found;
            },
            ct);

    public ValueTask<bool> DecideAsync(
        TenantId tenant, RelationProposalId id, ProposalState state, string by, DateTimeOffset at,
        CancellationToken ct) =>
        database.WriteAsync(
            async (session, token) => await session.Prepare(
                    "UPDATE relation_proposals SET state = @state, decided_by = @by, decided_at = @at "
                    + "WHERE tenant = @tenant AND id = @id AND state = @open")
                .Bind((int)state, by, at.UtcTicks, tenant.Value, id.Value, (int)ProposalState.Proposed)
                .ExecuteAsync(token) == 1,
            ct);

    private static async ValueTask RemoveOthersAsync(
        Session session, TenantId tenant, CourseId course, IReadOnlyCollection<FoundRelation> found,
        CancellationToken ct)
    {
        var kept = found.Select(Ends).ToHashSet();
        foreach (var one in await OfAsync(session, tenant, course, ProposalState.Proposed, ct))
        {
            if (kept.Contains(Ends(one.Found))) continue;
            await session.Prepare("DELETE FROM relation_proposals WHERE tenant = @tenant AND id = @id")
                .Bind(tenant.Value, one.Id.Value).ExecuteAsync(ct);
        }
    }

    private static async ValueTask<List<RelationProposal>> OfAsync(
        Session session, TenantId tenant, CourseId course, ProposalState state, CancellationToken ct) =>
        await session.Prepare(
                $"SELECT {Columns} FROM relation_proposals WHERE tenant = @tenant AND course_id = @course "
                + "AND state = @state ORDER BY id")
            .Bind(tenant.Value, course.Value, (int)state).ListAsync(Read, ct);

    private static (int Low, int High) Ends(FoundRelation one) =>
        (Math.Min(one.From.Value, one.To.Value), Math.Max(one.From.Value, one.To.Value));

    private static RelationProposal Read(DbDataReader row)
    {
        var (low, high) = (new ConceptId(row.GetInt32(2)), new ConceptId(row.GetInt32(3)));
        var (from, to) = row.GetBoolean(4) ? (low, high) : (high, low);
        return new RelationProposal(
            new(row.GetInt64(0)), new(row.GetInt32(1)),
            new FoundRelation(
                from, to, (RelationType)row.GetInt32(5), row.GetDouble(6), row.GetDouble(7), row.GetString(8))
            {
                TextHash = row.GetString(9),
            },
            (ProposalState)row.GetInt32(10), row.Instant(11));
    }
}
