using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;

namespace LearnerGraph.Api.Pipelines.Assets;

/// <summary>
/// Something that pipelines keep up to date. One class and one line in PipelineSetup add one; docs/pipelines.md says
/// how.
/// </summary>
public interface IAsset
{
    AssetDefinition Definition { get; }

    /// <summary>The parts that there should be, each with a hash of what the asset itself reads; cheap.</summary>
    ValueTask<IReadOnlyList<PartitionSource>> PartsAsync(TenantId tenant, CancellationToken ct);

    /// <summary>
    /// Produces one part. It may be run again after it was cut short anywhere, and then does the rest only; what it
    /// throws is tried again.
    /// </summary>
    ValueTask<AssetProduct> ProduceAsync(AssetWork work, CancellationToken ct);
}

/// <summary>What a production brought.</summary>
/// <param name="OutputHash">Of what the part holds now; readers are stale where it differs from before.</param>
/// <param name="Rows">What it holds.</param>
/// <param name="RowsIn">What was looked at.</param>
/// <param name="RowsOut">What was written because it was new or different.</param>
public sealed record AssetProduct(
    string OutputHash, int Rows, int RowsIn, int RowsOut, IReadOnlyList<AssetCheck> Checks);
