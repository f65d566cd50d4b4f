using LearnerGraph.Api.Pipelines.Assets;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;

namespace LearnerGraph.Api.Pipelines;

/// <summary>All assets and pipelines of the product; a graph that makes no sense ends the start.</summary>
public sealed class AssetRegistry
{
    private readonly Dictionary<string, IAsset> _assets;

    public AssetRegistry(IEnumerable<IAsset> assets)
    {
        _assets = assets.ToDictionary(asset => asset.Definition.Name, StringComparer.Ordinal);
        var built = AssetGraph.Build([.. _assets.Values.Select(asset => asset.Definition)]);
        Graph = built.TryGet(out var graph, out var problem)
            ? graph
            : throw new InvalidOperationException(problem.Message);
        Pipelines = [.. All.Where(pipeline => AssetsOf(pipeline).Count > 0)];
    }

    public AssetGraph Graph { get; }

    public IReadOnlyList<PipelineDefinition> Pipelines { get; }

    private static readonly PipelineDefinition[] All =
    [
        new("content", "From imported content to what is known of its texts.",
            ["content", "text", "embeddings", "relations", "similarities"]),
        new("analytics", "What happened day by day, what each learner is told, and what it says of the questions.",
            ["facts", "reports", "calibration"]),
        new("experiments", "What experiments say, day by day.", ["facts", "experiments"]),
        new("personal", "What learners' choices say of what each of them wants.", ["personal"]),
        new("training", "Models learned from what is stored.", ["models"]),
        new("graph", "The concept graph as other stores keep it.", ["graph"]),
    ];

    public IAsset this[string name] => _assets[name];

    public PipelineDefinition? Find(string name) => Pipelines.FirstOrDefault(pipeline => pipeline.Name == name);

    /// <summary>In the order of the graph.</summary>
    public IReadOnlyList<AssetDefinition> AssetsOf(PipelineDefinition pipeline) =>
        [.. Graph.Assets.Where(asset => pipeline.Groups.Contains(asset.Group))];

    public Result<PipelineDefinition> Require(string name) =>
        Find(name) is { } found
            ? found
            : new Problem.Invalid(
                "There is no pipeline with that name. There are: "
                    + $"{string.Join(", ", Pipelines.Select(one => one.Name))}.",
                "NOT_FOUND")
            {
                Path = ["pipeline"],
            };
}
