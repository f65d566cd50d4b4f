using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Models;

public readonly record struct TrainingRunId(long Value);

/// <summary>A figure of one epoch, from 1.</summary>
public sealed record SeriesPoint(int Epoch, string Name, double Value);

/// <summary>One training from being asked for to its end, with all that is needed to do it again.</summary>
/// <param name="Id">0 until the store has written it.</param>
/// <param name="By">Subject of whoever asked.</param>
/// <param name="Source">Where the answers come from: "stored", "since" and a day, or "file" and a name.</param>
/// <param name="Series">Figures by epoch.</param>
/// <param name="Metrics">Figures of the end.</param>
/// <param name="DataVersion">SHA-256 of the answers, in hexadecimal.</param>
/// <param name="CodeVersion">Of the program.</param>
/// <param name="ArtefactHash">SHA-256 of the trained model's file, in hexadecimal.</param>
/// <param name="PeakBytes">The largest working set of the process that was seen meanwhile.</param>
/// <param name="Message">Why it was skipped or failed, or how it ended.</param>
/// <param name="IsCancelAsked">It stops after the step under way.</param>
public sealed record TrainingRun(
    TrainingRunId Id,
    TenantId Tenant,
    string Model,
    RunStatus Status,
    string By,
    string Source,
    IReadOnlyDictionary<string, double> Parameters,
    DateTimeOffset AskedAt,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? FinishedAt = null,
    string? DataVersion = null,
    string? CodeVersion = null,
    string? FeatureVersion = null,
    string? ArtefactHash = null,
    ModelVersionId? Version = null,
    long PeakBytes = 0,
    string? Message = null,
    bool IsCancelAsked = false)
{
    public IReadOnlyList<SeriesPoint> Series { get; init; } = [];

    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    public bool IsOver => Status is not (RunStatus.Queued or RunStatus.Running);

    /// <summary>From start to end; null before.</summary>
    public double? Seconds => FinishedAt - StartedAt is { } took ? took.TotalSeconds : null;

    /// <summary>What is asked for over the defaults; Invalid for unknown names and values out of range.</summary>
    public static Result<Dictionary<string, double>> Complete(
        ModelDefinition model, IEnumerable<KeyValuePair<string, double>> asked)
    {
        var parameters = model.Parameters.ToDictionary(one => one.Name, one => one.Default, StringComparer.Ordinal);
        foreach (var (name, value) in asked)
        {
            if (model.Parameters.FirstOrDefault(one => one.Name == name) is not { } known)
            {
                return new Problem.Invalid(
                    $"{model.Name} has no parameter {name}. It has: "
                    + $"{string.Join(", ", model.Parameters.Select(one => one.Name))}.")
                {
                    Path = ["parameters"],
                };
            }

            if (!(value >= known.Min && value <= known.Max) || (known.IsWhole && value != Math.Floor(value)))
            {
                return new Problem.Invalid(string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"{name} is {(known.IsWhole ? "a whole number " : "")}from {known.Min} to {known.Max}."))
                {
                    Path = ["parameters"],
                };
            }

            parameters[name] = value;
        }

        return parameters;
    }
}
