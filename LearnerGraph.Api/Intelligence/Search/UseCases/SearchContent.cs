using System.Numerics.Tensors;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Intelligence.Personal;
using LearnerGraph.Domain.Intelligence.Search;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Api.Intelligence.Search.UseCases;

/// <summary>What a search showed, and the session that it is told about by.</summary>
public sealed record SearchOutcome(Guid Session, IReadOnlyList<ShownHit> Hits);

/// <summary>
/// Concepts and questions by meaning, in the order of this learner's own vectors, with a few places left to chance;
/// keeps what was shown and how likely it was.
/// </summary>
public sealed class SearchContent(
    CourseIndexes indexes, IInteractionStore interactions, SearchOptions options, TimeProvider clock)
{
    public const int MostAsked = 50;

    /// <summary>Looked at for each one that is asked for, in each course.</summary>
    private const int Depth = 5;

    public async ValueTask<Result<SearchOutcome>> RunAsync(
        Caller caller, CatalogSnapshot catalog, Learner learner, string query, int first, CancellationToken ct)
    {
        if (caller.MayRead(learner.Id) is { } refusal) return refusal;
        if (string.IsNullOrWhiteSpace(query) || query.Length > InteractionSession.LongestQuery)
            return Wrong("query", $"A query has 1 to {InteractionSession.LongestQuery} characters.");
        if (first is < 1 or > MostAsked) return Wrong("first", $"Ask for 1 to {MostAsked} hits.");

        var now = clock.GetUtcNow();
        var own = learner.Personalization
            ? await interactions.VectorsAsync(caller.Tenant, learner.Id, ct) : [];
        var ranked = new Dictionary<ContentKey, double>();
        foreach (var course in catalog.Courses)
        {
            var scored = await ScoreAsync(caller.Tenant, catalog, course.Id, query, first, own, now, ct);
            if (!scored.TryGet(out var some, out var problem)) return problem;

            // A question of two courses counts where it fits better.
            foreach (var (key, score) in some) ranked[key] = Math.Max(score, ranked.GetValueOrDefault(key, score));
        }

        ScoredHit[] best =
        [
            .. ranked.Select(pair => new ScoredHit(pair.Key, pair.Value)).OrderByDescending(hit => hit.Score)
                .ThenBy(hit => hit.Key.Kind).ThenBy(hit => hit.Key.Id),
        ];
        var session = Guid.CreateVersion7(now);
        var shown = ExploredOrder.Of(best, first, options.Epsilon, BitConverter.ToUInt64(session.ToByteArray(), 8));
        if (shown.Length > 0)
        {
            await interactions.ServeAsync(
                caller.Tenant,
                new InteractionSession(
                    learner.Id, session, query, [.. shown.Select(hit => hit.Key)], [], now, 0, false),
                [.. shown.Select(hit => hit.Propensity)], now, ct);
        }

        return new SearchOutcome(session, shown);
    }

    private async ValueTask<Result<List<(ContentKey Key, double Score)>>> ScoreAsync(
        TenantId tenant, CatalogSnapshot catalog, CourseId course, string query, int first,
        IReadOnlyList<PersonalVector> own, DateTimeOffset now, CancellationToken ct)
    {
        var found = new List<(ContentKey, double)>();
        if (!(await indexes.ForAsync(tenant, catalog, course, ct)).TryGet(out var ready, out var problem))
            return problem;
        if (ready.Index.Count == 0) return found;
        if (!(await ready.Embedder.EmbedAsync([query], ct)).TryGet(out var asked, out problem)) return problem;

        var vector = asked[0].Vector.ToArray();
        if (!Sphere.TryScale(vector)) return found;
        var taste = PersonalTaste.Of(
            own.Where(one => one.Space == ready.Index.Space.Name),
            one => ready.Hashes.GetValueOrDefault(one.Key) == one.TextHash
                ? ready.Index.Find(one.Key)?.Vector.ToArray() : null,
            options.Taste, now);
        if (!ready.Index.Search(asked[0], first * Depth, VectorFilter.None).TryGet(out var near, out problem))
            return problem;

        foreach (var key in near.Select(hit => hit.Key).Union(taste.Moved))
        {
            var common = ready.Index.Find(key)!.Vector;
            if (TensorPrimitives.Dot(common, vector) > 0) found.Add((key, taste.Score(vector, key, common)));
        }

        return found;
    }

    private static Problem.Invalid Wrong(string argument, string message) => new(message) { Path = [argument] };
}
