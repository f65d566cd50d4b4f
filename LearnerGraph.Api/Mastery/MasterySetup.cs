using LearnerGraph.Api.Mastery.UseCases;
using LearnerGraph.Domain.Mastery.Baselines;
using LearnerGraph.Domain.Mastery.Sequences;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Mastery;

/// <summary>The models of answers that can be compared, and what compares them.</summary>
internal static class MasterySetup
{
    public static void AddMasteryModels(this IServiceCollection services)
    {
        services.AddSingleton(provider => new SequenceModelKind(
            "response", () => new ResponseSequences(provider.GetRequiredService<Tracer>().Rules)));
        services.AddSingleton(new SequenceModelKind("elo", () => new EloTracing()));
        services.AddSingleton<EvaluateTracing>();
    }
}
