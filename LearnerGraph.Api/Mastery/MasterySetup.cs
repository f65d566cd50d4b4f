using LearnerGraph.Api.Content.UseCases;
using LearnerGraph.Api.Mastery.UseCases;
using LearnerGraph.Api.Memory.UseCases;
using LearnerGraph.Domain.Mastery.Baselines;
using LearnerGraph.Domain.Mastery.Sequences;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Mastery;

/// <summary>The models of answers that can be compared, and what compares them.</summary>
internal static class MasterySetup
{
    private const string Blend = "blend";

    public static void AddMasteryModels(this IServiceCollection services)
    {
        services.AddSingleton(provider => new SequenceModelKind(
            "response", () => new ResponseSequences(provider.GetRequiredService<Tracer>().Rules)));
        services.AddSingleton(new SequenceModelKind("bkt", () => new BayesianTracing()));
        services.AddSingleton(new SequenceModelKind("pfa", () => new PerformanceFactors()));
        services.AddSingleton(new SequenceModelKind("elo", () => new EloTracing()));
        services.AddSingleton(new SequenceModelKind("best-lr", () => new BestLogistic()));
        services.AddSingleton(provider => new SequenceModelKind(Blend, () => new BlendedTracing(
            [.. provider.GetServices<SequenceModelKind>().Where(kind => kind.Name != Blend)])));
        services.AddSingleton<EvaluateTracing>();
        services.AddSingleton<EvaluateReviews>();
        services.AddSingleton<FitMemory>();
        services.AddSingleton<FitResponse>();
        services.AddSingleton<ForecastReviews>();
        services.AddSingleton<EvaluatePaths>();
    }
}
