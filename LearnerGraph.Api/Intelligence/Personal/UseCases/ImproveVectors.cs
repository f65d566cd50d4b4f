using LearnerGraph.Api.Intelligence.Search;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Intelligence.Personal;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Api.Intelligence.Personal.UseCases;

/// <summary>How many tasks came to which end.</summary>
public sealed record ImprovementCount(int Done, int Skipped, int Failed, int Again)
{
    public int All => Done + Skipped + Failed + Again;
}

/// <summary>
/// Learns from sessions one by one: each in a transaction of its own, so that a bad one harms no other. One that
/// throws is tried three times, later each time, and then has failed.
/// </summary>
public sealed class ImproveVectors(
    IInteractionStore interactions, ILearnerStore learners, CourseIndexes indexes, ICatalogSource catalogs,
    IVectorAdjuster adjuster, SearchOptions options, TimeProvider clock)
{
    private const int AtOnce = 100;
    private const int MostAttempts = 3;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);

    // One whose process went away is tried again after so long.
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(10);

    public async ValueTask<ImprovementCount> RunAsync(TenantId tenant, CancellationToken ct)
    {
        var ends = new List<ImprovementStatus>();
        while (true)
        {
            var tasks = await interactions.PendingAsync(tenant, clock.GetUtcNow(), AtOnce, ct);
            if (tasks.Count == 0) break;
            foreach (var task in tasks) ends.Add(await TryAsync(tenant, task, ct));
        }

        int Count(ImprovementStatus end) => ends.Count(one => one == end);
        return new ImprovementCount(
            Count(ImprovementStatus.Done), Count(ImprovementStatus.Skipped), Count(ImprovementStatus.Failed),
            Count(ImprovementStatus.Pending));
    }

    private async ValueTask<ImprovementStatus> TryAsync(TenantId tenant, ImprovementTask task, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var tried = task with { Attempt = task.Attempt + 1 };
        await interactions.FinishAsync(
            tenant, tried with { Status = ImprovementStatus.Processing }, now + Abandoned, [], options.MostVectors, ct);
        try
        {
            var known = await learners.FindManyAsync(tenant, [task.Learner], ct);
            var isWanted = known.GetValueOrDefault(task.Learner)?.Personalization is true;
            var moved = isWanted ? await LearnAsync(tenant, task, now, ct) : [];
            var ended = moved.Count > 0
                ? tried with { Status = ImprovementStatus.Done, Reason = null }
                : tried with
                {
                    Status = ImprovementStatus.Skipped, Reason = isWanted ? "NOTHING_KNOWN" : "PERSONALIZATION_OFF",
                };
            await interactions.FinishAsync(tenant, ended, now, moved, options.MostVectors, ct);
            return ended.Status;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var isLast = tried.Attempt >= MostAttempts;
            var ended = tried with
            {
                Status = isLast ? ImprovementStatus.Failed : ImprovementStatus.Pending, Reason = e.Message,
            };
            await interactions.FinishAsync(
                tenant, ended, now + (FirstWait * (1 << tried.Attempt)), [], options.MostVectors, ct);
            return ended.Status;
        }
    }

    private async ValueTask<List<PersonalVector>> LearnAsync(
        TenantId tenant, ImprovementTask task, DateTimeOffset now, CancellationToken ct)
    {
        var session = task.Session;
        var (chosen, left) = (session.Chosen(), session.Left().ToHashSet());
        var own = await interactions.VectorsAsync(tenant, task.Learner, ct);
        var catalog = await catalogs.GetAsync(tenant, ct);
        var moved = new List<PersonalVector>();
        foreach (var course in catalog.Courses)
        {
            var made = await indexes.ForAsync(tenant, catalog, course.Id, ct);
            var ready = made.TryGet(out var index, out var problem)
                ? index : throw new InvalidOperationException(problem.Message);
            ContentKey[] keys =
            [
                .. session.Shown.Where(key =>
                    (chosen.Contains(key) || left.Contains(key)) && ready.Index.Find(key) is not null),
            ];
            if (!keys.Any(chosen.Contains)) continue;
            var query = await QueryAsync(session, ready, [.. keys.Where(chosen.Contains)], ct);
            if (query is null) continue;

            moved.AddRange(Adjust(ready, keys, chosen, query, own, now));
        }

        return moved;
    }

    private IEnumerable<PersonalVector> Adjust(
        CourseIndex ready, ContentKey[] keys, IReadOnlySet<ContentKey> chosen, float[] query,
        IReadOnlyList<PersonalVector> own, DateTimeOffset now)
    {
        var before = own.Where(one => one.Space == ready.Index.Space.Name
                && ready.Hashes.GetValueOrDefault(one.Key) == one.TextHash)
            .ToDictionary(one => one.Key);
        var shown = Array.ConvertAll(keys, key =>
        {
            var common = ready.Index.Find(key)!.Vector.ToArray();
            var present = before.TryGetValue(key, out var one)
                ? Sphere.Between(common, one.Vector, options.Taste.Left(now - one.At)) : common;
            return new ShownVector(key, common, present, chosen.Contains(key));
        });
        var places = adjuster.Adjust(query, shown);
        for (var i = 0; i < keys.Length; i++)
        {
            var past = before.TryGetValue(keys[i], out var one) ? one.Pull * options.Taste.Left(now - one.At) : 0;
            yield return new PersonalVector(
                keys[i], ready.Index.Space.Name, ready.Hashes[keys[i]], places[i],
                past + (shown[i].IsChosen ? 1 : -1.0 / keys.Length), now);
        }
    }

    // A set has no query: what was chosen in it stands for what was wanted.
    private static async ValueTask<float[]?> QueryAsync(
        InteractionSession session, CourseIndex ready, ContentKey[] chosen, CancellationToken ct)
    {
        float[] query;
        if (session.Query is { } text)
        {
            var embedded = await ready.Embedder.EmbedAsync([text], ct);
            query = embedded.TryGet(out var made, out var problem)
                ? made[0].Vector.ToArray() : throw new InvalidOperationException(problem.Message);
        }
        else
        {
            query = new float[ready.Index.Space.Dimension];
            foreach (var key in chosen)
                System.Numerics.Tensors.TensorPrimitives.Add(query, ready.Index.Find(key)!.Vector, query);
        }

        return Sphere.TryScale(query) ? query : null;
    }
}
