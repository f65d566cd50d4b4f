using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;

namespace LearnerGraph.Api.Pipelines.UseCases;

/// <summary>How one part of an asset stands now.</summary>
public sealed record PartStanding(string Key, AssetState? State, Freshness Freshness);

/// <summary>How an asset stands now.</summary>
public sealed record AssetStanding(AssetDefinition Asset, IReadOnlyList<PartStanding> Parts)
{
    /// <summary>Of the part made last.</summary>
    public DateTimeOffset? MadeAt => Parts.Max(part => part.State?.At);

    public bool IsStale => Parts.Any(part => part.Freshness.IsStale);

    /// <summary>Null before the first production.</summary>
    public int? Rows => Parts.Any(part => part.State is not null) ? Parts.Sum(part => part.State?.Rows ?? 0) : null;

    /// <summary>In words, with the part where there are several; each reason once, at most ten.</summary>
    public IReadOnlyList<string> Reasons =>
    [
        .. Parts.SelectMany(part => part.Freshness.Reasons.Select(
                reason => part.Key == AssetDefinition.WholeKey ? reason : $"{part.Key}: {reason}"))
            .Distinct().Take(10),
    ];
}

/// <summary>What is fresh, what is stale, and why.</summary>
public sealed class PipelineStatus(AssetRegistry registry, IPipelineStore store)
{
    public async ValueTask<IReadOnlyDictionary<string, AssetStanding>> OfAsync(
        TenantId tenant, IReadOnlyCollection<string> assets, CancellationToken ct)
    {
        var states = (await store.StatesAsync(tenant, ct)).ToDictionary(state => (state.Asset, state.Partition));
        var standings = new Dictionary<string, AssetStanding>(assets.Count);
        foreach (var name in assets)
        {
            var asset = registry.Graph.Find(name)!;
            var parts = await registry[name].PartsAsync(tenant, ct);
            standings[name] = new AssetStanding(
                asset,
                [
                    .. parts.Select(part => new PartStanding(
                        part.Key, states.GetValueOrDefault((name, part.Key)),
                        Staleness.Of(registry.Graph, asset, part, states))),
                ]);
        }

        // What is made from something stale is stale as well, though its own inputs have not moved yet.
        foreach (var asset in registry.Graph.Assets.Where(asset => standings.ContainsKey(asset.Name)))
        {
            var behind = asset.Inputs.Where(input => standings.GetValueOrDefault(input) is { IsStale: true }).ToArray();
            if (behind.Length == 0 || standings[asset.Name].IsStale) continue;

            standings[asset.Name] = standings[asset.Name] with
            {
                Parts =
                [
                    .. standings[asset.Name].Parts.Select(part => part with
                    {
                        Freshness = part.Freshness with
                        {
                            Reasons = [.. behind.Select(input => $"its input {input} is stale")],
                        },
                    }),
                ],
            };
        }

        return standings;
    }
}
