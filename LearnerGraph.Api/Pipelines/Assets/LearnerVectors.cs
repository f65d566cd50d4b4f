using System.Globalization;
using LearnerGraph.Api.Intelligence.Personal.UseCases;
using LearnerGraph.Domain.Intelligence.Personal;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;

namespace LearnerGraph.Api.Pipelines.Assets;

/// <summary>Learners' own vectors, brought up to the sessions that wait; stale while any does.</summary>
internal sealed class LearnerVectors(
    IInteractionStore interactions, ImproveVectors improve, TimeProvider clock) : IAsset
{
    public const string Name = "learner_vectors";

    public AssetDefinition Definition { get; } = new(
        Name, "personal", "ML", 1, "Where texts stand for each learner, learned from what they chose and left.",
        [ContentEmbeddings.Name]);

    public async ValueTask<IReadOnlyList<PartitionSource>> PartsAsync(TenantId tenant, CancellationToken ct)
    {
        var (newest, waiting) = await interactions.WatermarkAsync(tenant, clock.GetUtcNow(), ct);
        return [new(AssetDefinition.WholeKey, Hash(newest, waiting), newest)];
    }

    public async ValueTask<AssetProduct> ProduceAsync(AssetWork work, CancellationToken ct)
    {
        var count = await improve.RunAsync(work.Tenant, ct);
        return new AssetProduct(
            Staleness.Hash([work.Source.Hash]), count.Done, count.All, count.Done,
            [
                new AssetCheck(
                    "sessions_are_understood", count.Failed == 0, false, "no task fails for good",
                    $"{count.Failed} of {count.All}"),
            ]);
    }

    private static string Hash(long newest, int waiting) =>
        waiting == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{newest}/{waiting}");
}
