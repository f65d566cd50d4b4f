using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Models;

public readonly record struct ModelVersionId(long Value);

/// <summary>How far a version has come.</summary>
public enum ModelStage
{
    /// <summary>Trained, and nothing more.</summary>
    Candidate,

    /// <summary>Scores beside what is served; its scores are logged and reach nobody.</summary>
    Shadow,

    /// <summary>Serves.</summary>
    Production,

    /// <summary>Has served, or was passed over.</summary>
    Archived,
}

/// <summary>A trained model by name and number.</summary>
/// <param name="Id">0 until the store has written it.</param>
/// <param name="Number">From 1 for each model; 0 until the store has written it.</param>
/// <param name="ArtefactHash">SHA-256 of its file, in hexadecimal; the file's name.</param>
/// <param name="IsOwn">Learned from this installation's answers, so that its ids mean something here.</param>
/// <param name="Evaluation">Null where there were no cases to judge it by.</param>
/// <param name="ServedAt">When it last began to serve; null where it never did.</param>
public sealed record ModelVersion(
    ModelVersionId Id,
    TenantId Tenant,
    string Model,
    int Number,
    ModelStage Stage,
    DateTimeOffset CreatedAt,
    string ArtefactHash,
    bool IsOwn,
    IReadOnlyDictionary<string, double> Parameters,
    Evaluation? Evaluation,
    DateTimeOffset? ServedAt = null)
{
    /// <summary>As traces name it.</summary>
    public string Label => $"{Model} {Number}";
}
