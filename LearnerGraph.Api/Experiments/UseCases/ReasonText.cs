using LearnerGraph.Domain.Experiments;

namespace LearnerGraph.Api.Experiments.UseCases;

/// <summary>Reasons of assignment as clients see them: stable, in SCREAMING_SNAKE_CASE.</summary>
public static class ReasonText
{
    public static string Of(AssignmentReason reason) => reason switch
    {
        AssignmentReason.Assigned => "ASSIGNED",
        AssignmentReason.Forced => "FORCED",
        AssignmentReason.KeptWhilePaused => "KEPT_WHILE_PAUSED",
        AssignmentReason.NotRunning => "NOT_RUNNING",
        AssignmentReason.Paused => "PAUSED",
        AssignmentReason.OutsideTraffic => "OUTSIDE_TRAFFIC",
        AssignmentReason.ExcludedByGroup => "EXCLUDED_BY_GROUP",
        AssignmentReason.TreatedElsewhere => "TREATED_ELSEWHERE",
        AssignmentReason.HeldOut => "HELD_OUT",
        AssignmentReason.NoClass => "NO_CLASS",
        AssignmentReason.OptedOut => "OPTED_OUT",
        _ => "SWITCHED_OFF",
    };
}
