using System.Globalization;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Models;

/// <summary>One condition of the gate, and whether it holds.</summary>
public sealed record GateCheck(string Name, bool Passed, string Seen);

/// <summary>What a version must show before it serves.</summary>
/// <param name="Margin">By how much, in the primary measure, the interval may reach below what serves.</param>
public sealed record PromotionGate(double Margin = 0.02)
{
    /// <summary>Fewer cases say too little.</summary>
    public const int MinCases = 30;

    /// <summary>What a batch of 200 may take, in milliseconds.</summary>
    public const double MaxLatencyMs = 10;

    /// <summary>How far the exported form may be from the network.</summary>
    public const double MaxOnnxDifference = 1e-5;

    /// <summary>All conditions; without an evaluation the first alone.</summary>
    /// <param name="serving">The version in production; null where there is none.</param>
    public IReadOnlyList<GateCheck> Check(ModelVersion version, ModelVersion? serving)
    {
        if (version.Evaluation is not { Cases: >= MinCases } evaluation)
        {
            return [new("evaluated", false, $"{version.Evaluation?.Cases ?? 0} of at least {MinCases} cases")];
        }

        var best = evaluation.Baselines.Count == 0
            ? new KeyValuePair<string, double>("none", double.NegativeInfinity)
            : evaluation.Baselines.MaxBy(one => one.Value);
        return
        [
            new("evaluated", true,
                Text($"{evaluation.Measure} {evaluation.Mean:0.0000} over {evaluation.Cases} cases")),
            new("own_data", version.IsOwn,
                version.IsOwn ? "learned from answers stored here" : "learned from a file with ids of its own"),
            new("better_than_baselines", evaluation.Mean > best.Value,
                Text($"best baseline: {best.Key} {best.Value:0.0000}")),
            NotWorse(evaluation, version, serving),
            new("fast_enough", evaluation.LatencyMs < MaxLatencyMs,
                Text($"{evaluation.LatencyMs:0.00} ms of {MaxLatencyMs} for 200 candidates")),
            new("onnx_equal", evaluation.OnnxDifference <= MaxOnnxDifference,
                Text($"largest difference {evaluation.OnnxDifference:0.0e+0} of {MaxOnnxDifference:0.0e+0}")),
        ];
    }

    private GateCheck NotWorse(Evaluation evaluation, ModelVersion version, ModelVersion? serving)
    {
        const string Name = "not_worse_than_production";
        if (serving is null || serving.Id == version.Id) return new(Name, true, "nothing else serves");
        if (evaluation.Against is not { } against || against.Version != serving.Number)
        {
            return new(Name, false, $"not compared with version {serving.Number}, which serves; evaluate it again");
        }

        return new(Name, against.Low >= -Margin, string.Create(
            CultureInfo.InvariantCulture,
            $"difference to version {serving.Number}: {against.Difference:+0.0000;-0.0000}, "
            + $"95 % interval {against.Low:+0.0000;-0.0000} to {against.High:+0.0000;-0.0000}, margin {Margin}"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Moves versions of one model between stages; at most one of them serves.</summary>
public static class Promotion
{
    /// <summary>
    /// Brings a version to shadow, production or the archive. What served before is archived. All versions of the model
    /// are given; those that change are returned, the asked one first.
    /// </summary>
    public static Result<ModelVersion[]> Move(
        IReadOnlyList<ModelVersion> versions, ModelVersionId id, ModelStage to, PromotionGate gate, DateTimeOffset now)
    {
        if (versions.FirstOrDefault(one => one.Id == id) is not { } version)
            return new Problem.NotFound("model version", $"{id.Value}");
        if (version.Stage == to) return new Problem.Conflict($"{version.Label} has that stage already.", "SAME_STAGE");
        if (to == ModelStage.Candidate) return new Problem.Invalid("No version goes back to being a candidate.");

        if (to != ModelStage.Production)
        {
            return version.Stage == ModelStage.Production
                ? new Problem.Conflict($"{version.Label} serves; roll it back or promote another.", "SERVES")
                : Moved(version with { Stage = to });
        }

        var failed = gate.Check(version, Serving(versions)).Where(check => !check.Passed).ToArray();
        if (failed.Length > 0)
        {
            return new Problem.Conflict(
                $"{version.Label} does not pass the gate: "
                + $"{string.Join("; ", failed.Select(check => $"{check.Name} ({check.Seen})"))}.",
                "GATE_FAILED");
        }

        return Moved(version with { Stage = to, ServedAt = now });

        ModelVersion[] Moved(ModelVersion moved) => [moved, .. Others(versions, version, to).Select(Archive)];
    }

    /// <summary>
    /// Archives what serves, and lets the version serve again that served before it; where none did, none serves. The
    /// one that serves afterwards is returned first.
    /// </summary>
    public static Result<ModelVersion[]> RollBack(IReadOnlyList<ModelVersion> versions, DateTimeOffset now)
    {
        if (Serving(versions) is not { } serving)
            return new Problem.Conflict("No version of that model serves.", "NOTHING_SERVES");

        var before = versions.Where(one => one.Id != serving.Id && one.ServedAt < serving.ServedAt)
            .MaxBy(one => one.ServedAt);

        // The one taken back counts as having served earliest, so that rolling back twice goes on backwards.
        var gone = serving with { Stage = ModelStage.Archived, ServedAt = null };
        ModelVersion[] moved =
            before is null ? [gone] : [before with { Stage = ModelStage.Production, ServedAt = now }, gone];
        return moved;
    }

    public static ModelVersion? Serving(IEnumerable<ModelVersion> versions) =>
        versions.FirstOrDefault(one => one.Stage == ModelStage.Production);

    private static IEnumerable<ModelVersion> Others(
        IEnumerable<ModelVersion> versions, ModelVersion version, ModelStage stage) =>
        stage == ModelStage.Archived
            ? []
            : versions.Where(one => one.Id != version.Id && one.Stage == stage);

    private static ModelVersion Archive(ModelVersion version) => version with { Stage = ModelStage.Archived };
}
