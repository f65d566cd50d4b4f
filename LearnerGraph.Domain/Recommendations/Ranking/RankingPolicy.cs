using System.Collections.Immutable;
using System.Globalization;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Recommendations.Ranking;

/// <summary>
/// How candidates are weighed and mixed: immutable, registered by key, and what a variant of an experiment names. The
/// score of a candidate is Σ w x / Σ w over the policy's features, so it lies in [0, 1].
/// </summary>
public sealed record RankingPolicy
{
    private readonly Feature[] _features;
    private readonly double[] _shares;

    internal RankingPolicy(string key, string version, params ReadOnlySpan<(Feature Feature, double Weight)> weights)
    {
        Key = key;
        Version = version;
        (_features, _shares, Weights, FeatureNames) = Arranged(weights);
        (TraceFeatures, TraceWeights) = (FeatureNames, Weights);
    }

    /// <summary>Such as hybrid_v1.</summary>
    public string Key { get; }

    /// <summary>Of the rule, with the parameters that a variant changed.</summary>
    public string Version { get; private init; }

    /// <summary>Names of the features, in the order of every trace.</summary>
    public ImmutableArray<string> FeatureNames { get; private init; }

    /// <summary>As declared, in the order of the features; contributions use them divided by their sum.</summary>
    public ImmutableArray<double> Weights { get; private init; }

    public MixWeights Mix { get; private init; } = MixWeights.Default;

    /// <summary>
    /// Share of next-question places that are drawn by lot, in [0, 1]; null for the one of the installation.
    /// </summary>
    public double? Epsilon { get; internal init; }

    /// <summary>The predicted success that next questions aim at, before the learner's preference shifts it.</summary>
    public double TargetSuccess { get; private init; } = 0.75;

    /// <summary>How far below the target a question may lie before the window is relaxed.</summary>
    public double WindowBelow { get; private init; } = 0.15;

    /// <summary>How far above.</summary>
    public double WindowAbove { get; private init; } = 0.10;

    /// <summary>1 − λ of maximal marginal relevance, in [0, 1]: what similarity to a chosen question costs.</summary>
    public double Diversity { get; internal init; } = 0.1;

    /// <summary>At most so many items of one concept in ten.</summary>
    public int PerConceptInTen { get; private init; } = 2;

    /// <summary>Questions that each open concept sends into the ranking.</summary>
    public int QuestionsPerConcept { get; internal init; } = 4;

    /// <summary>
    /// Open concepts whose questions are looked at, at most: the others cannot be told apart well enough to matter. All
    /// of them where the question alone decides.
    /// </summary>
    public int ConceptsRanked { get; internal init; } = 96;

    /// <summary>False where nothing of the learner but the declared level may enter.</summary>
    public bool IsPersonal { get; internal init; } = true;

    internal ReadOnlySpan<Feature> Features => _features;

    /// <summary>Weights divided by their sum.</summary>
    internal ReadOnlySpan<double> Shares => _shares;

    /// <summary>The same names and weights as they go into traces, boxed once.</summary>
    internal IReadOnlyList<string> TraceFeatures { get; }

    internal IReadOnlyList<double> TraceWeights { get; }

    internal bool Uses(Feature feature) => Array.IndexOf(_features, feature) >= 0;

    /// <summary>
    /// The policy with some parameters changed by name: mix.next_question, mix.spaced_review, mix.streak_goal, epsilon,
    /// target_success, diversity, questions_per_concept, and weight.&lt;feature&gt;.
    /// </summary>
    public Result<RankingPolicy> With(IReadOnlyCollection<KeyValuePair<string, string>> parameters)
    {
        if (parameters.Count == 0) return this;

        Span<double> weights = stackalloc double[Ranking.Features.Count];
        weights.Clear();
        for (int i = 0; i < _features.Length; i++) weights[(int)_features[i]] = Weights[i];
        double[] mix = [Mix.NextQuestion, Mix.SpacedReview, Mix.StreakGoal];
        var changed = this;
        foreach (var (name, text) in parameters)
        {
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                || !double.IsFinite(value))
            {
                return Wrong(name, $"{name} must be a number, not '{text}'.");
            }

            bool isShare = value is >= 0 and <= 1;
            switch (name)
            {
                case "mix.next_question" when isShare: mix[0] = value; break;
                case "mix.spaced_review" when isShare: mix[1] = value; break;
                case "mix.streak_goal" when isShare: mix[2] = value; break;
                case "epsilon" when isShare: changed = changed with { Epsilon = value }; break;
                case "target_success" when value is >= 0.5 and <= 0.95:
                    changed = changed with { TargetSuccess = value };
                    break;
                case "diversity" when isShare: changed = changed with { Diversity = value }; break;
                case "questions_per_concept" when value is >= 1 and <= 32:
                    changed = changed with { QuestionsPerConcept = (int)value };
                    break;
                default:
                    if (WeightedFeature(name) is not { } feature) return Wrong(name, Explain(name));
                    if (!isShare) return Wrong(name, $"{name} must lie in 0 to 1.");
                    if (feature == Feature.Popularity && value > RankingPolicies.MostPopularity && IsPersonal)
                        return Wrong(name, $"Popularity may weigh {RankingPolicies.MostPopularity} at most in {Key}.");
                    weights[(int)feature] = value;
                    break;
            }
        }

        if (!MixWeights.Create(mix[0], mix[1], mix[2]).TryGet(out var checkedMix, out var problem)) return problem;
        return changed.Reweighed(weights, checkedMix, parameters);
    }

    private Result<RankingPolicy> Reweighed(
        ReadOnlySpan<double> weights, MixWeights mix, IReadOnlyCollection<KeyValuePair<string, string>> parameters)
    {
        var kept = new List<(Feature, double)>();
        for (int f = 0; f < weights.Length; f++)
        {
            if (weights[f] > 0) kept.Add(((Feature)f, weights[f]));
        }

        if (kept.Count == 0) return Wrong("weight", "At least one feature must have weight.");
        string suffix = string.Join(',', parameters.Select(p => $"{p.Key}={p.Value}").Order(StringComparer.Ordinal));
        return new RankingPolicy(Key, $"{Version}+{suffix}", [.. kept])
        {
            Mix = mix,
            Epsilon = Epsilon,
            TargetSuccess = TargetSuccess,
            WindowBelow = WindowBelow,
            WindowAbove = WindowAbove,
            Diversity = Diversity,
            PerConceptInTen = PerConceptInTen,
            QuestionsPerConcept = QuestionsPerConcept,
            ConceptsRanked = ConceptsRanked,
            IsPersonal = IsPersonal,
        };
    }

    private static (Feature[] Features, double[] Shares, ImmutableArray<double> Weights, ImmutableArray<string> Names)
        Arranged(ReadOnlySpan<(Feature Feature, double Weight)> weights)
    {
        var features = new Feature[weights.Length];
        double[] declared = new double[weights.Length];
        double[] shares = new double[weights.Length];
        string[] names = new string[weights.Length];
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            (features[i], declared[i]) = weights[i];
            names[i] = Ranking.Features.NameOf(features[i]);
            sum += declared[i];
        }

        for (int i = 0; i < shares.Length; i++) shares[i] = declared[i] / sum;
        return (features, shares, ImmutableArray.Create(declared), ImmutableArray.Create(names));
    }

    private static Feature? WeightedFeature(string name) =>
        name.StartsWith("weight.", StringComparison.Ordinal) ? Ranking.Features.Find(name["weight.".Length..]) : null;

    private static string Explain(string name) =>
        name is "mix.next_question" or "mix.spaced_review" or "mix.streak_goal" or "epsilon" or "diversity"
            ? $"{name} must lie in 0 to 1."
            : name switch
            {
                "target_success" => "target_success must lie in 0.5 to 0.95.",
                "questions_per_concept" => "questions_per_concept must lie in 1 to 32.",
                _ => $"There is no parameter {name}.",
            };

    private static Problem.Invalid Wrong(string name, string message) =>
        new(message, "PARAMETER_INVALID") { Path = ["parameters", name] };
}
