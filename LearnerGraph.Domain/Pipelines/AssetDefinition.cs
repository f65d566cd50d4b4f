namespace LearnerGraph.Domain.Pipelines;

/// <summary>What an asset is cut by; each part is produced, checked and kept apart.</summary>
public enum PartitionKind
{
    /// <summary>One part, the whole tenant.</summary>
    Whole,

    /// <summary>A part for each course, named by its key.</summary>
    Course,

    /// <summary>A part for each experiment, named by its key.</summary>
    Experiment,

    /// <summary>A part for each ISO week, named by its Monday.</summary>
    Week,
}

/// <summary>Something that a pipeline produces and keeps, and what it is produced from.</summary>
/// <param name="Name">Unique, in snake case; what selections and inputs name it by.</param>
/// <param name="Group">Assets of one group belong together; pipelines are made of groups.</param>
/// <param name="Owner">The role that answers for it.</param>
/// <param name="Version">Raised when the way of producing it changes: everything is then produced again.</param>
/// <param name="Inputs">Names of the assets that it reads.</param>
public sealed record AssetDefinition(
    string Name, string Group, string Owner, int Version, string Description, IReadOnlyList<string> Inputs,
    PartitionKind Partitions = PartitionKind.Whole)
{
    /// <summary>The name of the only part of an asset that is not cut.</summary>
    public const string WholeKey = "*";

    /// <summary>What was made for a part stays when there is no call for it any more: a past week, say.</summary>
    public bool KeepsOldParts { get; init; }
}

/// <summary>A named part of the graph that is run as one: all assets of its groups.</summary>
public sealed record PipelineDefinition(string Name, string Description, IReadOnlyList<string> Groups);
