using System.Globalization;
using LearnerGraph.Api.Console.Parts;
using LearnerGraph.Api.Experiments.UseCases;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Console.Experiments;

/// <summary>The plan of an experiment as somebody typed it, and what can be made of it.</summary>
public sealed class PlanForm
{
    public const int Rows = 4;

    private static readonly Dictionary<string, string> Fresh = new()
    {
        ["lift"] = "15", ["traffic"] = "100", ["days"] = "30", ["level"] = "5", ["power"] = "80",
        ["metric"] = $"{MetricKind.PracticeMinutes}", ["method"] = $"{SequentialMethod.ConfidenceSequence}",
        ["key-0"] = "control", ["name-0"] = "Control", ["policy-0"] = "hybrid_v1", ["share-0"] = "50",
        ["key-1"] = "treatment", ["name-1"] = "Treatment", ["policy-1"] = "content_based_v1", ["share-1"] = "50",
    };

    private readonly Typed _typed;
    private readonly List<FieldError> _errors = [];

    public PlanForm(Typed typed)
    {
        _typed = typed;
        Lift = Percent("lift") ?? 0;
        Traffic = Percent("traffic") ?? 1;
        Level = Percent("level") ?? 0.05;
        Power = Percent("power") ?? 0.8;
        Days = (int)(Number("days") ?? 30);
        Mean = Number("mean");
        Deviation = Number("deviation");
        Pace = Number("pace");
        Metric = Named("metric", MetricKind.PracticeMinutes);
        Variants = ReadVariants();
    }

    public IReadOnlyList<FieldError> Errors => _errors;

    public double Lift { get; }

    public double Traffic { get; }

    public double Level { get; }

    public double Power { get; }

    public int Days { get; }

    public double? Mean { get; }

    public double? Deviation { get; }

    public double? Pace { get; }

    public MetricKind Metric { get; }

    public IReadOnlyList<Variant> Variants { get; }

    public string this[string field] =>
        _typed.IsEmpty ? Fresh.GetValueOrDefault(field, "") : _typed[field];

    public bool Has(string field, string value) => _typed.Has(field, value);

    public string? ErrorOf(string field) => _errors.FirstOrDefault(error => error.Field == field)?.Message;

    public SizeQuestion ToQuestion() =>
        new(Metric, Mean, Deviation, Lift, Level, Power, Math.Max(2, Variants.Count), Pace * Traffic);

    public ExperimentPlan ToPlan() => new(
        this["title"], this["hypothesis"], Variants, Metric,
        [.. Enum.GetValues<MetricKind>().Where(kind => kind != Metric && Has("secondary", $"{kind}"))],
        [.. Enum.GetValues<MetricKind>().Select(kind => (kind, Margin: Percent($"guard-{kind}")))
            .Where(one => one.Margin is not null).Select(one => new Guardrail(one.kind, one.Margin!.Value))],
        Lift, Level, Power, Days, this["group"] is { Length: > 0 } group ? group : null,
        Named("method", SequentialMethod.ConfidenceSequence));

    /// <summary>Puts a refusal at the field that it speaks of.</summary>
    public void Refuse(Problem problem) => _errors.Add(new(
        problem.Path is ["input", var field, ..] ? FieldOf(field, problem.Path) : "key", problem.Message));

    private static string FieldOf(string field, IReadOnlyList<string> path) => field switch
    {
        "name" => "title",
        "variants" when path is [_, _, var row, "algorithm"] => $"policy-{row}",
        "variants" => "share-0",
        "targetLift" => "lift",
        "significanceLevel" => "level",
        "plannedDays" => "days",
        "exclusionGroup" => "group",
        "guardrails" => $"guard-{MetricKind.Accuracy}",
        "secondaryMetrics" => "metric",
        _ => field,
    };

    private List<Variant> ReadVariants()
    {
        var variants = new List<Variant>();
        for (var row = 0; row < Rows; row++)
        {
            if (this[$"key-{row}"].Length == 0) continue;
            variants.Add(new(
                this[$"key-{row}"], this[$"name-{row}"] is { Length: > 0 } name ? name : this[$"key-{row}"],
                this[$"policy-{row}"], [], Percent($"share-{row}") ?? 0, IsControl: row == 0));
        }

        var sum = variants.Sum(variant => variant.Weight);
        if (variants.Count > 1 && Math.Abs(sum - 1) > 1e-6)
        {
            var shares = string.Join(", ", variants.Select(one => $"{one.Name} {Figures.Share(one.Weight)}"));
            _errors.Add(new("share-0",
                $"These shares add up to {Figures.Share(sum)}, they must add up to 100%. Change one of: {shares}."));
        }

        return variants;
    }

    private T Named<T>(string field, T otherwise)
        where T : struct, Enum =>
        Enum.TryParse<T>(this[field], out var value) && Enum.IsDefined(value) ? value : otherwise;

    private double? Percent(string field) => Number(field) / 100;

    private double? Number(string field)
    {
        var text = this[field].TrimEnd('%').Replace(',', '.').Replace('−', '-').Trim();
        if (text.Length == 0) return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) && Math.Abs(number) <= 1e9)
            return number;
        if (ErrorOf(field) is null) _errors.Add(new(field, $"\"{this[field]}\" is no number; write it such as 2.5."));
        return null;
    }
}
