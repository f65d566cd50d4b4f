using System.Text.Json;
using System.Text.Json.Serialization;
using LearnerGraph.Domain.Experiments;

namespace LearnerGraph.Infrastructure.Persistence.Experiments;

/// <summary>A plan as JSON; enums by name, so that their order in code is free.</summary>
internal static class PlanDocument
{
    private static readonly JsonSerializerOptions Options = new()
    {
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write(ExperimentPlan plan) => JsonSerializer.Serialize(plan, Options);

    public static ExperimentPlan Read(string text) =>
        JsonSerializer.Deserialize<ExperimentPlan>(text, Options)
        ?? throw new InvalidDataException("A stored plan is empty.");
}
