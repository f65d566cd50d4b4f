using LearnerGraph.Domain.Experiments;

namespace LearnerGraph.Api.Console.Experiments;

/// <summary>Methods and acts as people read them.</summary>
internal static class MethodWords
{
    public static string Of(SequentialMethod method) => method switch
    {
        SequentialMethod.ConfidenceSequence => "confidence sequence, valid at every look",
        SequentialMethod.Msprt => "mixture sequential test, valid at every look",
        SequentialMethod.GroupSequential => "weekly looks that spend the level",
        _ => "one look, at the planned end",
    };

    public static string Action(string action) => action switch
    {
        "createExperiment" => "Planned",
        "updateExperiment" => "Plan changed",
        "startExperiment" => "Started",
        "pauseExperiment" => "Paused",
        "rampExperiment" => "Traffic changed",
        "stopExperiment" => "Stopped",
        "decideExperiment" => "Decided",
        "forceVariant" => "Variant forced for one learner",
        _ => "Changed",
    };
}
