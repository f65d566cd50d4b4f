namespace LearnerGraph.Api.Console.Parts;

/// <summary>How a status is coloured and shaped; its word says the same.</summary>
public enum BadgeTone
{
    Plain,
    Fine,
    Better,
    Worse,
    Warning,
}
